"""Check posts against the charter: python3 scripts/check.py [POST …] [--json] [--fix] …"""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["check", *sys.argv[1:]], ROOT, "scripts/check.py"))
