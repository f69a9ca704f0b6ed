"""Time and memory of builds beside other generators' (--alone: Porte-voix only)."""

import sys

from environment import ROOT, enter

enter("site")
sys.path.insert(0, str(ROOT))

from tests.bench.bench import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
