"""All the texts of a subject with their places: what rules on numbers and names go over."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.subject.location import Location
from portevoix.checks.subject.subject import Subject
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text, and how to name a place of it."""

    words: str
    subject: Subject
    key: str = ""

    def at(self, place: int) -> Location:
        return Location(key=self.key) if self.key else self.subject.in_text(place)


def texts(subject: Subject) -> Iterator[Text]:
    """The body as the reader sees it, then each text of the front matter."""
    yield Text(subject.document.text, subject)
    for image in subject.document.images:
        if any(map(str.isdigit, image.alt)) or "@" in image.alt:
            yield _Alternative(image.alt, subject, "", image.at)
    for passage in subject.passages:
        yield Text(passage.text, subject, passage.key)


@dataclass(frozen=True, slots=True)
class _Alternative(Text):
    """An alternative text: all its places are that of its picture."""

    place: int = 0

    def at(self, place: int) -> Location:
        return Location(self.place)
