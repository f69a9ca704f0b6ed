"""Build the public site into site/ (--internal: the staff site)."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]], ROOT, "scripts/build.py"))
