"""Marks that Git leaves where two versions of a text could not be merged."""

from __future__ import annotations

import re

_MARK = re.compile(r"^(?:(<{7}(?: .*)?)|(\|{7}(?: .*)?|={7})|(>{7}(?: .*)?))$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def conflict_line(text: str) -> int | None:
    """The line, from 0, where a merge that nobody finished begins; None where there is none.

    A whole example within one block of code is a lesson, not a conflict.

    >>> conflict_line("Un\\n<<<<<<< HEAD\\nDeux\\n=======\\nTrois\\n>>>>>>> relecture\\n")
    1
    >>> conflict_line("Un titre\\n=======\\n\\nSon texte.") is None
    True
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    marks = list(_MARK.finditer(text))
    opening = next((mark for mark in marks if mark[1]), None)
    closing = next((mark for mark in reversed(marks) if mark[3]), None)
    if opening is None and not (closing and any(mark[2] for mark in marks)):
        return None
    fences = [fence.start() for fence in _FENCE.finditer(text)]
    if opening and closing and fences:
        before = sum(start < opening.start() for start in fences)
        if before % 2 and before == sum(start < closing.start() for start in fences):
            return None
    first = opening or closing
    assert first is not None
    return text.count("\n", 0, first.start())
