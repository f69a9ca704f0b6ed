"""What the rules look at: one post as its readers will meet it, made once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from unicodedata import category

from portevoix.checks.markdown import Document
from portevoix.checks.settings import CheckSettings
from portevoix.checks.subject.location import Location
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.values import dataclass

UNDATED = 1970  # year given to a post from elsewhere that bears no date
_EXCERPT = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """What a picture's file says of itself."""

    position: bool = False  # where it was taken
    seconds: float = 0.0  # of one turn of an animation
    turns: int = 1  # 0: for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkText:
    """One text as composed for a network."""

    network: str
    parts: tuple[str, ...]
    link: str = ""


Composer = Callable[[Post], tuple[NetworkText, ...]]  # how a site's posts are composed


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text that someone wrote in the front matter."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    file: str
    post: Post | None  # None: a page that is no post
    document: Document
    body_line: int
    lines: Mapping[str, int] = field(hash=False)
    head: tuple[str, ...] = field(repr=False)  # lines of the file before the body, when known
    title: str
    titled: bool  # whether the page has its title from elsewhere than its body
    lang: str  # of the text
    profile: str  # of the text: the site's, or the one of its language
    site: Site
    settings: CheckSettings
    passages: tuple[Passage, ...] = ()
    network_texts: tuple[NetworkText, ...] = ()
    # What lies beyond the text itself: a rule is shown it when it declares that it looks there.
    photographs: Mapping[str, Photograph] = field(default_factory=dict, hash=False)  # by target
    translations: tuple[Post, ...] | None = None  # the post in all its languages; None: unknown
    today: date | None = None

    def place(self, location: Location, excerpt: str) -> tuple[int, int, str]:
        """Line and column in the file, from 1, and the words shown to people."""
        if location.key:
            line = self.line_of_key(location.key)
            return line, self._head_column(line, excerpt), shortened(excerpt)
        document = self.document
        offset = min(max(location.offset, 0), len(document.source))
        row = bisect_right(document.line_starts, offset) - 1
        column = offset - document.line_starts[row] + 1
        if not excerpt:
            end = document.source.find("\n", offset, offset + 2 * _EXCERPT)
            excerpt = document.source[offset : end if end >= 0 else offset + 2 * _EXCERPT]
        words = shortened(excerpt)
        if not _says(words):
            words = _words_around(document.source, offset)
        return self.body_line + row, column, words

    def line_of_key(self, key: str) -> int:
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return self.lines.get(key, 1)

    def _head_column(self, line: int, excerpt: str) -> int:
        if not 1 <= line <= len(self.head) or not excerpt:
            return 1
        return max(self.head[line - 1].find(excerpt[:20]), 0) + 1

    def in_text(self, at: int) -> Location:
        """The place of a character of the visible text."""
        return Location(self.document.origin(at))

    @property
    def french(self) -> bool:
        return self.profile.startswith("fr")


def shortened(text: str) -> str:
    """`text` on one line, no longer than a message bears."""
    line = " ".join(text.replace("\ufffc", " ").split(" ")).replace("\n", " ").strip()
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1].rstrip()}…"


def _says(words: str) -> bool:
    """Whether people can tell by these words where they stand: a full stop stands everywhere."""
    return any(sign.isalnum() or category(sign) == "So" for sign in words)


def _words_around(source: str, offset: int) -> str:
    """The words of the line where a sign stands, or of the one before."""
    start = source.rfind("\n", 0, offset) + 1
    end = source.find("\n", offset)
    line = source[start : end if end >= 0 else len(source)]
    if not _says(line):
        above = source[max(start - 2 * _EXCERPT, 0) : start].rstrip().rpartition("\n")[2]
        return shortened(f"{above[-_EXCERPT // 2 :]} {line}")
    first = max(offset - start - _EXCERPT // 2, 0)
    first = line.find(" ", first) + 1 if first else 0
    return shortened(line[first:] if _says(line[first:]) else line[-_EXCERPT:])


def passages_of(post: Post) -> tuple[Passage, ...]:
    """What the front matter makes public, in the writer's order; no fallback, no repeat."""
    found: dict[str, str] = {"title": post.title, "description": post.description}
    found["message"] = post.intention.message
    found |= {f"points.{n}": text for n, text in enumerate(post.points)}
    found["question"] = post.question
    if post.intention.call:
        found["call.text"] = post.intention.call.text
    if post.picture:
        found["picture.alt"] = post.picture.alt
        found["picture.credit"] = post.picture.credit
    for key, share in post.share.items():
        found[f"share.{key}"] = share.text
        found[f"share.{key}.warning"], found[f"share.{key}.comment"] = share.warning, share.comment
    for name, detail in post.details.items():
        if isinstance(detail, str):
            found[f"{post.kind.key}.{name}"] = detail
        elif isinstance(detail, tuple):
            for n, one in enumerate(detail):
                words = getattr(one, "text", "") or getattr(one, "title", "")
                found[f"{post.kind.key}.{name}.{n}"] = words
    for n, answer in enumerate(post.answers):
        found[f"answers.{n}.answer"] = answer.answer
    return tuple(Passage(key=key, text=text) for key, text in found.items() if text)
