"""What the ledger says is out, or was: one value for each post on each account."""

from __future__ import annotations

from datetime import datetime

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    post: str  # slug
    network: str  # key
    account: str  # as the organisation writes it
    at: datetime  # aware; when its first message went out
    texts: tuple[str, ...]  # of its messages, as readers see them; none of what was taken back
    lang: str = ""
    warning: str = ""
    address: str = ""  # of its first message; "" where nobody knows it
    corrected: datetime | None = None
    removed: datetime | None = None
