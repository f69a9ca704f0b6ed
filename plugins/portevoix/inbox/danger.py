"""Whether somebody may be in danger or in distress, by the words that they use.

A list of words finds some and misses others: it puts a message first, and never says that one is safe.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from portevoix.prose import folded

_FILE = Path(__file__).with_name("danger.toml")
_BETWEEN = r"[^\w]{1,4}"
_FEW = r"(?:[^\w]+\w+){0,4}[^\w]+"


class Alarm(StrEnum):
    """The key of what is said stands under inbox.alarm_<alarm>."""

    DANGER = "danger"
    DISTRESS = "distress"


Words = tuple[tuple[Alarm, tuple[str, ...]], ...]  # of the organisation's own


def alarm_of(text: str, more: Words = ()) -> Alarm | None:
    """Distress before danger: it wants a person who answers."""
    said = folded(text).replace("’", "'")
    for alarm in (Alarm.DISTRESS, Alarm.DANGER):
        own = tuple(word for one, words in more if one is alarm for word in words)
        if _pattern(alarm, own).search(said):
            return alarm
    return None


@cache
def _pattern(alarm: Alarm, own: tuple[str, ...]) -> re.Pattern[str]:
    ours: Iterable[str] = tomllib.loads(_FILE.read_text("utf-8"))[alarm.value]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_written, (*ours, *own)))})(?!\w)")


def _written(phrase: str) -> str:
    """A phrase of the list as a pattern, in time linear in what it reads."""
    found = ""
    for n, part in enumerate(phrase.split("…")):
        part = folded(part).replace("’", "'")
        words = [re.escape(word).replace(r"\*", r"\w*") for word in part.split()]
        found += (_FEW if n else "") + _BETWEEN.join(words)
    return found
