"""A post's file taken apart: YAML front matter and Markdown body."""

from __future__ import annotations

import re

from portevoix.text import decode
from portevoix.values import dataclass

_START = re.compile(r"(?:[^\S\n]*+\n)*+---[ \t]*(?:\n|\Z)")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    yaml: str  # "" when the file has no front matter
    yaml_line: int  # line of the file where the YAML starts, from 1
    body: str
    body_line: int
    closed: bool = True  # False: a front matter that starts and never ends


def body_of(content: bytes, first_line: int) -> str:
    """The body of a post's file, given the line where it starts (`Post.body_line`).

    Raises UnicodeDecodeError as `decode` does.
    """
    text, at = decode(content), 0
    for _ in range(first_line - 1):
        at = text.find("\n", at) + 1
        if not at:  # nothing follows the front matter or the title
            return ""
    return text[at:]


def split(text: str) -> Parts:
    """Part a sound text; blank lines before the first `---` are allowed."""
    opened = _START.match(text)
    if opened is None:
        return Parts(yaml="", yaml_line=1, body=text, body_line=1)
    start = at = opened.end()
    line = yaml_line = text.count("\n", 0, text.index("-")) + 2
    while not (closed := _END.match(text, at)):
        at = text.find("\n", at) + 1
        if not at:
            return Parts(
                yaml=text[start:],
                yaml_line=yaml_line,
                body="",
                body_line=text.count("\n") + 1,
                closed=False,
            )
        line += 1
    return Parts(
        yaml=text[start : max(at - 1, start)],
        yaml_line=yaml_line,
        body=text[closed.end() :],
        body_line=line + 1,
    )
