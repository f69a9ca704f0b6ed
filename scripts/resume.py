"""End a pause: python3 scripts/resume.py move."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["resume", *sys.argv[1:]], ROOT, "scripts/resume.py"))
