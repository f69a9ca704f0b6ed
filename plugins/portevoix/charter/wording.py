"""Variables in braces, passages for one profile, and links, settled in a text."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field

from portevoix.diagnostics import Diagnostics
from portevoix.paths import ENGLISH
from portevoix.profiles import PROFILES
from portevoix.safe_addresses import safe_address
from portevoix.site import Audience
from portevoix.telephones import dialled
from portevoix.typography import typeset_markdown
from portevoix.values import dataclass

# Pages that a text may point to by name, as in [réponses types](reponses#insulte).
NAMED_PAGES = [
    "repondre",
    "reponses",
    "puis-je",
    "articles",
    "changements",
    "versions",
    "comptes",
    "attestation",
    "quiz",
    "imprimer",
]

# How the same pages are called in English.
_ENGLISH = {english: name for name, english in ENGLISH.in_charter.items() if name in NAMED_PAGES}


def page_named(name: str) -> str:
    """The page that a text points to by a name of either language; "" for no page."""
    return name if name in NAMED_PAGES else _ENGLISH.get(name, "")


VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
FILLED = re.compile(r"(\b[Dd]e |\b[Qq]ue |\]\(tel:)?\{([a-z][a-z0-9_]*)\}")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
ARTICLE = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}")
DIALLING = "](tel:"
CODE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[^\n]*$|\Z)|(`+)[^`\n]+\2", re.M | re.S)
VOWELS = frozenset("aeiouœæ")
MARK = re.compile(r"<!--\s*(?:profil:\s*([\w-]+)|(/profil))\s*-->[ \t]*")


@dataclass(frozen=True, slots=True)
class ArticleLink:
    file: str
    line: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What settling needs to know; `links` gathers the articles that texts point to."""

    profile: str
    variables: Mapping[str, str]
    internal: Mapping[str, str]  # variables that a public text may not use
    whole: bool = True  # False: variables.yml cannot be read, and may well hold what is missing
    empty: frozenset[str] = frozenset()  # what the site could say of itself, and does not
    diagnostics: Diagnostics
    links: list[ArticleLink] = field(default_factory=list)

    def settle(
        self,
        text: str,
        file: str,
        line: int,
        readers: Audience,
        left_open: frozenset[str] = frozenset(),
    ) -> str:
        """The text for this profile, typeset, with its variables filled save those `left_open`."""
        kept: list[str] = []
        for passage, profile, at in self._passages(text, file, line):
            self._note_links(passage, file, at)
            if profile in ("", self.profile):
                kept.append(self._fill(passage, file, at, readers, left_open))
        return typeset_markdown("".join(kept), self.profile)

    def settle_page(self, text: str, file: str, line: int, readers: Audience) -> str:
        """A text that is none of the charter's, for this profile; its code stays as it stands, and
        so do braces that hold no variable."""
        if "{" not in text and "<!--" not in text:
            return text
        code = [found[0] for found in CODE.finditer(text)]
        marks = iter(range(len(code)))
        held = CODE.sub(lambda found: _mark(next(marks), found[0]), text)
        kept = "".join(
            self._fill(passage, file, at, readers, frozenset(), known_only=True)
            for passage, profile, at in self._passages(held, file, line)
            if profile in ("", self.profile)
        )
        for n, one in enumerate(code):
            kept = kept.replace(_mark(n, one), one)
        return kept

    def _fill(
        self,
        passage: str,
        file: str,
        line: int,
        readers: Audience,
        left_open: frozenset[str],
        known_only: bool = False,
    ) -> str:
        def value(found: re.Match[str]) -> str:
            before, name = found[1] or "", found[2]
            if name in left_open:  # a reply's own word wins over one for everybody
                return found[0]
            if before == DIALLING and name.endswith("_tel"):
                # Older versions kept the number to dial apart, where it could differ.
                shown = name.removesuffix("_tel")
                name = shown if shown in {*self.variables, *self.internal} else name
            if name in self.variables:
                return self._joined(before, self.variables[name])
            at = line + passage.count("\n", 0, found.start())
            if name in self.internal:
                if readers is Audience.INTERNAL:
                    return self._joined(before, self.internal[name])
                self.diagnostics.mistake(file, at, "charter.internal_variable", name=name)
                return before
            if name in self.empty:
                self.diagnostics.mistake(file, at, "charter.empty_variable", name=name)
                return found[0]
            if known_only:
                return found[0]
            known = sorted({*self.variables, *self.internal, *left_open})
            near = difflib.get_close_matches(name, known, n=1)
            listed = ", ".join(near or known)
            if self.whole:
                values = {"name": name, "known": listed}
                self.diagnostics.mistake(file, at, "charter.unknown_variable", **values)
            return found[0]

        return FILLED.sub(value, passage) if "{" in passage else passage

    def _joined(self, before: str, value: str) -> str:
        """A value after the word that stands before it, or as a number to dial in a link."""
        if before == DIALLING and "@" in value:  # who has no number is written to
            return f"](mailto:{value}"
        if before == DIALLING:
            return before + dialled(value, self.profile)
        return elided(before, value)

    def _note_links(self, passage: str, file: str, line: int) -> None:
        for found in LINK.finditer(passage):
            target = found[1]
            at = line + passage.count("\n", 0, found.start())
            if ARTICLE.fullmatch(target):
                self.links.append(ArticleLink(file, at, target))
            elif not _is_known(VARIABLE.sub("x", target)):
                self.diagnostics.mistake(
                    file, at, "charter.bad_link", target=target, known=", ".join(NAMED_PAGES)
                )

    def _passages(self, text: str, file: str, line: int) -> Iterator[tuple[str, str, int]]:
        """Stretches of `text` with the profile that they are for ("" for all) and their line."""
        profile, start, at, opened_at = "", 0, line, line
        for mark in MARK.finditer(text):
            yield text[start : mark.start()], profile, at
            here = line + text.count("\n", 0, mark.start())
            closes = bool(mark[2])
            if closes != bool(profile):
                name = "profile_nested" if profile else "profile_not_opened"
                self.diagnostics.mistake(file, here, f"charter.{name}")
            elif not closes and mark[1] not in PROFILES:
                self.diagnostics.mistake(
                    file, here, "charter.profile_unknown", value=mark[1], known=", ".join(PROFILES)
                )
            profile, opened_at = ("" if closes else mark[1]), here
            start, at = mark.end(), here
            alone = mark.start() == 0 or text[mark.start() - 1] == "\n"
            if alone and text.startswith("\n", start):  # the mark had its line to itself
                start += 1
                at += 1
        if profile:
            self.diagnostics.mistake(file, opened_at, "charter.profile_open")
        yield text[start:], profile, at


def elided(before: str, value: str) -> str:
    """`de` and `que` lose their vowel before a name that begins with one: « d’Évreux »."""
    first = unicodedata.normalize("NFD", value[:1])[:1].lower()
    return f"{before[:-2]}’{value}" if before and first in VOWELS else before + value


def _mark(number: int, code: str) -> str:
    """What holds the place of a piece of code, with as many lines."""
    return f"\ue000{number}\ue001" + "\n" * code.count("\n")


def _is_known(target: str) -> bool:
    if page_named(target.partition("#")[0]) or target.startswith(("#", "/")):
        return True
    return ":" in target and safe_address(target, local=False)
