"""Ask whether links to other sites still answer: python3 scripts/links.py."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["links", *sys.argv[1:]], ROOT, "scripts/links.py"))
