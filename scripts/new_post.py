"""Start a post: python3 scripts/new_post.py decision "Le titre"."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.adapters.new_post import new_post

if __name__ == "__main__":
    sys.exit(new_post(sys.argv[1:], ROOT))
