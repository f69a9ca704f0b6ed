"""Open the workbench in a browser on this machine: write, see and correct posts."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["atelier", *sys.argv[1:]], ROOT, "scripts/atelier.py"))
