"""Who owns an address of the site, in the words of the person who wrote it: file, line, what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portevoix.addresses import page_path
from portevoix.building.build import Assembled
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.language import say
from portevoix.lists import Channel
from portevoix.paths import file_of
from portevoix.posts import Post, shown
from portevoix.publisher import Clash
from portevoix.values import dataclass

_FIELDS = {
    "category": "categories",
    "tag": "tags",
    "author": "authors",
}


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    rank: int  # the higher, the sooner its owner should give way
    wording: str  # of addresses.<wording>, and <wording>_do
    name: str = ""
    file: str = ""
    line: int = 0

    def told(self, lang: str) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        words = say(lang, f"addresses.{self.wording}", name=self.name, place=place)
        return words.replace("\u00a0", " ").replace("\u202f", " ")  # as messages have them


def told_clashes(clashes: Iterable[Clash], assembled: Assembled) -> list[Diagnostic]:
    """Each clash as a mistake that names both owners, on the line of the one that can give way."""
    lang = assembled.lang
    owners: dict[str, list[Owner]] = defaultdict(list)
    for path, owner in _owners(assembled):
        owners[path].append(owner)
    diagnostics = Diagnostics(lang)
    for clash in clashes:
        paths = dict.fromkeys((clash.path, clash.other))
        ours = Owner(0, "ours", name=f"/{clash.other}")
        found = sorted((one for path in paths for one in owners[path]), reverse=True)
        first, second = [*found, ours, ours][:2]
        diagnostics.mistake(
            first.file or f"/{clash.path}",
            first.line,
            f"addresses.taken_by_{first.wording}",
            address=f"/{clash.path.removesuffix('index.html')}",
            other=second.told(lang),
        )
    return diagnostics.mistakes


def _owners(assembled: Assembled) -> Iterator[tuple[str, Owner]]:
    """What people wrote, by the path of the file that is made of it."""
    edition, sources = assembled.edition, assembled.sources
    site = edition.site
    for post in (*edition.posts, *edition.expired):
        line = post.lines.get("slug", post.lines.get("title", 1))
        owner = Owner(2, "post", name=post.title, file=post.file, line=line)
        yield f"{site.path_of(post)}index.html", owner
        for path in (f"{post.slug}/index.html", f"{post.slug}.json"):
            yield f"{site.names.relays}{path}", owner
    for post in edition.posts:
        for n, alias in enumerate(post.aliases):
            line = post.lines.get(f"aliases.{n}", post.lines.get("aliases", 1))
            yield file_of(alias), Owner(5, "alias", name=f"/{alias}", file=post.file, line=line)
    for one in edition.lists:
        owner = _of_list(one)
        for number in range(1, max(1, -(-len(one.posts) // edition.per_page)) + 1):
            yield f"{page_path(site, one.home, number)}index.html", owner
        if one.followed:
            for feed in (one.rss, one.atom, one.json):
                yield feed, replace(owner, wording="feed")
    base = assembled.base
    for uri, address in sources.ordinary.items():
        file = shown(sources.tree.files[uri].path, base)
        yield f"{address}index.html", Owner(3, "page", file=file, line=1)
    for path, doc in sources.media.items():
        yield path, Owner(4, "file", file=shown(doc.path, base))
    for one_file in edition.media:
        original = sources.media.get(one_file.path.rpartition(".")[0])
        if one_file.path not in sources.media and original is not None:  # its lighter sibling
            yield one_file.path, Owner(4, "file", file=shown(original.path, base))


def _of_list(one: Channel) -> Owner:
    """The first post that is filed there says where the name is written."""
    post = one.posts[-1] if one.posts else None
    if post is None or not one.family:
        return Owner(1, "blog", name=one.name)
    return Owner(1, "list", name=one.name, file=post.file, line=_line_of(post, one))


def _line_of(post: Post, one: Channel) -> int:
    key = _FIELDS.get(one.family, "date")
    return post.lines.get(key, post.lines.get("title", 1))
