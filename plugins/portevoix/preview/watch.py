"""Told by the system of each change to some files, at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

# Of changes only, since a build opens all files.
CHANGES: list[type[FileSystemEvent]] = [
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
        self._files: set[str] = set()
        self._observer: Any = Observer()
        for path in paths:
            folder = path if path.is_dir() else path.parent
            if not path.is_dir():
                self._files.add(str(path))
            if folder.is_dir():
                self._observer.schedule(
                    self, str(folder), recursive=path.is_dir(), event_filter=CHANGES
                )

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._changed.set()

    def stir(self) -> None:
        """As if something had changed."""
        self._changed.set()

    def start(self) -> None:
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
