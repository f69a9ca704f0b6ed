"""The ledger of a command that sends, shared with the project's repository before and after."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from portevoix.configuration import Configuration
from portevoix.language import say
from portevoix.sending import NotKept, SharedLedger
from portevoix.values import dataclass


@dataclass(slots=True)
class Shared:
    """How it goes: `code` is the exit code."""

    is_here: bool = False  # whether the newest ledger is
    code: int = 1


@contextmanager
def shared_ledger(configuration: Configuration, *, quiet: bool) -> Iterator[Shared]:
    """Takes the newest, and pushes what was written even where the command stops half-way: without its
    ledger, another machine would have to ask the networks what is out."""
    site = configuration.site
    path = configuration.file.parent / configuration.sending.ledger
    email = site.organisation.email or f"porte-voix@{urlsplit(site.url).hostname}"
    message = say(site.lang, "sending.push_commit")
    ledger, shared = SharedLedger(path, email), Shared()

    def tell(trouble: NotKept, then: str) -> None:
        what = say(site.lang, f"sending.push_{trouble.wording}", said=trouble.said)
        do = say(site.lang, f"sending.push_{trouble.wording}_do")
        print(f"{path.name}: {what} {say(site.lang, then)} {do}", file=sys.stderr)

    try:
        ledger.bring(message)
        shared.is_here = True
    except NotKept as trouble:
        tell(trouble, "sending.push_nothing_left")
    try:
        yield shared
    finally:
        if shared.is_here:
            try:
                if ledger.push(message) and not quiet:
                    print(say(site.lang, "sending.push_done", file=path.name))
            except NotKept as trouble:
                shared.code = 1
                tell(trouble, "sending.push_only_here")
