"""Addresses of a site that lead nowhere, told where a person wrote them."""

from __future__ import annotations

import difflib
import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

from portevoix.building.build import Assembled
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.language import say
from portevoix.paths import KITS, PUBLICATIONS, standing
from portevoix.posts import AUTHORS_FILE, Post, shown
from portevoix.publisher import Follower, Lead
from portevoix.sources.links import cut
from portevoix.sources.media_types import complaint_missing
from portevoix.values import dataclass

_MOST = (
    20  # addresses of the frame, or of data, that are told: one slip of a template is on each page
)
_MOST_GONE = 5  # addresses that one notice names
_CALL = "fnref:"  # what begins the anchor of the place that calls a note


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a page is made of."""

    file: str  # as the person would name it
    path: Path

    def text(self) -> str:
        try:
            return self.path.read_text("utf-8-sig", "replace")
        except OSError:
            return ""


@dataclass(slots=True)
class DeadEnds:
    assembled: Assembled
    anchors: Callable[[str], Iterable[str]]  # of the page at a path
    mistakes: list[Diagnostic] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)

    def tell(self, lost: Iterable[Lead]) -> None:
        lost = list(lost)
        sources = _sources(self.assembled, {lead.page for lead in lost})
        texts: dict[str, str] = {}
        elsewhere: dict[str, list[Lead]] = {}
        for lead in lost:
            source = sources.get(lead.page)
            if source is None:
                elsewhere.setdefault(f"{lead.path}#{lead.anchor}", []).append(lead)
                continue
            if source.file not in texts:
                texts[source.file] = source.text()
            if note := _note_without_call(lead):
                self._tell_note(note, source.file, texts[source.file])
                continue
            line, link = written_at(texts[source.file], lead, self.assembled.edition.site.url)
            if line:
                self._tell(lead, source.file, line, link)
            else:
                elsewhere.setdefault(f"{lead.path}#{lead.anchor}", []).append(lead)
        shared = [(one.file, one.text()) for one in _shared(self.assembled)] if elsewhere else []
        for leads in list(elsewhere.values())[:_MOST]:
            first = leads[0]
            root = self.assembled.edition.site.url
            if place := next(_in_shared(shared, first, root), None):
                self._tell(first, *place)
                continue
            page = f"/{first.page.removesuffix('index.html')}"
            self._tell(first, page, 0, unescape(first.written))

    def _tell_note(self, note: str, file: str, text: str) -> None:
        at = text.find(f"[^{note}]:")
        said = Diagnostics(self.assembled.lang)
        line = text.count("\n", 0, at) + 1 if at >= 0 else 0
        said.notice(file, line, "posts.idle_note", note=cut(note))
        self.notices += said.notices

    def _tell(self, lead: Lead, file: str, line: int, written: str) -> None:
        said = Diagnostics(self.assembled.lang)
        link = cut(written)
        links = self.assembled.sources.links
        address = lead.path.removesuffix("index.html")
        if lead.shown and line:
            said.mistake(file, line, complaint_missing(link), value=link)
        elif why := links.reasons.get(address):
            said.notice(file, line, "posts.withheld_link", link=link, why=why)
        elif lead.anchor and (known := list(self.anchors(lead.path))):
            near = difflib.get_close_matches(lead.anchor, known, n=1)
            hint = say(said.lang, "form.near", near=f"#{near[0]}") if near else ""
            said.notice(file, line, "posts.lost_anchor", link=link, anchor=lead.anchor, hint=hint)
        else:
            said.notice(file, line, "posts.broken_link", link=link)
        self.mistakes += said.mistakes
        self.notices += said.notices


def _note_without_call(lead: Lead) -> str:
    """The name of a note whose way back leads nowhere, since no text calls it; Python-Markdown writes that
    way back all the same."""
    own = lead.page == lead.path and lead.written.startswith("#")
    return lead.anchor.removeprefix(_CALL) if own and lead.anchor.startswith(_CALL) else ""


def written_at(text: str, lead: Lead, root: str) -> tuple[int, str]:
    """The line of a text that has a link, however its address is written there, and how it is; the line
    is 0 when none has."""
    plain = unescape(lead.written)
    address = lead.path.removesuffix("index.html")
    # What the frame of a page shows has a way of its own there: no text is to blame for its name.
    name = "" if lead.shown else posixpath.basename(address.rstrip("/"))
    for candidate in (plain, unquote(plain), f"{root}{address}", f"/{address}"):
        at = text.find(candidate) if candidate.strip("/") else -1
        if at >= 0:
            return text.count("\n", 0, at) + 1, candidate
    for candidate in (lead.anchor and f"#{lead.anchor}", name):
        at = text.find(candidate) if candidate else -1
        if at >= 0:
            return text.count("\n", 0, at) + 1, plain
    return 0, plain


def _shared(assembled: Assembled) -> Iterator[Source]:
    """The files whose words stand on many pages: a link of theirs is told once, where it was written."""
    sources, base = assembled.sources, assembled.base
    configuration = sources.configuration
    files = [configuration.file, sources.folder / AUTHORS_FILE]
    if configuration.charter:
        name = standing(configuration.charter, "replies", configuration.site.lang)
        files.append(configuration.charter / name)
    yield from (Source(shown(file, base), file) for file in files if file.is_file())


def _in_shared(
    files: Iterable[tuple[str, str]], lead: Lead, root: str
) -> Iterator[tuple[str, int, str]]:
    """File, line and address of each that has the link whole: an address is soon a part of another."""
    plain = unescape(lead.written)
    address = lead.path.removesuffix("index.html")
    if not address:  # of the first page, which every settings file names as the site's own address
        return
    wanted = {plain, unquote(plain), f"{root}{address}", f"/{address}"}
    some = sorted(re.escape(one) for one in wanted if one.strip("/."))
    pattern = re.compile(rf"(?<![\w/.:-])(?:{'|'.join(some)})(?![\w/-])")
    for file, text in files:
        if found := pattern.search(text):
            yield file, text.count("\n", 0, found.start()) + 1, found[0]


def _sources(assembled: Assembled, wanted: Collection[str]) -> dict[str, Source]:
    """The files that some pages are made of, of those that people wrote, by the page's path."""
    if not wanted:
        return {}
    edition, sources = assembled.edition, assembled.sources
    site, base = edition.site, assembled.base
    found = {}
    for post in (*edition.posts, *edition.expired):
        page = f"{site.path_of(post)}index.html"
        if page in wanted:
            found[page] = Source(post.file, sources.shelf.text_of(post.file))
    pages: Mapping[str, str] = {f"{site.blog}index.md": site.blog, **sources.ordinary}
    for uri, address in pages.items():
        if uri in sources.tree.files and (page := f"{address}index.html") in wanted:
            path = sources.tree.files[uri].path
            found[page] = Source(shown(path, base), path)
    for issue in edition.issues:
        if (page := f"{site.names.letters}{issue.id}/index.html") in wanted:
            found[page] = Source(issue.file, base / issue.file)
    if edition.heard and (page := f"{site.names.heard}index.html") in wanted:
        found[page] = Source(edition.heard[0].file, base / edition.heard[0].file)
    if edition.charter:
        for article in edition.charter.articles:
            if (page := f"{article.path}index.html") in wanted:
                found[page] = Source(article.file, base / article.file)
    return found


def kept_ends(assembled: Assembled, follower: Follower, remade: Iterable[str]) -> Iterator[Lead]:
    """What the bodies of posts lead to by address, or by an anchor of a page that was made again:
    their pages stand, and what they lead to may have gone."""
    remade = set(remade)
    site, links = assembled.edition.site, assembled.binding.links
    for post in assembled.edition.posts:
        page = f"{site.path_of(post)}index.html"
        if page in remade:
            continue
        for asked in assembled.prepared.facts[post.slug].links:
            if asked.startswith("/"):
                lead = follower.lead(page, f"{follower.root}{quote(asked[1:])}")
                if lead is not None:
                    yield lead
            elif "#" in asked:
                uri, _, anchor = asked.partition("#")
                address = links.addresses.get(uri)
                if address is not None:
                    path = f"{unquote(address)}index.html"
                    if path in remade:
                        yield Lead(page, f"#{anchor}", path, anchor)


def went(before: Iterable[str], paths: Iterable[str], assembled: Assembled) -> list[Diagnostic]:
    """Pages that readers had and that are no more, and the alias that would lead from them."""
    site, sources = assembled.edition.site, assembled.sources
    names = site.names
    # Folders whose pages come and go with the posts that they are about, or with the days.
    following = {one.strip("/") for one in (names.calendar, KITS, names.relays, names.review)}
    if sources.unread:
        following.add(
            PUBLICATIONS.strip("/")
        )  # the ledger is told of, which says that they are not made
    gone = sorted(path for path in set(before).difference(paths) if path.endswith("/index.html"))
    if not gone:
        return []
    diagnostics = Diagnostics(site.lang)
    known = set(before)
    new = {
        post.slug: post
        for post in assembled.edition.posts
        if f"{site.path_of(post)}index.html" not in known
    }
    held = {f"{site.path_of(post)}": post for post in sources.shelf.posts}
    # What settings ask for: no post stands in for it.
    made = (PUBLICATIONS, names.bilan, names.heard, names.pocket, names.inbox, names.today)
    config = shown(sources.configuration.file, assembled.base)
    together: dict[tuple[str, str], list[str]] = {}  # file and wording of what is told at once
    alone = sum(path.startswith(site.blog) and path.count("/") == 2 for path in gone) == 1
    for path in gone:
        address = path.removesuffix("index.html")
        leaf = address.removeprefix(site.blog).strip("/")
        of_blog = address.startswith(site.blog)
        folder, _, name = leaf.partition("/")
        if folder in following and not of_blog:
            continue  # pages about posts, which are told
        if of_blog and folder in names.reserved:
            if name and "/" not in name and folder != names.page:
                together.setdefault((_posts(assembled), "gone_list"), []).append(address)
        elif address in held:  # withdrawn, not moved
            post = held[address]
            line = post.lines.get("date", 1)
            diagnostics.notice(
                post.file, line, "addresses.gone", address=address, alias=_as_alias(address)
            )
        elif of_blog and (next_one := _successor(leaf, new, alone=alone)):
            line = next_one.lines.get("slug", next_one.lines.get("title", 1))
            alias = _as_alias(address)
            diagnostics.notice(next_one.file, line, "addresses.moved", address=address, alias=alias)
        elif address.startswith(made):
            together.setdefault((config, "gone_made"), []).append(address)
        else:
            together.setdefault((_posts(assembled), "gone"), []).append(address)
    for (file, wording), addresses in together.items():
        count, first = len(addresses), addresses[0]
        some = ", ".join(f"/{one}" for one in addresses[:_MOST_GONE])
        diagnostics.notice(
            file,
            0,
            f"addresses.{wording}" if count == 1 else f"addresses.{wording}_many",
            address=first,
            alias=_as_alias(first),
            count=count,
            some=f"{some}…" if count > _MOST_GONE else some,
        )
    return diagnostics.notices


def _as_alias(address: str) -> str:
    """An address as it is written in a list of YAML."""
    return (
        address if re.fullmatch(r"[\w./~+-]+", address) else json.dumps(address, ensure_ascii=False)
    )


def _posts(assembled: Assembled) -> str:
    return shown(assembled.sources.folder / "posts", assembled.base)


def _successor(leaf: str, new: Mapping[str, Post], *, alone: bool) -> Post | None:
    """The post that may have been at an address: the one whose address is most like it, or the one
    new post when one address is gone."""
    near = difflib.get_close_matches(leaf, new, n=1, cutoff=0.6)
    if not near and alone and len(new) == 1:
        near = list(new)
    return new[near[0]] if near else None
