"""The maker of cards: one per post and format, on all cores when that gains."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from portevoix.artefact import Artefact
from portevoix.cards.card import Card, card_of, path_of
from portevoix.cards.faces import HOUSE
from portevoix.cards.render import SETTINGS, render
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.pictures import Unreadable, contents, unusable
from portevoix.site import Site

ALONE = 100  # cards that one process draws before another would have started and read its fonts
_BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A card to draw, and the files it shows."""

    card: Card
    picture: Path | None = None
    logo: Path | None = None


def cards(
    edition: Edition,
    formats: Sequence[str] = ("og",),
    *,
    pictures: Mapping[str, Path] | None = None,
    logo: Path | None = None,
    fonts: Path = HOUSE,
    workers: int | None = None,
) -> Iterable[Artefact]:
    """The cards of an edition's posts; `pictures` gives the file of a post's picture by slug.

    Raises DiagnosticsError with the mistakes of all cards.
    """
    files = pictures or {}
    wanted = [(post, shape) for post in edition.posts for shape in formats]
    jobs = [
        Job(
            card=card_of(post, shape, edition.site, fonts=fonts),
            picture=files.get(post.slug),
            logo=logo,
        )
        for post, shape in wanted
    ]
    drawn = draw_all(jobs, workers)
    return [
        Artefact(path=PurePosixPath(path_of(post, shape)), content=content)
        for (post, shape), content in zip(wanted, drawn, strict=True)
    ]


def draw_all(jobs: Sequence[Job], workers: int | None = None) -> list[bytes]:
    """The cards as PNG, in the order of `jobs`; `workers` is the number of processes.

    Raises DiagnosticsError once all cards were tried.
    """
    count = min(workers or _cores(), max(1, len(jobs) // ALONE))
    results = _shared_out(jobs, count) if count > 1 else [draw_job(job) for job in jobs]
    mistakes = [mistake for result in results if isinstance(result, tuple) for mistake in result]
    if mistakes:
        raise DiagnosticsError(mistakes)
    return [result for result in results if isinstance(result, bytes)]


def draw_job(job: Job) -> bytes | tuple[Diagnostic, ...]:
    """One card, or its mistakes."""
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


def logo_file(site: Site, docs: Path) -> Path | None:
    """The organisation's logo as a picture that can be drawn: beside an SVG, a PNG of its name.

    Raises DiagnosticsError when there is none.
    """
    if not site.organisation.logo:
        return None
    file = docs / site.organisation.logo
    if file.suffix.lower() != ".svg":
        return file
    drawn = file.with_suffix(".png")
    if drawn.is_file():
        return drawn
    values = {"logo": site.organisation.logo, "png": drawn.name}
    raise DiagnosticsError(
        [
            Diagnostic(
                file=SETTINGS,
                line=0,
                what=say(site.lang, "cards.logo_vector", **values),
                do=say(site.lang, "cards.logo_vector_do", **values),
            )
        ]
    )


def _shared_out(jobs: Sequence[Job], count: int) -> list[bytes | tuple[Diagnostic, ...]]:
    # Started afresh: a build has threads, and a copy of a process with threads may hang.
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
            return list(pool.map(draw_job, jobs, chunksize=_BATCH))
    except (OSError, BrokenProcessPool):  # a closed machine that lets no process start
        return [draw_job(job) for job in jobs]


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
