"""Told by the system of each change to some files, at once."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

# Of changes only, since a build opens all files. A folder that leaves, for the bin say, tells of none of
# its files; one that comes tells of each.
CHANGES: list[type[FileSystemEvent]] = [
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
SETTLES = 0.02  # seconds without a change before one counts as done: editors write in steps
LONGEST = 0.5  # seconds that changes may go on before a build starts all the same


class Watch(FileSystemEventHandler):
    """Waits for changes below some folders and to some files."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._changed = threading.Event()
        self._observer: Any = Observer()
        self._paths: list[Path] = []
        self._look_at(paths)

    def _look_at(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self._paths.append(path)
            folder = path if path.is_dir() else path.parent
            if folder.is_dir():
                self._observer.schedule(
                    self, str(folder), recursive=path.is_dir(), event_filter=CHANGES
                )

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._changed.set()

    def follow(self, paths: Iterable[Path]) -> None:
        """Wait for changes of these too; what changed before anybody looked counts as one."""
        if more := [path for path in paths if path not in self._paths]:
            self._look_at(more)
            self.stir()

    def stir(self) -> None:
        """As if something had changed."""
        self._changed.set()

    def start(self) -> None:
        # watchdog 7.1.0 says of a folder that was moved away and back what only its makers can use.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.observers")
        self._observer.start()

    def wait(self, seconds: float) -> bool:
        """Whether something changed, once it has settled."""
        if not self._changed.wait(seconds):
            return False
        latest = time.monotonic() + LONGEST
        while time.monotonic() < latest:
            self._changed.clear()
            if not self._changed.wait(SETTLES):
                break
        self._changed.clear()
        return True

    def stop(self) -> None:
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()
