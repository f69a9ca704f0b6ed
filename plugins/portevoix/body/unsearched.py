"""Parts of a text that its author keeps from the search: `data-search-exclude`, as Material has it. On
a heading it speaks for what stands below it, on another element for that element."""

from __future__ import annotations

import re

from portevoix.body.tags import TAG

_WRITTEN = re.compile(r"\sdata-search-exclude(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?(?=[\s>/])")
# Cleaning drops what it does not know: meanwhile the mark stands in an attribute that it keeps.
_MARK = ' aria-details="pv-unsearched"'
_LEVEL = re.compile(r"h([1-6])")
_HEADING = re.compile(r"<h([1-6])[\s>]")


def marked_unsearched(html: str) -> str:
    """HTML that is to be cleaned, its marks safe."""
    return _WRITTEN.sub(_MARK, html) if "data-search-exclude" in html else html


def parted_unsearched(html: str) -> tuple[str, str]:
    """Clean HTML without marks: all of it, and what the search may find."""
    if _MARK not in html:
        return html, html
    parts: list[str] = []
    done = 0
    for found in TAG.finditer(html):
        if found.start() < done or found[1] or _MARK not in found[3]:
            continue
        parts.append(html[done : found.start()])
        done = _end(html, found[2], found.end())
    parts.append(html[done:])
    return html.replace(_MARK, ""), "".join(parts)


def _end(html: str, name: str, start: int) -> int:
    """Where what a mark speaks for ends."""
    if level := _LEVEL.fullmatch(name):
        following = (one for one in _HEADING.finditer(html, start) if one[1] <= level[1])
        return next((one.start() for one in following), len(html))
    depth = 1
    for found in TAG.finditer(html, start):
        if found[2] == name:
            depth += -1 if found[1] else 1
            if not depth:
                return found.end()
    return start  # an element without content
