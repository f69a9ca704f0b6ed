"""Former addresses of a post, as somebody wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

import regex

from portevoix.form import MAX_ITEMS, Form
from portevoix.paths import MAX_NAME, MAX_PATH
from portevoix.site import Site
from portevoix.text import one_line, sound

_NO_NAME = regex.compile(r"[\p{Cc}\\:*?\"<>|%\ufffd]")
_SITE = regex.compile(r"https?://([^/?#]*)", regex.IGNORECASE)


def read_aliases(form: Form, site: Site) -> Mapping[str, str]:
    """Old addresses as paths below the site root, decoded, each with the key of its entry; a full
    address keeps its path only, which is told where more was meant."""
    found: dict[str, str] = {}
    for key, text in _texts(form):
        written = _SITE.sub("", text, count=1)
        asked = written.split("#")[0].split("?")[0]
        path = sound(unquote(asked)).strip("/")
        parts = path.split("/")
        if not text:
            form.wrong(key, "posts.empty_alias")
        elif not path and asked != written:
            form.wrong(key, "posts.query_alias", value=text[:80])
        elif max(map(_bytes, parts)) > MAX_NAME or _bytes(path) > MAX_PATH:
            form.wrong(key, "posts.long_alias", value=text[:80], most=MAX_NAME)
        elif not all(map(_is_name, parts)):
            form.wrong(key, "posts.bad_alias", value=text[:80])
        else:
            found.setdefault(path, key)
            if asked != written:
                form.notice(key, "posts.cut_alias", value=text[:80], path=path[:80])
            if (given := _SITE.match(text)) and given[1].lower() != _host(site):
                form.notice(key, "posts.alias_elsewhere", value=text[:80], path=path[:80])
    return found


def lines_of_aliases(found: Mapping[str, str], lines: Mapping[str, int]) -> dict[str, int]:
    """`lines` of a front matter where each of `aliases.0`, `aliases.1`… is that of the alias which is
    kept under this number: what is wrong or written twice is not."""
    moved = {f"aliases.{n}": lines[key] for n, key in enumerate(found.values()) if key in lines}
    rest = {key: line for key, line in lines.items() if not key.startswith("aliases.")}
    return rest | moved


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    """Each entry under its own key: what `texts` leaves out would make lines slip."""
    said = form.values.get("aliases")
    known = form.texts("aliases")  # tells what is no text, too long or too many
    if not isinstance(said, list):
        yield from (("aliases", text) for text in known)
        return
    kept = {*known, ""}
    for n, item in enumerate(said if len(said) <= MAX_ITEMS else ()):
        if isinstance(item, str) and (text := one_line(item)) in kept:
            yield f"aliases.{n}", text


def _host(site: Site) -> str:
    return urlsplit(site.url).netloc.lower()


def _is_name(part: str) -> bool:
    """Whether every system can have a file of that name, and every server give it."""
    return part not in ("", ".", "..") and part == part.strip() and not _NO_NAME.search(part)


def _bytes(text: str) -> int:
    return len(text.encode())
