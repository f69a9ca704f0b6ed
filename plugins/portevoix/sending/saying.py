"""What went wrong on a network, in the words of the person who sends."""

from __future__ import annotations

from math import ceil

from portevoix.language import say
from portevoix.sending.http import Later, NetworkError


def said_of(error: NetworkError, lang: str) -> tuple[str, str]:
    """What happened, and what to do."""
    values = dict(error.values)
    if isinstance(error, Later):
        values["wait"] = _wait(error.delay, lang)
    if why := values.get("why"):
        values["reason"] = say(lang, f"sending.why_{why}")
    told = say(lang, f"sending.{error.wording}", **values)
    return told, say(lang, f"sending.{error.wording}_do", **values)


def _wait(seconds: float, lang: str) -> str:
    """How long, as one says it to somebody: never shorter than it is."""
    if seconds <= 0:
        return say(lang, "sending.wait_some")
    if seconds <= 90:
        return say(lang, "sending.wait_seconds", count=ceil(seconds))
    if seconds <= 5400:
        return say(lang, "sending.wait_minutes", count=ceil(seconds / 60))
    return say(lang, "sending.wait_hours", count=ceil(seconds / 3600))
