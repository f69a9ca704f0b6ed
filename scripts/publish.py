"""Publish the site: python3 scripts/publish.py [PLACE …] [--dry-run] [--back] …"""

import sys

from environment import ROOT, enter

enter("publish")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["publish", *sys.argv[1:]], ROOT, "scripts/publish.py"))
