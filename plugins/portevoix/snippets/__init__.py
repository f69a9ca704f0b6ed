"""Post × Network → Snippet: a text made for each network, that fits, with its link and its count."""

from portevoix.snippets.boards import Board, boards_of, read_boards
from portevoix.snippets.campaign import address_pattern
from portevoix.snippets.compose import (
    bears_picture,
    compose,
    compose_all,
    compose_for_tools,
    compose_posts,
    is_wanted,
    try_text,
)
from portevoix.snippets.costs import say_cost
from portevoix.snippets.snippet import Cost, Dropped, FirstComment, Snippet, Why
from portevoix.snippets.style import REMARKS, Remark, Said, remarks_on, said_of
from portevoix.snippets.threads import unnumbered

__all__ = [
    "REMARKS",
    "Board",
    "Cost",
    "Dropped",
    "FirstComment",
    "Remark",
    "Said",
    "Snippet",
    "Why",
    "address_pattern",
    "bears_picture",
    "boards_of",
    "compose",
    "compose_all",
    "compose_for_tools",
    "compose_posts",
    "is_wanted",
    "read_boards",
    "remarks_on",
    "said_of",
    "say_cost",
    "try_text",
    "unnumbered",
]
