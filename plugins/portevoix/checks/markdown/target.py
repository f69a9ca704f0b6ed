"""Where a link leads and what its braces say: small readers with a bounded look-ahead."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[^\s()<>\\]*")
_MAX_DEPTH = 8  # parentheses within an address
_MAX_TITLE = 1000
_MAX_ATTRIBUTES = 400
_SPACES = " \t\n"
_ATTRIBUTE_LIST = re.compile(r"\{:?[ \t]*(?:[.#][\w:-]|[\w-]{1,60}[ \t]*=)")
_ATTRIBUTE = re.compile(
    r"([^\s=>\"'/{}.#][^\s=>\"'/{}]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'{}]+)))?"
    r"|([.#])([\w:-]+)"
)


def destination(source: str, at: int) -> tuple[str, int]:
    """Address and end of `(address "title")` at `at`; the end is -1 when it is none."""
    length = len(source)
    place = _after_spaces(source, at + 1)
    if source[place : place + 1] == "<":
        closing = source.find(">", place, place + 2000)
        if closing < 0:
            return "", -1
        target, stop = source[place + 1 : closing], closing + 1
    else:
        stop, depth = place, 0
        while stop < length and depth <= _MAX_DEPTH:
            plain = _PLAIN.match(source, stop)
            assert plain is not None
            stop = plain.end()
            sign = source[stop : stop + 1]
            if sign == "(":
                depth += 1
            elif sign == ")" and depth:
                depth -= 1
            elif sign == "\\":
                stop += 1
            else:
                break
            stop += 1
        target = source[place:stop]
    after = _after_spaces(source, stop)
    if source[after : after + 1] == ")":
        return target, after + 1
    quote = source[after : after + 1]
    if after > stop and quote in ("'", '"'):
        # The title ends on its last quote before the parenthesis, as Python-Markdown has it.
        closing = source.find(quote + ")", after + 1, after + _MAX_TITLE)
        if closing < 0:
            closing = source.find(quote, after + 1, after + _MAX_TITLE)
        if closing > 0:
            end = _after_spaces(source, closing + 1)
            if source[end : end + 1] == ")":
                return target, end + 1
    # An address with spaces is not Markdown, but readers of this renderer get a link.
    closing = source.find(")", place, place + 300)
    if closing > 0 and "\n" not in source[place:closing] and target:
        return source[place:closing], closing + 1
    return "", -1


def _after_spaces(source: str, at: int) -> int:
    limit = min(at + 200, len(source))
    while at < limit and source[at] in _SPACES:
        at += 1
    return at


def attributes_of(source: str, at: int) -> tuple[dict[str, str] | None, int]:
    """The attribute list in braces that starts at `at` and its end; None when there is none."""
    if source[at : at + 1] != "{" or not _ATTRIBUTE_LIST.match(source, at):
        return None, at
    closing = source.find("}", at, at + _MAX_ATTRIBUTES)
    if closing < 0 or "\n" in source[at:closing]:
        return None, at
    return attribute_list(source[at + 1 : closing].removeprefix(":")), closing + 1


def attribute_list(text: str) -> dict[str, str]:
    """The attributes of a tag or of braces; classes are joined under `class`."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text.strip("{}")):
        name, double, single, plain, sign, word = match.groups()
        if sign == "#":
            found["id"] = word
        elif sign == ".":
            found["class"] = f"{found.get('class', '')} {word}".strip()
        else:
            value = next((one for one in (double, single, plain) if one is not None), "")
            found.setdefault(name.lower(), value)
    return found
