"""Inline Markdown and HTML without their marks: what a field of plain text means to say."""

from __future__ import annotations

import html

import regex

from portevoix.text import one_line

_COMMENT = regex.compile(r"<!--.*?(?:-->|\Z)", regex.DOTALL)
# Elements that only shape text; others are left to be read, as `<` in « < 60 m² » is.
_TAG = regex.compile(
    r"</?(?:abbr|b|bdi|big|blockquote|center|cite|code|del|div|em|font|h[1-6]|i|ins|kbd|li|mark|ol"
    r"|p|q|s|small|span|strike|strong|sub|sup|tt|u|ul|a)(?:\s[^<>]{0,500})?/?>",
    regex.IGNORECASE,
)
_BREAK = regex.compile(r"<(?:br|wbr|hr)\s*/?>", regex.IGNORECASE)
_AUTOLINK = regex.compile(
    r"<((?:https?://|mailto:)[^\s<>]{1,500}|[^\s<>@]{1,100}@[^\s<>@]{1,200})>"
)
_CODE = regex.compile(r"(?<![`\\])(`+)(?!`) ?([^`](?:.{0,498}?[^`])??) ?(?<!`)\1(?!`)")
_IN_PARENS = (
    r"\((?:[^()\s]|\((?:[^()\s]){0,200}\)){0,500}(?:\s+(?:\"[^\"]{0,200}\"|'[^']{0,200}'))?\s*\)"
)
_LINK = regex.compile(rf"!?\[([^\[\]]{{0,500}})\](?:{_IN_PARENS}|\[[^\[\]]{{0,100}}\])")
_ATTRIBUTES = regex.compile(r"\{:?\s*(?:[.#][A-Za-z]|\w+=)[^{}\n]{0,200}\}")
_FOOTNOTE = regex.compile(r"\[\^[^\[\]\s]{1,60}\]")
_STRONG = regex.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])(.{1,400}?)(?<=[^\s*\\])\1(?![\w*]|\.\w)"
    r"|(?<![\w_\\])(_{1,3})(?=[^\s_])(.{1,400}?)(?<=[^\s_\\])\3(?![\w_]|\.\w)"
    r"|(?<![\w\\])(~~|==)(?=[^\s~=])(.{1,400}?)(?<=[^\s~=\\])\5(?!\w)"
)
_ESCAPE = regex.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")
_ENTITY = regex.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BARE_ADDRESS = regex.compile(r"((?:https?://|www\.)\S+|\S+@\S+)")
_SIGNS = frozenset("*_`[]<>&\\~={")
_MAX = 5_000  # characters that are looked at


def plain_inline(markdown: str) -> str:
    """A text on one line without the marks of Markdown and HTML: links and emphasis leave their
    words."""
    return one_line(without_marks(markdown)).strip()


def without_marks(text: str) -> str:
    """The same with its line ends.

    >>> without_marks("Le **pont** ferme : voir [le plan](https://exemple.org/a_(b)) &amp; `x_y`")
    'Le pont ferme : voir le plan & x_y'
    >>> without_marks("Bancs : < 45 cm refusés, > 60 cm acceptés, 2 * 3 * 4, tou*te*s, __init__.py")
    'Bancs : < 45 cm refusés, > 60 cm acceptés, 2 * 3 * 4, tou*te*s, __init__.py'
    """
    if _SIGNS.isdisjoint(text):
        return text
    text, rest = text[:_MAX], text[_MAX:]
    if "`" in text:
        parts: list[str] = []
        done = 0
        for found in _CODE.finditer(text):
            parts += _marks_out(text[done : found.start()]), found[2]
            done = found.end()
        return "".join([*parts, _marks_out(text[done:]), rest])
    return _marks_out(text) + rest


def without_entities(text: str) -> str:
    """A name without what an export wrote in place of its signs, and without tags.

    >>> without_entities("Art &amp; <b>culture</b> de *nuit*, Q&A <3")
    'Art & culture de *nuit*, Q&A <3'
    """
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _COMMENT.sub("", text[:_MAX])))
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _marks_out(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _AUTOLINK.sub(r"\1", _COMMENT.sub("", text))))
    if "[" in text:
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", _FOOTNOTE.sub("", text)))
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if not _SIGNS.isdisjoint(text):
        parts = _BARE_ADDRESS.split(text)
        parts[::2] = map(_emphasis_out, parts[::2])
        text = "".join(parts)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def _emphasis_out(text: str) -> str:
    for _ in range(3):  # one within another
        shorter = _STRONG.sub(lambda found: found[2] or found[4] or found[6], text)
        if shorter == text:
            break
        text = shorter
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
