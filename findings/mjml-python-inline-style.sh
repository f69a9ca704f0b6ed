#!/usr/bin/env bash
# A style that MJML puts into the tags stays in the head when Python makes the mail.
#
# mjml-python 1.4.2 (PyPI), against mjml 5.4.1 (npm).
# Guess: the same MJML gives the same mail; `mj-style inline="inline"` goes into the tags, for the
# clients that drop what stands in the head.
# Seen: with mjml-python the rule stays a style sheet and the tag has no style, without a word. A
# picture without `alt` gets none, where mjml gives it an empty one: some readers then spell its address.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check mjml-python==1.4.2
npm init -y >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mjml@5.4.1
cat > letter.mjml <<'MJML'
<mjml><mj-head><mj-style inline="inline">.warm { color: #aa0000; }</mj-style></mj-head>
<mj-body><mj-section><mj-column><mj-text><p class="warm">Hello</p></mj-text>
<mj-image src="https://example.org/a.png" /></mj-column></mj-section></mj-body></mjml>
MJML
env/bin/python -c 'from pathlib import Path; from mjml import mjml2html; print(mjml2html(Path("letter.mjml").read_text()))' > python.html
node --input-type=module -e '
import mjml2html from "mjml"; import fs from "node:fs";
console.log((await mjml2html(fs.readFileSync("letter.mjml", "utf8"))).html)' > npm.html
env/bin/python - <<'LOOK'
import re
from pathlib import Path

for name in ("npm", "python"):
    page = Path(f"{name}.html").read_text()
    tags = re.findall(r'<p class="warm"[^>]*>|<img[^>]*>', page)
    print(name, *(re.sub(r' style="border[^"]*"', "", tag) for tag in tags), sep="\n  ")
theirs, ours = Path("npm.html").read_text(), Path("python.html").read_text()
assert '<p class="warm" style="color: #aa0000;">' in theirs and ".warm" not in theirs
assert '<p class="warm">' in ours and ".warm" in ours
assert re.search(r"<img[^>]* alt\b", theirs) and not re.search(r"<img[^>]* alt\b", ours)
LOOK
