"""Former addresses of a post, as somebody wrote them."""

from __future__ import annotations

from urllib.parse import unquote

import regex

from portevoix.form import Form
from portevoix.paths import MAX_NAME, MAX_PATH
from portevoix.text import sound

_NO_NAME = regex.compile(r"[\p{Cc}\\:*?\"<>|%\ufffd]")


def read_aliases(form: Form) -> tuple[str, ...]:
    """Old addresses as paths below the site root, decoded; a full address keeps its path only."""
    found = []
    for n, text in enumerate(form.texts("aliases")):
        path = regex.sub(r"^https?://[^/]*", "", text).split("#")[0].split("?")[0]
        path = sound(unquote(path)).strip("/")
        parts = path.split("/")
        if max(map(_bytes, parts)) > MAX_NAME or _bytes(path) > MAX_PATH:
            form.wrong(f"aliases.{n}", "posts.long_alias", value=text[:80], most=MAX_NAME)
        elif all(map(_is_name, parts)):
            found.append(path)
        else:
            form.wrong(f"aliases.{n}", "posts.bad_alias", value=text[:80])
    return tuple(dict.fromkeys(found))


def _is_name(part: str) -> bool:
    """Whether every system can have a file of that name, and every server give it."""
    return part not in ("", ".", "..") and part == part.strip() and not _NO_NAME.search(part)


def _bytes(text: str) -> int:
    return len(text.encode())
