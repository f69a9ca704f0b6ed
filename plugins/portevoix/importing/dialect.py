"""Markdown of other readers, as Python-Markdown reads the same.

CommonMark, kramdown and Goldmark nest a list by the width of its bullet and let it follow a
paragraph at once; Python-Markdown 3.11 wants four spaces a level and a blank line before.
https://python-markdown.github.io/#differences
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"(\s*)(`{3,}|~{3,})")
_ITEM = re.compile(r"([ ]*)([-*+]|\d{1,9}[.)])([ ]{1,4}|[ ]*$)(.*)")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")


def for_python_markdown(text: str) -> str:
    """The same text, its lists set as Python-Markdown needs them; code stays as it is."""
    if not re.search(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]", text, re.MULTILINE):
        return text
    out: list[str] = []
    levels: list[int] = []  # where the text of each open item starts
    fence, shift = "", 0
    after_blank = True
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if fence:
            out.append(_moved(line, shift))
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if "\t" in line[: len(line) - len(line.lstrip())]:
            line = line[: len(line) - len(line.lstrip())].expandtabs(4) + line.lstrip()
            indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            out.append("")
            after_blank = True
            continue
        item = None if _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        if item and not levels and indent > 3:
            item = None  # code by four spaces
        if item and levels and indent >= levels[-1] + 4:
            item = None
        if item:
            while levels and indent < levels[-1]:
                levels.pop()
            depth = len(levels)
            if not depth and out and not after_blank and not _ITEM.match(out[-1]):
                out.append("")
            bullet = item[2].replace(")", ".")
            rest = item[4]
            levels.append(indent + len(item[2]) + max(len(item[3]), 1))
            out.append(f"{'    ' * depth}{bullet.ljust(3)} {rest}".rstrip())
            shift = 4 * len(levels) - levels[-1]
            after_blank = False
            if match := _FENCE.match(rest):
                fence = match[2]
            continue
        if levels and after_blank:
            while levels and indent < levels[-1]:
                levels.pop()
        shift = 4 * len(levels) - levels[-1] if levels else 0
        if match := _FENCE.match(line):
            fence = match[2]
            if levels and indent < levels[-1]:
                levels, shift = [], 0
            elif levels and not after_blank:
                out.append("")
        out.append(_moved(line, shift) if levels and indent >= levels[-1] else line)
        after_blank = False
    return "\n".join(out)


def _moved(line: str, by: int) -> str:
    if by >= 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
