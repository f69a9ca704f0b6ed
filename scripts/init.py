"""Start a site of your own in a new folder: python3 scripts/init.py FOLDER (--help tells more)."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["init", *sys.argv[1:]], ROOT, "scripts/init.py"))
