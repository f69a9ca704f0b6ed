"""Template marks of other generators that would be printed to readers as they stand."""

from __future__ import annotations

from collections.abc import Iterator

import regex

# Hugo shortcodes, Liquid and Jinja tags, Liquid and Jinja values.
_MARK = regex.compile(r"\{\{[<%]|\{%[-\s]|\{\{-?\s*[\w\"'/.]")
_FENCE = regex.compile(r"\s{0,3}(`{3,}|~{3,})")
_CODE = regex.compile(r"(`+)(?:(?!\1).){0,1000}?\1")
_LONGEST = 100_000  # characters of a line that are looked at


def leftovers(body: str) -> Iterator[tuple[int, str]]:
    """The line (from 0) and the text of each mark outside code."""
    if "{" not in body:
        return
    fence = ""
    for n, line in enumerate(body.split("\n")):
        if match := _FENCE.match(line):
            mark = match[1]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
            continue
        if fence or "{" not in line:
            continue
        line = line[:_LONGEST]
        for match in _MARK.finditer(_CODE.sub("", line) if "`" in line else line):
            yield n, match.string[match.start() : match.start() + 40]
