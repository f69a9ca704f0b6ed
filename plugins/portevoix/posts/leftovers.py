"""Marks of other generators and editors that would be printed to readers as they stand."""

from __future__ import annotations

import re
from html import escape

# What a mark cannot be without, so that most texts are only searched for it; then the mark.
_TABLE: tuple[tuple[str, str], ...] = (
    ("{{", r"(?:\{\{[<%]|\{\{-?\s*[\w\"'/.])[^\n]{0,60}"),  # Hugo; Jinja, Liquid, Handlebars
    ("{%", r"\{%[-\s\w][^\n]{0,60}"),  # Jinja, Liquid, GitBook
    ("{#", r"\{#(?!\w[\w-]*\s*\}).{1,300}?#\}"),  # comments of Jinja and Twig
    ("<!--", r"<!--[^\n]{0,60}"),  # a comment that nobody closed
    ("{--", r"\{--.{1,300}?--\}"),  # CriticMarkup, https://fletcher.github.io/MultiMarkdown-6/
    ("{++", r"\{\+\+.{1,300}?\+\+\}"),
    ("{~~", r"\{~~.{1,300}?~~\}"),
    ("{==", r"\{==.{1,300}?==\}"),
    ("{>>", r"\{>>.{1,300}?<<\}"),
    ("}", r"\{:?\s*[.#][A-Za-z][^{}\n]{0,200}\}"),  # attributes that nothing takes
    ("===", r"^===[!+]{0,2}\s+[\"“«].*"),  # content tabs
    ("--8<--", r"-+8<-+.*"),  # snippets
    ("///", r"^/{3,}[ \t]*(?:\w.*)?$"),  # blocks of pymdownx
    (":::", r"^:{3,}.*"),  # Docusaurus, VuePress, Pandoc
    ("!!!", r"^!!!\s?\w.*"),
    ("???", r"^\?\?\?\+?\s\w.*"),
    ("[!", r"\[![A-Za-z]{2,20}\]"),  # notices of GitHub and Obsidian
    ("[[", r"!?\[\[[^\[\]\n]{1,200}\]\]"),  # links of wikis and Obsidian
    ("[", r"^\[(?:TOC|toc|_TOC_)\]$"),
    ("[^", r"\[\^[^\[\]\s]{1,60}\](?::.*)?"),  # a note that nobody wrote
    ("](", r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,300}"),  # a link within an HTML block
    ("][", r"\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,100}\]"),  # a reference that nothing defines
    ("**", r"\*\*[^\s*][^*\n]{0,200}\*\*"),
    ("++", r"\+\+[A-Za-z\"][^+\n]{0,40}(?:\+[^+\n]{1,40}){0,4}\+\+"),  # keys
    ("==", r"==[^\s=][^=\n]{0,200}=="),
    ("~~", r"~~[^\s~][^~\n]{0,200}~~"),
    ("~", r"\w~\w{1,8}~"),
    ("^", r"\^\w{1,20}\^"),
    ("$$", r"\$\$[^$]{1,400}\$\$"),
    (")!", r"\(\d{1,2}\)!"),  # annotations of Material
    ("%%", r"%%[^%\n]{1,300}%%"),  # comments of Obsidian
    (".. ", r"^\.\. [\w-]{2,30}::.*"),  # reStructuredText
    ("from ", r"^(?:import|export)\s.{1,200}\sfrom\s+[\"'“‘«].*"),  # MDX
    ("\\", r"^\\(?:newpage|pagebreak|clearpage)\b.*"),
    (":", r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,60}:(?![\w:/])"),  # icons and emoji by their names
    (
        "[",
        r"\[/?(?:caption|gallery|embed|playlist|wpforms|contact-form-7|vc_\w+|et_pb_\w+)\b[^\]\n]*\]",
    ),
)
_MARKS = tuple((sign, re.compile(pattern, re.MULTILINE)) for sign, pattern in _TABLE)
_ESCAPED = tuple((escape(sign, quote=False), pattern) for sign, pattern in _MARKS)
_SHOWN = 40  # characters of a mark that a message shows
_MOST = 20  # marks of one text that are told

# In HTML as Markdown gave it: what will be shown otherwise than where it comes from.
_IN_HTML = (
    ("#only-", re.compile(r"#only-(?:light|dark)(?=[\"'])")),
    ("-mode-only", re.compile(r"#gh-(?:light|dark)-mode-only(?=[\"'])")),
    ("<", re.compile(r"<[A-Z][a-z]+(?:[A-Z][A-Za-z]*)?(?=[\s/>])")),  # components of MDX
)

# In Markdown: code blocks that were to become something else.
_IN_SOURCE = (
    ("mermaid", re.compile(r"^ {0,3}(?:`{3,}|~{3,}) *\{?\.?mermaid\b", re.MULTILINE)),
    ("{", re.compile(r"^ {0,3}(?:`{3,}|~{3,}|:{3,}) *\{[a-z][\w-]*\}.*", re.MULTILINE)),  # MyST
)


def leftovers(text: str) -> list[str]:
    """The start of each mark in a text as readers see it, code left out, in its order."""
    found = [
        (match.start(), match[0])
        for sign, pattern in _MARKS
        if sign in text
        for match in pattern.finditer(text)
    ]
    return _told(found)


def leftovers_unseen(markdown: str, html: str) -> list[str]:
    """The same of what its text does not show; `html` is what it was rendered to, not cleaned."""
    found = [
        (match.start(), match[0])
        for where, table in ((markdown, _IN_SOURCE), (html, _IN_HTML))
        for sign, pattern in table
        if sign in where
        for match in pattern.finditer(where)
    ]
    return _told(found)


def is_marked(text: str) -> bool:
    return any(sign in text and pattern.search(text) for sign, pattern in _MARKS)


def may_be_marked(html: str) -> bool:
    """Whether it is worth looking for marks in the text of some HTML: most has no sign of any."""
    return any(
        sign in html and (sign != ":" or pattern.search(html) is not None)
        for sign, pattern in _ESCAPED
    )


def _told(found: list[tuple[int, str]]) -> list[str]:
    told: list[str] = []
    end = -1
    for start, mark in sorted(found, key=lambda one: (one[0], -len(one[1]))):
        if start >= end:  # what stands within another is told with it
            told.append(mark[:_SHOWN].strip())
            end = start + len(mark)
    return list(dict.fromkeys(told))[:_MOST]


def line_of(mark: str, body: str) -> int:
    """The line of a body, from 0, where a mark stands; -1 where it is written otherwise."""
    for length in (len(mark), 16, 8, 4):
        at = body.find(mark[:length])
        if at >= 0:
            return body.count("\n", 0, at)
    return -1
