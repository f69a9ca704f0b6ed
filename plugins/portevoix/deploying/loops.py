"""Work of many requests at once, done in a thread of its own: who asks may have a loop running, and what
is under way may ask for more of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Loop:
    """Runs coroutines, for callers that wait for them; started when it is first asked."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._live, name="deploying", daemon=True)
        self._ready = threading.Event()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Raises what the work raises; never called from the work itself."""
        if self._loop is None:
            self._thread.start()
            self._ready.wait()
        assert self._loop is not None
        asked = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return asked.result()
        except BaseException:  # Ctrl+C comes to who waits: what is under way ends too
            asked.cancel()
            raise

    def close(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop = None

    def _live(self) -> None:
        with asyncio.Runner() as runner:
            self._loop = runner.get_loop()
            self._loop.call_soon(self._ready.set)
            self._loop.run_forever()
