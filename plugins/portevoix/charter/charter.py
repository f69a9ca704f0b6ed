"""The charter as frozen values: articles, reply tree, standard replies, versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from portevoix.paths import FRENCH
from portevoix.site import Audience
from portevoix.values import dataclass


class Level(StrEnum):
    """The answer to « Puis-je… ? », always said in words beside its colour."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    question: str
    answer: str  # Markdown, one or two sentences
    level: Level
    audience: Audience = Audience.PUBLIC
    question_line: int = field(default=0, compare=False, repr=False)  # in the article's file
    answer_line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that the charter explains wherever an article first uses it."""

    term: str
    definition: str
    abbreviation: str = ""  # NAS
    forms: tuple[str, ...] = ()  # other spellings met in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    file: str  # as the person would name it in a message
    lines: Mapping[str, int] = field(hash=False, repr=False)  # line of each key, "cases.0.answer"
    id: str  # "6.2", never reused
    title: str
    audience: Audience = Audience.PUBLIC
    owner: str  # a role, never a person
    in_force: date
    review_by: date | None
    repealed: date | None = None
    replaced_by: str = ""  # id of the article that takes over from a repealed one
    summary: str
    do: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()  # item n is answered by item n of `do`
    why: str = ""
    cases: tuple[Case, ...] = ()
    keywords: tuple[str, ...] = ()  # everyday words
    sources: tuple[Source, ...] = ()
    checks: tuple[str, ...] = ()  # ids of the rules that name it; none means human judgement
    terms: tuple[Term, ...] = ()
    body: str = field(repr=False)  # Markdown with variables and profile passages settled
    root: str = field(default=FRENCH.charter, compare=False, repr=False)  # where its charter lies

    @property
    def path(self) -> str:
        """Where it lives below the site root, with a closing slash; it never changes."""
        return f"{self.root}{self.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    text: str
    to: str  # id of a node


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A question of the tree, or a leaf when it bears an action."""

    id: str
    question: str = ""
    hint: str = ""
    answers: tuple[Choice, ...] = ()
    action: str = ""
    delay: str = ""
    who: str = ""
    article: str = ""
    reply: str = ""  # id of a standard reply
    log: str = ""

    @property
    def is_leaf(self) -> bool:
        return bool(self.action)

    @property
    def title(self) -> str:
        return self.action if self.is_leaf else self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    file: str
    lines: Mapping[str, int] = field(hash=False, repr=False)  # "nodes.danger.question"
    audience: Audience = Audience.INTERNAL
    start: str
    relay: str  # the leaf « passez le relais »
    nodes: Mapping[str, Node] = field(hash=False)  # in reading order
    frequent: tuple[str, ...] = ()  # leaves that are asked for most, offered first


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A standard reply; `networks` holds the texts made for one network."""

    file: str
    line: int
    id: str
    title: str
    situation: str
    tone: str
    article: str
    ready: bool
    text: str
    networks: Mapping[str, str] = field(default_factory=dict, hash=False)
    variables: Mapping[str, str] = field(default_factory=dict, hash=False)  # what to put there
    keywords: tuple[str, ...] = ()
    audience: Audience = Audience.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A released version, as it stands frozen on disk."""

    number: str
    released: date
    note: str  # what changed, in full sentences
    sha256: str  # of its sources
    summary: str  # Markdown
    articles: tuple[Article, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A document within the charter, addressed to its own readers; "" for both when it has none."""

    name: str = ""
    readers: str = ""
    sections: tuple[str, ...] = ()  # first numbers of its articles; none: those of no other part


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    file: str  # its index page
    lang: str
    title: str
    version: str
    in_force: date
    adopted_by: str
    owner: str
    review_by: date | None
    summary: str  # Markdown, at most 120 words
    contact: str = ""  # address e-mail for proposals; may be empty
    sections: Mapping[str, str] = field(default_factory=dict, hash=False)  # "6" → its title
    parts: tuple[Part, ...] = (Part(),)  # in reading order
    articles: tuple[Article, ...] = field(repr=False)  # by number, repealed ones included
    tree: Tree | None = None
    replies: tuple[Reply, ...] = ()
    versions: tuple[Version, ...] = ()  # oldest first
    numbers: tuple[str, ...] = ()  # telephones that texts show, each as people read it
    # The variables that its readers may be shown, for pages that are made beside its own.
    variables: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    released: bool = False  # whether the text is exactly that of the last version

    @property
    def in_use(self) -> tuple[Article, ...]:
        return tuple(article for article in self.articles if article.repealed is None)

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for article in self.in_use for term in article.terms)

    def article(self, id: str) -> Article | None:
        return next((article for article in self.articles if article.id == id), None)

    def reply(self, id: str) -> Reply | None:
        return next((reply for reply in self.replies if reply.id == id), None)

    def part_of(self, section: str) -> Part:
        """The part that holds a section: that of "6.2" is "6"."""
        number = section.partition(".")[0]
        named = (part for part in self.parts if number in part.sections)
        rest = (part for part in self.parts if not part.sections)
        return next(named, next(rest, self.parts[0]))


def rank(id: str) -> tuple[int, ...]:
    """The order of articles: 6.2 before 6.10."""
    return tuple(int(part) for part in id.split("."))
