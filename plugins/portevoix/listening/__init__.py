"""Listening: what is said below our texts, to us and about us, gathered politely and answered once."""

from portevoix.listening.answering import Answered, Answering, account_of, answer, refused
from portevoix.listening.erasing import ANSWERS, erase, forget_pages
from portevoix.listening.fields import WATCH
from portevoix.listening.gathering import Round, listen
from portevoix.listening.house import House, bad_spans, house_of
from portevoix.listening.terminal import (
    LEAVES,
    PLACES,
    dump_inbox,
    place_of,
    print_inbox,
    print_item,
    replies_for,
    text_of,
)
from portevoix.listening.watch import Watch, read_watch

__all__ = [
    "ANSWERS",
    "LEAVES",
    "PLACES",
    "WATCH",
    "Answered",
    "Answering",
    "House",
    "Round",
    "Watch",
    "account_of",
    "answer",
    "bad_spans",
    "dump_inbox",
    "erase",
    "forget_pages",
    "house_of",
    "listen",
    "place_of",
    "print_inbox",
    "print_item",
    "read_watch",
    "refused",
    "replies_for",
    "text_of",
]
