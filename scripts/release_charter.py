"""Freeze a version of the charter: python3 scripts/release_charter.py 2.1 --note "…" [--date …]"""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.charter.command import release

if __name__ == "__main__":
    sys.exit(release(sys.argv[1:], ROOT))
