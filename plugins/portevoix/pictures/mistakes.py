"""Says why a picture cannot be used, to whoever named it."""

from __future__ import annotations

from portevoix.language import say
from portevoix.mistakes import Mistake
from portevoix.pictures.opening import Unreadable


def unusable(lang: str, error: Unreadable, *, file: str, line: int, name: str) -> Mistake:
    """A picture that cannot be used, as a mistake in the file that names it."""
    return Mistake(
        file=file,
        line=line,
        what=say(lang, f"pictures.{error.reason}", name=name, **error.facts),
        do=say(lang, f"pictures.{error.reason}_do", name=name, **error.facts),
    )
