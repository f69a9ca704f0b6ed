"""Publications to an object store beside rclone and s5cmd: time, requests and bytes."""

import sys

from environment import ROOT, enter

enter("test")  # whose parts start the store
sys.path.insert(0, str(ROOT))

from tests.bench.publishing import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
