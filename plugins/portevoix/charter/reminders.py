"""What a build should say though it may go on: reviews overdue or near, text not released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from portevoix.charter.charter import Charter
from portevoix.diagnostics import Diagnostic
from portevoix.doors import typed
from portevoix.language import say
from portevoix.site import Site

NEAR = timedelta(days=30)


def reminders(charter: Charter, today: date, site: Site) -> tuple[Diagnostic, ...]:
    """Warnings in the order of the articles; none of them stops a build."""
    return tuple(_reminders(charter, today, site))


def _reminders(charter: Charter, today: date, site: Site) -> Iterator[Diagnostic]:
    lang = site.lang

    def remind(file: str, line: int, name: str, **values: object) -> Diagnostic:
        what = say(lang, f"charter.{name}", **values)
        return Diagnostic(
            file=file, line=line, what=what, do=say(lang, f"charter.{name}_do", **values)
        )

    for article in charter.in_use:
        if line := article.lines.get("checks"):
            yield remind(article.file, line, "checks_unneeded")
        day = article.review_by
        if day is not None and day <= today + NEAR:
            name = "review_overdue" if day < today else "review_near"
            line = article.lines.get("review_by", 1)
            yield remind(article.file, line, name, id=article.id, day=day, owner=article.owner)
    last = charter.versions[-1] if charter.versions else None
    if last and not charter.released and last.number == charter.version:
        yield remind(
            charter.file,
            1,
            "text_moved",
            version=last.number,
            release=typed("release-charter", site),
        )
