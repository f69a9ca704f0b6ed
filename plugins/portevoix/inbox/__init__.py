"""The inbox: what people said to us or about us, what became of it, and by when it is answered."""

from portevoix.inbox.danger import Alarm, alarm_of
from portevoix.inbox.file import (
    MESSAGES,
    Inbox,
    held_inbox,
    prepare,
    read_inbox,
    rewrite,
)
from portevoix.inbox.item import Item, Sort, State, id_of
from portevoix.inbox.masking import MOST, Mask, mask_of
from portevoix.inbox.numbers import numbers_of
from portevoix.inbox.order import Waiting, late, waiting
from portevoix.inbox.spans import Span, Unit, after, read_span
from portevoix.inbox.terms import DELAY, KEEP, Terms, terms_of
from portevoix.inbox.tray import Tray

__all__ = [
    "DELAY",
    "KEEP",
    "MESSAGES",
    "MOST",
    "Alarm",
    "Inbox",
    "Item",
    "Mask",
    "Sort",
    "Span",
    "State",
    "Terms",
    "Tray",
    "Unit",
    "Waiting",
    "after",
    "alarm_of",
    "held_inbox",
    "id_of",
    "late",
    "mask_of",
    "numbers_of",
    "prepare",
    "read_inbox",
    "read_span",
    "rewrite",
    "terms_of",
    "waiting",
]
