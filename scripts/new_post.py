"""Start a post: python3 scripts/new_post.py decision "Le titre"."""

import sys

from environment import ROOT, enter

enter("site")

from portevoix.commands import main

if __name__ == "__main__":
    sys.exit(main(["new-post", *sys.argv[1:]], ROOT, "scripts/new_post.py"))
