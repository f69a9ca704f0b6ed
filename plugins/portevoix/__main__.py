"""`python -m portevoix`, where `porte-voix` is not on the path."""

import sys

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main())
