"""Preview the site on this machine, built again at each change (drafts are shown)."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]], ROOT, "scripts/serve.py"))
