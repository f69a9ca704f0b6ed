"""Say what is due or late: python3 scripts/today.py."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["today", *sys.argv[1:]], ROOT, "scripts/today.py"))
