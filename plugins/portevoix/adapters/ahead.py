"""Work done by another process while this one lays out the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from portevoix.cards import Job, card_of, draw_all, draw_job
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.posts import Post
from portevoix.site import Site

T = TypeVar("T")
Drawn = bytes | tuple[Diagnostic, ...]
Put = Path | tuple[Diagnostic, ...]
FEWEST = 100  # posts that are worth the start of a process
_BATCH = 20


class Helper:
    """One more process, which does what it is asked in that order."""

    def __init__(self, *, wanted: bool) -> None:
        self._pool: ProcessPoolExecutor | None = None
        if wanted:
            with suppress(OSError, RuntimeError, ImportError):  # a system without semaphores
                # Started afresh: a copy of a process with threads may hang.
                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))

    @property
    def works(self) -> bool:
        return self._pool is not None

    def ask(self, work: Callable[..., T], *given: Any) -> Callable[[], T]:
        """How to get the result of `work`; it is done here when the process cannot."""
        here = partial(work, *given)
        if self._pool is None:
            return cache(here)
        try:
            future = self._pool.submit(work, *given)
        except (OSError, RuntimeError):
            self.close()
            return cache(here)
        return cache(partial(_result, future, here))

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _result(future: Future[T], here: Callable[[], T]) -> T:
    try:
        return future.result()
    except (OSError, RuntimeError):  # the process ended
        return here()


def draw_jobs(jobs: Sequence[Job], place: str) -> list[Put]:
    """Draw into files: thousands of pictures need not wait in memory."""
    return [_put(draw_job(job), Path(f"{place}-{n}.png")) for n, job in enumerate(jobs)]


def _put(drawn: Drawn, file: Path) -> Put:
    if isinstance(drawn, bytes):
        file.write_bytes(drawn)
        return file
    return drawn


class DrawnAhead:
    """The cards that need no picture, asked for before the makers ask; `draw` gives all.

    They lie in `folder` until then.
    """

    def __init__(self, posts: Sequence[Post], site: Site, helper: Helper, folder: Path) -> None:
        self._batches: list[tuple[tuple[str, ...], Callable[[], list[Put]]]] = []
        plain = [post for post in posts if post.picture is None]
        if helper.works and len(plain) >= FEWEST and not site.organisation.logo:
            jobs = [Job(card=card_of(post, "og", site)) for post in plain]
            for start in range(0, len(jobs), _BATCH):
                some = jobs[start : start + _BATCH]
                drawn = helper.ask(draw_jobs, some, str(folder / f"card-{start}"))
                self._batches.append((tuple(map(repr, some)), drawn))

    def draw(self, jobs: Sequence[Job]) -> Sequence[bytes]:
        """As `cards.draw_all`: what was drawn ahead, and the rest now.

        Raises DiagnosticsError with the mistakes of all.
        """
        asked = {repr(job) for job in jobs}
        ready = {
            name: taken
            for name, put in self._ready(asked)
            if name in asked and (taken := _taken(put)) is not None
        }
        rest = iter(draw_all([job for job in jobs if repr(job) not in ready]))
        drawn = [ready[repr(job)] if repr(job) in ready else next(rest) for job in jobs]
        mistakes = [one for found in drawn if isinstance(found, tuple) for one in found]
        if mistakes:
            raise DiagnosticsError(mistakes)
        return [found for found in drawn if isinstance(found, bytes)]

    def _ready(self, asked: set[str]) -> Iterator[tuple[str, Put]]:
        for names, drawn in self._batches:
            if not asked.isdisjoint(names):
                yield from zip(names, drawn(), strict=True)


def _taken(put: Put) -> Drawn | None:
    """None when the file is gone: somebody swept the temporary folder."""
    if not isinstance(put, Path):
        return put
    try:
        return put.read_bytes()
    except OSError:
        return None
