"""The issues of the newsletter as people chose them: a file each, below docs/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """A post of an issue; `text` stands in place of its summary."""

    slug: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    id: str  # name of its file, and end of its address
    file: str  # as the person would name it
    lines: Mapping[str, int] = field(default_factory=dict, hash=False, repr=False)
    subject: str
    preheader: str = ""  # what mail clients show after the subject; "" follows from the posts
    lang: str
    intro: str = ""  # Markdown
    outro: str = ""  # Markdown
    posts: tuple[Chosen, ...] = ()
    whole: bool = False  # whether posts stand in it with their whole text
    pictures: bool | None = None  # None: as the site's settings have it
    sent: datetime | None = None  # when it left; None: it is being written, and no page shows it
    digest: str = field(default="", repr=False)  # of its file


def archived(issues: tuple[Issue, ...], now: datetime | None) -> tuple[Issue, ...]:
    """Those that left, the newest first, ties broken by name."""
    gone = [one for one in issues if one.sent and (now is None or one.sent <= now)]
    return tuple(sorted(gone, key=lambda one: (-one.sent.timestamp() if one.sent else 0.0, one.id)))
