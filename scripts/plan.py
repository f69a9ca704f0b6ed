"""Say when each text goes out: python3 scripts/plan.py --all."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["plan", *sys.argv[1:]], ROOT, "scripts/plan.py"))
