"""Write the files of a planning tool: python3 scripts/export.py buffer."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["export", *sys.argv[1:]], ROOT, "scripts/export.py"))
