"""Send texts out to the networks, once each: python3 scripts/send.py --due --dry-run."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["send", *sys.argv[1:]], ROOT, "scripts/send.py"))
