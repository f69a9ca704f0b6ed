"""Which window of the browser a request comes from, and what its page went on from."""

from __future__ import annotations

from portevoix.workbench.typed import window_named
from portevoix.workbench.web.asked import Asked


def from_window(asked: Asked) -> tuple[str, str]:
    """The window that a form comes from, and the marks of what its page showed as found again."""
    return str(asked.form.get("window", "")), str(asked.form.get("instead", ""))


def window_of(asked: Asked) -> str:
    """That of a page that goes on, after a form of it was sent; "" for a new one."""
    return window_named(asked.form.get("window")) or window_named(asked.query.get("fenetre"))


def going_on(asked: Asked) -> dict[str, str]:
    """What the address of the next page says, for it to go on as the same window."""
    window = window_of(asked)
    return {"fenetre": window} if window else {}
