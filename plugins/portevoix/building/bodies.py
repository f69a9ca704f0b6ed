"""The bodies of posts: rendered once for the same text, and known without having them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import unquote

from portevoix.body import (
    BodyTooLong,
    clean,
    marked_unsearched,
    outside_code,
    parted_unsearched,
    plain,
    prose,
)
from portevoix.building.markdown import MarkdownSettings, Unrenderable, render
from portevoix.building.sections import search_entries
from portevoix.cache.store import Store
from portevoix.checks.glossary import expand
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.digests import digest, digest_of
from portevoix.edition import BlogIndex, SearchEntry
from portevoix.form import Form
from portevoix.language import say
from portevoix.page_text import PageText, TocEntry
from portevoix.posts import (
    Post,
    decode,
    is_marked,
    leftovers,
    leftovers_unseen,
    line_of,
    may_be_marked,
    open_fences,
    split,
)
from portevoix.site import Site
from portevoix.sources.links import LinkTable, cut
from portevoix.sources.media import Dressed, Media
from portevoix.sources.media_types import complaint_missing
from portevoix.tongues import read_tongue, told_in
from portevoix.values import dataclass
from portevoix.yaml_text import read_yaml

ROOM = "body"
_LOOKED_AT = 40  # paragraphs, for one without marks of other generators
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookbinding:
    """All that bodies are made with, beside their posts."""

    site: Site
    links: LinkTable
    media: Media
    glossary: Mapping[str, str] = field(repr=False)
    foundation: str  # of the code, the configuration and the glossary
    followed: bool = True  # whether the pages are ours, whose links are followed once they are made


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """What is known of a body without having it."""

    key: str  # where the body is kept
    plain: str  # digest of what feeds show
    whole: str  # digest of what the page shows, its table of contents included
    links: Mapping[str, str | None]  # what was asked of the link table, and the answers
    pictures: Mapping[str, Any]  # the same of the media
    opening: str = ""  # the first paragraph of its text

    def stand(self, binding: Bookbinding) -> bool:
        """Whether links and pictures are still what the body was told."""
        addresses, answer = binding.links.addresses, binding.media.answer
        return all(addresses.get(uri) == url for uri, url in self.links.items()) and all(
            answer(path) == known for path, known in self.pictures.items()
        )

    def to_json(self) -> list[Any]:
        return [
            *(self.key, self.plain, self.whole),
            *(dict(self.links), dict(self.pictures), self.opening),
        ]

    @classmethod
    def from_json(cls, written: Any) -> BodyFacts:
        """Raises TypeError or ValueError for what `to_json` did not give."""
        key, plain, whole, links, pictures, opening = written
        if not (isinstance(links, dict) and isinstance(pictures, dict)):
            raise TypeError(written)
        return cls(
            key=str(key),
            plain=plain,
            whole=whole,
            links=links,
            pictures=pictures,
            opening=str(opening),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBody:
    """A body that was rendered, and what is to be said of it."""

    facts: BodyFacts
    value: bytes  # to be kept
    mistakes: tuple[Diagnostic, ...] = ()
    notices: tuple[Diagnostic, ...] = ()


def make_body(
    post: Post, uri: str, binding: Bookbinding, settings: MarkdownSettings
) -> MadeBody | Diagnostic:
    """The body of a post that was read whole; a diagnostic when it is too long to be shown.

    `uri` is the path of its file below docs/.
    """
    site = binding.site
    path = site.path_of(post)
    url = site.absolute(path)
    diagnostics = Diagnostics(site.lang)
    text = post.body.lstrip("\n")
    try:
        rendered = render(text, settings)
    except Unrenderable as error:
        line = post.body_line + len(post.body) - len(text) + error.line - 1
        diagnostics.mistake(post.file, line, "posts.unrenderable", reason=error.reason)
        return diagnostics.mistakes[0]
    led = binding.links.lead(rendered.html, uri, path)
    try:
        body = clean(marked_unsearched(led.html), page_url=url, lang=post.told_in)
    except BodyTooLong as error:
        diagnostics.mistake(post.file, 0, "posts.body_too_long", size=error.length)
        return diagnostics.mistakes[0]
    html, searched = parted_unsearched(expand(body, binding.glossary))
    entries: tuple[SearchEntry, ...] = ()
    if post.searched:
        entries = tuple(search_entries(searched, path, post.title, post.tags))
    value = _value(html, rendered.toc, entries)
    dressed = binding.media.dress(html, url, post.told_in)
    mistakes: list[Diagnostic] = []
    notices: list[Diagnostic] = []
    for place in dressed.faulty:
        stops, told = binding.media.complain(place, post.file, post.body, post.body_line)
        (mistakes if stops else notices).append(told)
    for written in led.missing:
        line = _line_of(post, written)
        diagnostics.mistake(post.file, line, complaint_missing(written), value=cut(written))
    for written, address in led.withheld.items():
        line, why = _line_of(post, written), binding.links.reasons[address]
        diagnostics.notice(post.file, line, "posts.withheld_link", link=cut(written), why=why)
    for written in () if binding.followed else led.broken:
        line = _line_of(post, written)
        diagnostics.notice(post.file, line, "posts.broken_link", link=cut(written))
    marks = leftovers(outside_code(html)) if may_be_marked(html) else []
    on_lines: dict[int, list[str]] = {}
    for mark in [one for one in marks if _calls_a_note(one, post.body)]:
        marks.remove(mark)
        line = post.body_line + max(line_of(mark, post.body), 0)
        diagnostics.notice(post.file, line, "posts.missing_note", text=mark)
    for mark in (*leftovers_unseen(post.body, rendered.html), *marks):
        on_lines.setdefault(max(line_of(mark, post.body), 0), []).append(mark)
    for n, some in on_lines.items():
        if binding.followed and any(mark.startswith("<!--") for mark in some):
            diagnostics.mistake(post.file, post.body_line + n, "posts.open_comment")
            continue
        key = "posts.leftover" if len(some) == 1 else "posts.leftover_many"
        diagnostics.notice(post.file, post.body_line + n, key, text=" », « ".join(some))
    for n in open_fences(post.body, outside_code(html) if "```" in html or "~~~" in html else ""):
        diagnostics.notice(post.file, post.body_line + n, "posts.open_fence")
    plain_digest = whole_digest = digest_of(dressed.plain.encode())
    if dressed.whole != dressed.plain:
        whole_digest = digest_of(dressed.whole.encode())
    facts = BodyFacts(
        key=digest(binding.foundation, digest_of(value)),
        plain=plain_digest,
        whole=digest(whole_digest, rendered.toc),
        links=led.asked,
        pictures=dressed.asked,
        opening=_opening(html),
    )
    return MadeBody(
        facts=facts,
        value=value,
        mistakes=(*mistakes, *diagnostics.mistakes),
        notices=(*notices, *diagnostics.notices),
    )


def _calls_a_note(mark: str, body: str) -> bool:
    """Whether a mark that readers see calls a note of that name, and the text has none."""
    return mark.startswith("[^") and mark.endswith("]") and f"{mark}:" not in body


def opening_of(post: Post, site: Site, settings: MarkdownSettings) -> str:
    """The first paragraph of a post that is read alone, as a build finds it."""
    rendered = render(post.body.lstrip("\n"), settings)
    try:
        return _opening(clean(rendered.html, page_url=site.address_of(post), lang=post.lang))
    except BodyTooLong:
        return ""


def _opening(html: str) -> str:
    """The first paragraph without marks that another generator would have taken for its own."""
    return next((text for text in islice(prose(html), _LOOKED_AT) if not is_marked(text)), "")


def written_text(
    content: bytes, uri: str, path: str, binding: Bookbinding, settings: MarkdownSettings
) -> BlogIndex:
    """What people wrote for the first page of the blog; `path` is its address below the site root.

    A front matter that cannot be read counts for nothing: it was told when pages were looked over.
    """
    site = binding.site
    parts = split(decode(content))
    values, lines = read_yaml(parts.yaml, file=uri, diagnostics=Diagnostics(site.lang))
    form = Form(values if isinstance(values, dict) else {}, lines, uri, Diagnostics(site.lang))
    lang = told_in(read_tongue(form.text("lang")) or site.lang, site.lang)
    rendered = render(parts.body, settings)
    url = site.absolute(path)
    led = binding.links.lead(rendered.html, uri, path)
    html = expand(clean(led.html, page_url=url, lang=lang), binding.glossary)
    whole = binding.media.dress(html, url, lang).whole
    title = form.text("title") or (plain(rendered.toc[0].title) if rendered.toc else "")
    return BlogIndex(
        title=title or say(site.lang, "site.menu_blog"),
        lang=lang,
        description=form.text("description"),
        text=PageText(html=whole, toc=rendered.toc),
    )


def _line_of(post: Post, written: str) -> int:
    """The line of the file that first has a link; 0 when it is written otherwise there."""
    for one in (written, unquote(written)):
        at = post.body.find(one)
        if at >= 0:
            return post.body_line + post.body.count("\n", 0, at)
    return 0


def _value(html: str, toc: tuple[TocEntry, ...], entries: tuple[SearchEntry, ...]) -> bytes:
    """A line for each of the last two, then the HTML as it is: who wants one of them reads no other."""
    parts = [(one.location, one.title, one.text, one.tags) for one in entries]
    told = (
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (_told_of(toc), parts)
    )
    return "\n".join((*told, html)).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyShelf:
    """The bodies of all posts of a build: complete, on the disc."""

    store: Store
    site: Site
    media: Media
    posts: Mapping[str, Post] = field(repr=False)  # by slug
    facts: Mapping[str, BodyFacts] = field(repr=False)  # by slug

    def read(self, slug: str) -> list[bytes]:
        """Table of contents and search entries as JSON, HTML. Raises LostBody when somebody hurt the
        store meanwhile."""
        written = self.store.get(ROOM, self.facts[slug].key)
        if written is None:
            raise LostBody(slug)
        return written.split(b"\n", 2)

    def dressed(self, slug: str, html: bytes) -> Dressed:
        post = self.posts[slug]
        written = html.decode("utf-8", "surrogatepass")
        return self.media.dress(written, self.site.address_of(post), post.told_in)


class LostBody(Exception):
    """The store lost a body that it had when the build began: build again, without it."""


class _View(Mapping[str, T]):
    """What a shelf holds of each post, by slug."""

    def __init__(self, shelf: BodyShelf) -> None:
        self.shelf = shelf

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf.facts)

    def __len__(self) -> int:
        return len(self.shelf.facts)


class PlainBodies(_View[str]):
    """Bodies as feeds show them."""

    def __getitem__(self, slug: str) -> str:
        return self.shelf.dressed(slug, self.shelf.read(slug)[2]).plain


class PageTexts(_View[PageText]):
    """Bodies as their pages show them."""

    def __getitem__(self, slug: str) -> PageText:
        toc, _, html = self.shelf.read(slug)
        return PageText(html=self.shelf.dressed(slug, html).whole, toc=_toc(json.loads(toc)))


class Entries(_View[tuple[SearchEntry, ...]]):
    """What the search finds."""

    def __getitem__(self, slug: str) -> tuple[SearchEntry, ...]:
        return tuple(
            SearchEntry(location=location, title=title, text=text, tags=tuple(tags))
            for location, title, text, tags in json.loads(self.shelf.read(slug)[1])
        )


def _told_of(toc: tuple[TocEntry, ...]) -> list[Any]:
    return [(one.title, one.id, one.level, _told_of(one.children)) for one in toc]


def _toc(written: list[Any]) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(title, id, level, _toc(children)) for title, id, level, children in written
    )
