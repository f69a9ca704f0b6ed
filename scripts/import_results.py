"""Read results files of networks and tools: python3 scripts/import_results.py FILE."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["import-results", *sys.argv[1:]], ROOT, "scripts/import_results.py"))
