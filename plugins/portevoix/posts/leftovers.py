"""Marks of other generators and editors that would be printed to readers as they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
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
    # Icons and emoji by their names; what stands before is asked last, since a colon is found at once.
    (":", r":(?<![\w:/]:)[a-z][a-z0-9_+-]{1,60}:(?![\w:/])"),
    (
        "[",
        r"\[/?(?:caption|gallery|embed|playlist|wpforms|contact-form-7|vc_\w+|et_pb_\w+)\b[^\]\n]*\]",
    ),
)
_MARKS = tuple((sign, re.compile(pattern, re.MULTILINE)) for sign, pattern in _TABLE)
_ESCAPED = tuple((escape(sign, quote=False), pattern) for sign, pattern in _MARKS)
_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*([^`\n]*)$", re.MULTILINE)
_HIDDEN = re.compile(r"<!--.*?-->|<(pre|script|style)\b.*?</\1", re.DOTALL | re.IGNORECASE)
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


def open_fences(body: str, html: str) -> list[int]:
    """The lines of a body, from 0, that open a block of code which nothing closes; `html` is what it
    was rendered to, its code left out.

    A fence is closed by a line that holds the very same signs and no others, as Python-Markdown 3.11 and
    pymdown-extensions 13.1 have it.
    """
    if not ("```" in body or "~~~" in body):
        return []
    seen = _HIDDEN.sub(lambda found: "\n" * found[0].count("\n"), body)
    fences = list(_FENCE.finditer(seen))
    closing: dict[str, list[int]] = {}
    for n, one in enumerate(fences):
        if not one[3]:
            closing.setdefault(one[2], []).append(n)
    found, n = [], 0
    while n < len(fences):
        one, ends = fences[n], closing.get(fences[n][2], [])
        place = bisect_right(ends, n)
        if place < len(ends):
            n = ends[place] + 1
            continue
        # What stands that far in may be code by its indent alone, where signs are only shown.
        if len(one[1].expandtabs(4)) < 4 or one[2] in html:
            found.append(seen.count("\n", 0, one.start()))
        # Other signs alone on their line were to close it.
        n += 2 if n + 1 in closing.get(fences[min(n + 1, len(fences) - 1)][2], ()) else 1
    if not found and fences and any(sign in html for sign in ("```", "~~~")):
        found.append(
            seen.count("\n", 0, fences[0].start())
        )  # closed further out than it was opened
    return found


def is_marked(text: str) -> bool:
    return any(sign in text and pattern.search(text) for sign, pattern in _MARKS)


def may_be_marked(html: str) -> bool:
    """Whether it is worth looking for marks in the text of some HTML: most has no sign of any.

    One character is found thirty times as fast as two: most signs are told by their first.
    """
    return any(
        sign[0] in html and sign in html and (sign != ":" or pattern.search(html) is not None)
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
