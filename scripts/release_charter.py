"""Freeze a version of the charter: python3 scripts/release_charter.py 2.1 --note "…" [--date …]"""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["release-charter", *sys.argv[1:]], ROOT, "scripts/release_charter.py"))
