"""The rendered HTML of a post's body: cleaned for our pages, adapted for feeds, told as text."""

from portevoix.body.clean import BodyTooLong, clean
from portevoix.body.pictures import Shown, picture
from portevoix.body.reading import absolutise, plain

__all__ = ["BodyTooLong", "Shown", "absolutise", "clean", "picture", "plain"]
