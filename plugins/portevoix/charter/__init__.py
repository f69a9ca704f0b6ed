"""The usage charter: read from docs/charte, turned into pages, versions and redlines."""

from portevoix.charter.charter import (
    Article,
    Case,
    Charter,
    Level,
    Reply,
    Tree,
    Version,
)
from portevoix.charter.fields import ARTICLE, INDEX, REPLY, TREE
from portevoix.charter.pages import charter_pages
from portevoix.charter.reading import read_charter
from portevoix.charter.reminders import reminders
from portevoix.charter.searching import search_documents
from portevoix.charter.variables import read_wording
from portevoix.charter.wording import Wording

__all__ = [
    "ARTICLE",
    "INDEX",
    "REPLY",
    "TREE",
    "Article",
    "Case",
    "Charter",
    "Level",
    "Reply",
    "Tree",
    "Version",
    "Wording",
    "charter_pages",
    "read_charter",
    "read_wording",
    "reminders",
    "search_documents",
]
