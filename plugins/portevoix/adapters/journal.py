"""What MkDocs logs, said to the person who builds: only what they can act on."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass


class _Teller(logging.Handler):
    """Warnings and errors on standard error, without the logger's decoration."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self.journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.journal.spoke = True
        print(record.getMessage(), file=sys.stderr)


@dataclass(slots=True)
class Journal:
    spoke: bool = False  # an error was told already


def set_up_journal(lang: str, *, quiet: bool) -> Journal:
    journal = Journal()
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING if quiet else logging.INFO)
    logger.handlers = [_Teller(journal)]
    logger.propagate = False
    return journal
