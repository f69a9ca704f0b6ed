"""The rendered HTML of a post's body: cleaned for our pages, adapted for feeds, told as text."""

from portevoix.body.clean import BodyTooLong, clean, shallow
from portevoix.body.pictures import Shown, picture
from portevoix.body.policy import EMPTIED, MEDIA, TEXT
from portevoix.body.prose import prose
from portevoix.body.reading import absolutise, outside_code, plain
from portevoix.body.unsearched import marked_unsearched, parted_unsearched

__all__ = [
    "EMPTIED",
    "MEDIA",
    "TEXT",
    "BodyTooLong",
    "Shown",
    "absolutise",
    "clean",
    "marked_unsearched",
    "outside_code",
    "parted_unsearched",
    "picture",
    "plain",
    "prose",
    "shallow",
]
