"""Write what protects the staff site: python3 scripts/protect.py SERVER [--renew] …"""

import sys

from environment import ROOT, enter

enter("publish")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["protect", *sys.argv[1:]], ROOT, "scripts/protect.py"))
