"""Enter what a post obtained: python3 scripts/result.py SLUG 412 "in a sentence"."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["result", *sys.argv[1:]], ROOT, "scripts/result.py"))
