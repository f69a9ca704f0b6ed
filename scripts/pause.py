"""Hold everything but emergencies: python3 scripts/pause.py "Inondation"."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["pause", *sys.argv[1:]], ROOT, "scripts/pause.py"))
