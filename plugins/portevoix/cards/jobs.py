"""Cards to draw, with the files that they show."""

from __future__ import annotations

from pathlib import Path

from portevoix.cards.card import Card
from portevoix.cards.render import SETTINGS, render
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.pictures import Unreadable, contents, unusable
from portevoix.values import dataclass

Drawn = bytes | tuple[Diagnostic, ...]  # a PNG, or what stands in its way


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A card to draw, and the files it shows."""

    card: Card
    picture: Path | None = None
    logo: Path | None = None


def draw_job(job: Job) -> Drawn:
    """One card; it asks nothing of other processes and may be drawn in a forked one."""
    card = job.card
    mistakes = []
    picture = logo = None
    try:
        picture = contents(job.picture) if job.picture else None
    except Unreadable as error:
        mistakes.append(
            unusable(
                card.messages,
                error,
                file=card.file,
                line=card.picture_line,
                name=card.picture_name,
            )
        )
    try:
        logo = contents(job.logo) if job.logo else None
    except Unreadable as error:
        name = job.logo.name if job.logo else ""
        mistakes.append(unusable(card.messages, error, file=SETTINGS, line=0, name=name))
    try:
        content = render(card, picture, logo)
    except DiagnosticsError as found:
        return (*mistakes, *found.mistakes)
    return tuple(mistakes) or content
