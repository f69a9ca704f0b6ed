"""What MkDocs logs, said to the person who builds: only what they can act on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import field

from portevoix.values import dataclass


@dataclass(slots=True)
class Journal:
    """Warnings are told at once; errors are kept for the command, which says them last."""

    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    told: Callable[[str], str] = str
    before: frozenset[str] = frozenset()  # what was told is told again only when it had gone

    def open(self, told: Callable[[str], str] = str) -> None:
        """Listen to the next build; `told` gives a warning in the person's words."""
        self.told = told
        self.before = frozenset(self.warnings)
        self.warnings.clear()
        self.errors.clear()
        logger = logging.getLogger("mkdocs")
        logger.setLevel(logging.WARNING)
        logger.handlers = [_Listener(self)]
        logger.propagate = False


class _Listener(logging.Handler):
    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self.journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.journal.errors.append(message)
        else:
            self.journal.warnings.append(message)
            if message not in self.journal.before:
                print(self.journal.told(message), file=sys.stderr)
