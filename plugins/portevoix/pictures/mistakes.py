"""Says why a picture cannot be used, to whoever named it."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.pictures.opening import Unreadable


def unusable(lang: str, error: Unreadable, *, file: str, line: int, name: str) -> Diagnostic:
    """A picture that cannot be used, as a mistake in the file that names it."""
    return Diagnostic(
        file=file,
        line=line,
        what=say(lang, f"pictures.{error.reason}", name=name, **error.facts),
        do=say(lang, f"pictures.{error.reason}_do", name=name, **error.facts),
    )


def mended(lang: str, *, file: str, name: str) -> Diagnostic:
    """A drawing that is published without something that it held."""
    return Diagnostic(
        file=file,
        line=0,
        what=say(lang, "pictures.mended", name=name),
        do=say(lang, "pictures.mended_do", name=name),
    )


def line_naming(text: str, name: str, first: int = 1) -> int:
    """The line of a Markdown text that names a picture's file; 0 when none does.

    `first` is the number of the text's first line.

    >>> line_naming("Bonjour.\\n\\n![Un parc](images/parc%20vert.png)", "parc vert.png", 10)
    12
    """
    forms = {name, quote(name), name.replace(" ", "%20"), escape(name)}
    either = "|".join(re.escape(one) for one in sorted(forms))
    found = re.search(rf"(?<![\w.-])(?:{either})(?![\w-])", text)
    return first + text.count("\n", 0, found.start()) if found else 0
