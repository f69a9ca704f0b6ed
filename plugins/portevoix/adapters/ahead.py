"""Cards drawn by another process while this one lays out the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from portevoix.cards import Job, card_of, draw_all, draw_job
from portevoix.mistakes import Mistake, MistakesFound
from portevoix.posts.post import Post
from portevoix.site import Site

Drawn = bytes | tuple[Mistake, ...]
FEWEST = 100  # cards that are worth the start of a process
_BATCH = 20


def draw_jobs(jobs: Sequence[Job]) -> list[Drawn]:
    return [draw_job(job) for job in jobs]


class DrawnAhead:
    """The cards that need no picture, asked for before the makers ask; `draw` gives all."""

    def __init__(self, posts: Sequence[Post], site: Site, *, wanted: bool) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._batches: list[tuple[tuple[str, ...], Future[list[Drawn]]]] = []
        plain = [post for post in posts if post.picture is None]
        if wanted and len(plain) >= FEWEST and not site.organisation.logo:
            self._start([Job(card=card_of(post, "og", site)) for post in plain])

    def _start(self, jobs: Sequence[Job]) -> None:
        try:
            # Started afresh: a copy of a process with threads may hang.
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            for start in range(0, len(jobs), _BATCH):
                some = jobs[start : start + _BATCH]
                names = tuple(map(repr, some))
                self._batches.append((names, self._pool.submit(draw_jobs, some)))
        except (OSError, RuntimeError):
            self.close()

    def draw(self, jobs: Sequence[Job]) -> Sequence[bytes]:
        """As `cards.draw_all`: what was drawn ahead, and the rest now.

        Raises MistakesFound with the mistakes of all.
        """
        ready = dict(self._ready({repr(job) for job in jobs}))
        rest = iter(draw_all([job for job in jobs if repr(job) not in ready]))
        drawn = [ready[repr(job)] if repr(job) in ready else next(rest) for job in jobs]
        mistakes = [one for found in drawn if isinstance(found, tuple) for one in found]
        if mistakes:
            raise MistakesFound(mistakes)
        return [found for found in drawn if isinstance(found, bytes)]

    def _ready(self, asked: set[str]) -> Iterator[tuple[str, Drawn]]:
        for names, future in self._batches:
            if not asked.isdisjoint(names):
                try:
                    yield from zip(names, future.result(), strict=True)
                except (OSError, RuntimeError):  # the process ended: drawn here instead
                    return

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        self._batches.clear()
