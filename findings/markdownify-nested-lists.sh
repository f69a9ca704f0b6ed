#!/usr/bin/env bash
# A list inside a list comes out beside it, and a sign keeps its backslash.
#
# markdownify 1.2.3, Markdown 3.11.3 (PyPI).
# Guess: what markdownify writes, Python-Markdown reads back as the same HTML; with `escape_misc`
# signs that mean something are made plain.
# Seen: nested items are indented by two spaces, where Python-Markdown wants four: two levels become
# one. `escape_misc` writes \&, \<, \~ and \|, none of which Python-Markdown knows: readers see the
# backslash.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check markdownify==1.2.3 Markdown==3.11.3
env/bin/python - <<'LOOK'
from markdown import markdown
from markdownify import markdownify

nested = markdownify("<ul><li>one<ul><li>two</li></ul></li></ul>")
back = "".join(markdown(nested).split())
print("nested list:", repr(nested), "→", back)
assert back == "<ul><li>one</li><li>two</li></ul>"
signs = markdownify("<p>R&amp;D ~ 3 | 4</p>", escape_misc=True)
shown = markdown(signs)
print("signs:", repr(signs), "→", shown)
assert shown == "<p>R\\&amp;D \\~ 3 \\| 4</p>"
LOOK
