"""Check posts against the charter: python3 scripts/check.py [POST …] [--json] [--fix] …"""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.checks.command import check

if __name__ == "__main__":
    sys.exit(check(sys.argv[1:], ROOT))
