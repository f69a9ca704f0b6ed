"""What may not be kept any more goes: from the inbox, from our answers, from the pages that showed it."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from portevoix.cache.freshness import cache_folder
from portevoix.inbox import Inbox, Terms, rewrite
from portevoix.paths import NAMES
from portevoix.sending import read_ledger

ANSWERS = "answers.jsonl"  # the ledger of what was answered, beside the inbox


def erase(inbox: Inbox, terms: Terms, now: datetime, *, lang: str) -> tuple[str, ...]:
    """The ids of what went, because its time is over. Raises OSError, DiagnosticsError."""
    gone = inbox.erase(lambda one: terms.erased(one) <= now)
    _erase_answers(inbox.folder / ANSWERS, frozenset(inbox.items), lang)
    return gone


def _erase_answers(path: Path, known: Collection[str], lang: str) -> None:
    """Answers to what is not there any more."""
    ledger = read_ledger(path, lang=lang)
    left = [entry for entry in ledger.entries if entry.post in known]
    if len(left) < len(ledger.entries):
        rewrite(path, (entry.line() for entry in left))


def forget_pages(project: Path, outputs: Collection[Path]) -> None:
    """The page of the inbox, in each built site and in the trees that next builds start with; the
    next build makes it anew."""
    for tree in (*outputs, *cache_folder(project).glob("standby-*")):
        for names in NAMES.values():
            shutil.rmtree(tree / names.inbox, ignore_errors=True)
