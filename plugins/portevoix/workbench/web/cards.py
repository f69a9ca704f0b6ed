"""The cards of a post as a page asks for them: drawn at once, with the focus that somebody tries."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from starlette.responses import PlainTextResponse, Response

from portevoix.cards import FORMATS, Card, Job, card_of, draw_job
from portevoix.file_stats import FileStat, stat_of
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.of_post import opened

_FOCUS = re.compile(r"(100|\d?\d),(100|\d?\d)")


def card(asked: Asked) -> Response:
    """A PNG, or why none can be drawn."""
    found = opened(asked, asked.request.path_params["name"])
    shape = asked.query.get("format", "og")
    if shape not in FORMATS:
        return PlainTextResponse("", 404)
    wanted = card_of(found.post, shape, found.site)
    if said := _FOCUS.fullmatch(asked.query.get("focus", "")):
        wanted = replace(wanted, focus=(int(said[1]), int(said[2])))
    assembled = found.shot.assembled
    logo = assembled.edition.logo if assembled else None
    drawn = _drawn(wanted, found.picture, _lies(found.picture), logo, _lies(logo))
    if not isinstance(drawn, bytes):
        return PlainTextResponse("\n".join(drawn), 422)
    return Response(drawn, media_type="image/png")


def _lies(file: Path | None) -> FileStat | None:
    try:
        return stat_of(file) if file else None
    except OSError:
        return None


@lru_cache(maxsize=64)
def _drawn(
    wanted: Card,
    picture: Path | None,
    seen: FileStat | None,
    logo: Path | None,
    mark: FileStat | None,
) -> bytes | tuple[str, ...]:
    """How its files lie tells one drawing from the next."""
    made = draw_job(
        Job(card=wanted, picture=picture if seen else None, logo=logo if mark else None)
    )
    return made if isinstance(made, bytes) else tuple(f"{one.what} {one.do}" for one in made)
