"""Bring a blog along: python3 scripts/import_blog.py ../ancien-blogue --dry-run."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["import", *sys.argv[1:]], ROOT, "scripts/import_blog.py"))
