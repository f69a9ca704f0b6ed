"""Text as it comes from files, made fit for every output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# What XML 1.0 §2.2 forbids, lone surrogates (YAML escapes can write them) and non-characters.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def sound(text: str) -> str:
    """`text` in NFC with \\n line ends, without the characters that no output may carry."""
    if text.isprintable():  # nearly every line: no control, separator, surrogate or mark of order
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Line and paragraph separators become spaces, so that lines stay those of the file.
    text = text.replace("\u2028", " ").replace("\u2029", " ").replace("\ufeff", "")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 with or without BOM, or UTF-16 with one.

    Raises UnicodeDecodeError for anything else: guessing would garble accents.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sound(content.decode("utf-16"))
    return sound(content.decode("utf-8-sig"))


def without_controls(html: str) -> str:
    """HTML without the characters that no output may carry, which `&#2;` can write."""
    return _FORBIDDEN.sub("", html)


def one_line(text: str) -> str:
    """`text` with every run of plain white space as one space; no-break spaces stay."""
    if text.isprintable() and "  " not in text:  # nearly always: nothing to make one of
        return text.strip(" ")
    return _BLANKS.sub(" ", text).strip(" ")


_BLANKS = re.compile(r"[ \t\n\v\f\r\x85]+")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first, that tries each first letter once."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    ends = "" in heads
    branches = [re.escape(head) + any_of(tails) for head, tails in sorted(heads.items()) if head]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def tidy(text: str) -> str:
    """`text` on one line, fit for every output."""
    return one_line(sound(text))
