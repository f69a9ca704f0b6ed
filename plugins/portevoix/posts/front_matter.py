"""A post's file taken apart: YAML front matter and Markdown body."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from portevoix.text import sound

_FENCE = regex.compile(r"---[ \t]*")
_END = regex.compile(r"(?:---|\.\.\.)[ \t]*")
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    yaml: str  # "" when the file has no front matter
    yaml_line: int  # line of the file where the YAML starts, from 1
    body: str
    body_line: int
    closed: bool = True  # False: a front matter that starts and never ends


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 with or without BOM, or UTF-16 with one.

    Raises UnicodeDecodeError for anything else: guessing would garble accents.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sound(content.decode("utf-16"))
    return sound(content.decode("utf-8-sig"))


def split(text: str) -> Parts:
    """Part a sound text; blank lines before the first `---` are allowed."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None or not _FENCE.fullmatch(lines[first]):
        return Parts(yaml="", yaml_line=1, body=text, body_line=1)
    for n in range(first + 1, len(lines)):
        if _END.fullmatch(lines[n]):
            return Parts(
                yaml="\n".join(lines[first + 1 : n]),
                yaml_line=first + 2,
                body="\n".join(lines[n + 1 :]),
                body_line=n + 2,
            )
    return Parts(
        yaml="\n".join(lines[first + 1 :]),
        yaml_line=first + 2,
        body="",
        body_line=len(lines),
        closed=False,
    )
