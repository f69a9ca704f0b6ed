"""Build the public site into site/ (--internal: the staff site)."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.adapters.build_command import build

if __name__ == "__main__":
    sys.exit(build(sys.argv[1:], ROOT))
