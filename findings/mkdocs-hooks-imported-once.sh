#!/usr/bin/env bash
# A hook that is edited stays as it was for as long as the process lives.
#
# mkdocs 1.6.1 (PyPI).
# Guess: `mkdocs serve` reads the configuration again at each change, so that an edited file under
# `hooks` has its say in the next build, as an edited page has.
# Seen: the configuration is read again, the hook is not: its module is kept by name and path, without
# a look at the file. Only a new process runs the edit, and nothing says so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check mkdocs==1.6.1
mkdir docs
printf '# Page\n' > docs/index.md
printf 'site_name: Site\nhooks: [hook.py]\n' > mkdocs.yml
cat > look.py <<'LOOK'
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

HOOK = "def on_page_markdown(markdown, **_):\n    return markdown + {!r}\n"


def built(said: str) -> str:
    Path("hook.py").write_text(HOOK.format(f"\n\n{said}\n"))
    build(load_config("mkdocs.yml"))
    return Path("site/index.html").read_text()


first, second = built("one"), built("another word")
print("first build shows its hook:", "one" in first)
print("second build shows the edited hook:", "another word" in second)
assert ">one<" in first and ">one<" in second and "another word" not in second
LOOK
env/bin/python look.py
LOOKED="in a new process:"
sed -i 's/^first, second.*/second = built("another word")/; /^print("first/d; /^assert/d' look.py
echo "$LOOKED $(env/bin/python look.py)"
grep -q "another word" site/index.html
