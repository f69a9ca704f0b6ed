"""Words of the glossary, marked where a text first uses them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from portevoix.charter.charter import Term
from portevoix.charter.prose import slug
from portevoix.values import dataclass

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z0-9]+)")
SILENT = frozenset(("a", "abbr", "code", "dfn", "pre", "th", "h1", "h2", "h3", "h4", "h5", "h6"))


def anchor(term: Term) -> str:
    return f"mot-{slug(term.term)}"


@dataclass(slots=True)
class Glossary:
    """Marks each term once, over all the texts of one article, and remembers which it met."""

    terms: Sequence[Term]
    met: list[Term] = field(default_factory=list)
    _by_form: Mapping[str, Term] = field(init=False, repr=False)
    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_form, self._pattern = _spelt(tuple(self.terms))

    def mark(self, made: str) -> str:
        """HTML whose first use of each term links to its explanation below."""
        if not self.terms:
            return made
        parts = TAG.split(made)
        silent = 0
        for number, part in enumerate(parts):
            if number % 2 == 0:
                if not silent and part.strip():
                    parts[number] = self._pattern.sub(self._link, part)
                continue
            name = NAME.match(part)
            if name and name[1] in SILENT:
                silent += -1 if part.startswith("</") else 1
        return "".join(parts)

    def _link(self, found: re.Match[str]) -> str:
        written = found[0]
        term = self._by_form.get(written) or self._by_form.get(_key(written))
        if term is None or term in self.met:
            return written
        self.met.append(term)
        if written == term.abbreviation:
            written = f'<abbr title="{html.escape(term.term)}">{written}</abbr>'
        return f'<a class="charter-term" href="#{anchor(term)}">{written}</a>'


@lru_cache(maxsize=8)  # nearly all articles of a version meet the same terms
def _spelt(terms: tuple[Term, ...]) -> tuple[Mapping[str, Term], re.Pattern[str]]:
    """The terms by each of their forms, and what finds them."""
    by_form: dict[str, Term] = {}
    for term in terms:
        for form in (term.term, *term.forms):
            by_form.setdefault(_key(form), term)
        if term.abbreviation:
            by_form.setdefault(term.abbreviation, term)
    spelt = [
        re.escape(form)
        if form.isupper()
        else "(?i:" + r"[\s\u00a0]".join(re.escape(word) + "[sx]?" for word in form.split()) + ")"
        for form in sorted(by_form, key=lambda form: (-len(form), form))
    ]
    return by_form, re.compile(rf"\b(?:{'|'.join(spelt)})\b" if spelt else r"(?!)")


def _key(form: str) -> str:
    """A form without its plurals, in small letters."""
    words = html.unescape(form).lower().replace("\u00a0", " ").split()
    return " ".join(re.sub(r"(?<=\w\w\w)[sx]$", "", word) for word in words)
