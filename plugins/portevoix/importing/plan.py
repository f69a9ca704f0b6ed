"""What an import will write, as one frozen value: nothing is written before it is complete."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from urllib.parse import unquote

from portevoix.importing.addresses import key_of, tidy_path
from portevoix.importing.authors import Signed, signed
from portevoix.importing.bodies import Neighbours
from portevoix.importing.fetching import Web
from portevoix.importing.found import Found, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.pictures import Chosen, by_name
from portevoix.importing.standing import Standing
from portevoix.posts import slug_with, slugify
from portevoix.site import Site
from portevoix.values import dataclass

RECORD = ".porte-voix-import.json"
_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPost:
    post: OldPost
    file: str  # its name in the folder of the import
    slug: str
    address: str  # its new one, below the site root
    aliases: tuple[str, ...]
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One import: what was read, what is written where, what is told of it."""

    source: str
    folder: str  # below posts/
    read: int  # posts that the source holds
    known: int  # those that came along before
    posts: tuple[PlannedPost, ...]
    files: Mapping[str, Path | bytes] = field(repr=False)  # name in the folder → what it holds
    authors: Signed
    record: bytes = field(repr=False)
    gathering: Gathering = field(repr=False)

    def contents(self) -> Iterator[tuple[str, Path | bytes]]:
        """Every file of the folder."""
        for one in self.posts:
            yield one.file, one.text.encode()
        yield from sorted(self.files.items())
        yield RECORD, self.record


def make_plan(
    source: str,
    found: Found,
    standing: Standing,
    site: Site,
    gathering: Gathering,
    *,
    media: Path | None = None,
    web: Web | None = None,
) -> Plan:
    """The plan of an import; the mistakes of the source are in `gathering`."""
    ordered = sorted(found.posts, key=lambda one: (one.published.moment.timestamp(), one.id))
    coming = [one for one in ordered if one.id not in standing.known]
    new = _alone(coming, gathering)
    folder = _folder(source, standing.folders)
    slugs = _slugs(new, standing, gathering)
    names = _names(new, slugs)
    inside = {one.id: names[one.id] for one in new}
    before = {id: f"../{file}" for id, (file, _) in standing.known.items()}
    by_address = {
        key_of(address): before[id]
        for id, (_, addresses) in standing.known.items()
        for address in addresses
    }
    for one in new:
        for address in one.addresses:
            by_address.setdefault(key_of(address), inside[one.id])
    chosen = Chosen(lang=site.lang, web=web or Web())
    neighbours = Neighbours(
        found=found,
        by_address=by_address,
        by_query={query: inside[one.id] for one in new for query in one.queries},
        by_id=before | inside,
        media=by_name(media),
        chosen=chosen,
        gathering=gathering,
    )
    authors = signed(new, standing, gathering)
    aliases = _aliases(new, slugs, standing, site, gathering)
    posts = []
    for one in new:
        body = neighbours.body_of(one)
        picture = neighbours.cover(one)
        head = _head(one, slugs[one.id], aliases[one.id], authors, site)
        if picture:
            head += _picture(picture.src, picture.alt, picture.credit)
        posts.append(
            PlannedPost(
                post=one,
                file=inside[one.id],
                slug=slugs[one.id],
                address=f"{site.blog}{slugs[one.id]}/",
                aliases=aliases[one.id],
                text="\n".join(["---", *head, "---", "", body]),
            )
        )
    if len(new) < len(coming) and not gathering.lenient:  # nothing is written: all is told at once
        kept = {one.id for one in new}
        for one in coming:
            if one.id not in kept:
                neighbours.body_of(one)
                neighbours.cover(one)
    return Plan(
        source=source,
        folder=folder,
        read=len(found.posts),
        known=sum(one.id in standing.known for one in found.posts),
        posts=tuple(posts),
        files=dict(chosen.files),
        authors=authors,
        record=_record(source, posts),
        gathering=gathering,
    )


def _alone(posts: list[OldPost], gathering: Gathering) -> list[OldPost]:
    """Posts whose old address no other has: of two, nobody but their author knows which was seen."""
    first: dict[str, OldPost] = {}
    kept = []
    for one in posts:
        key = key_of(one.addresses[0]) if one.addresses and not one.draft else ""
        if key and (other := first.setdefault(key, one)) is not one:
            place = f"{other.file}:{other.line}" if other.line else other.file
            gathering.mistake(
                one.file,
                one.line,
                "importing.same_address",
                address=f"/{one.addresses[0]}",
                other=place,
            )
        else:
            kept.append(one)
    return kept


def _folder(source: str, taken: Collection[str]) -> str:
    name, n = source, 2
    while name in taken:
        name, n = f"{source}-{n}", n + 1
    return name


def _slugs(posts: list[OldPost], standing: Standing, gathering: Gathering) -> dict[str, str]:
    """The end of each new address: the old one where it can stay."""
    taken = set(standing.slugs)
    found = {}
    for one in posts:
        plain = slugify(one.slug) or slugify(one.title) or slugify(one.id.rpartition("/")[2])
        plain = plain or f"{one.published.moment:%Y-%m-%d}"
        slug = plain
        if slug in standing.reserved or slug in taken:
            slug = slug_with(plain, f"{one.published.moment:%Y-%m-%d}")
        n = 2
        while slug in taken:
            slug, n = slug_with(plain, str(n)), n + 1
        if slug != plain:
            gathering.change(one.file, one.line, "importing.other_slug", old=plain, new=slug)
        taken.add(slug)
        found[one.id] = slug
    return found


def _names(posts: list[OldPost], slugs: Mapping[str, str]) -> dict[str, str]:
    return {one.id: f"{one.published.moment:%Y-%m-%d}-{slugs[one.id]}.md" for one in posts}


def _aliases(
    posts: list[OldPost],
    slugs: Mapping[str, str],
    standing: Standing,
    site: Site,
    gathering: Gathering,
) -> dict[str, tuple[str, ...]]:
    """Old addresses that the new site can answer, each given to one post."""
    taken = {key_of(f"{site.blog}{slug}"): id for id, slug in slugs.items()}
    found = {}
    for one in posts:
        kept: dict[str, None] = {}
        for old in one.addresses:
            path = tidy_path(unquote(old) if "%" in old else old)
            key = key_of(path)
            if not key or (taken.get(key) == one.id and path.strip("/") in kept):
                continue
            if key == key_of(f"{site.blog}{slugs[one.id]}"):
                if path.endswith((".html", ".htm")):
                    kept[path] = None
                continue
            if key in standing.addresses or taken.setdefault(key, one.id) != one.id:
                gathering.change(one.file, one.line, "importing.alias_taken", address=f"/{path}")
                continue
            kept[path.strip("/")] = None
        found[one.id] = tuple(kept)
    return found


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _head(
    one: OldPost, slug: str, aliases: tuple[str, ...], authors: Signed, site: Site
) -> list[str]:
    lines = [f"title: {_quoted(one.title)}", f"date: {one.published.written}"]
    if one.updated and one.updated.moment >= one.published.moment:
        lines.append(f"updated: {one.updated.written}")
    if one.expires and one.expires.moment > one.published.moment:
        lines.append(f"expires: {one.expires.written}")
    lines.append(f"slug: {slug}")
    if one.draft:
        lines.append("draft: true")
    if one.lang and one.lang != site.lang:
        lines.append(f"lang: {one.lang}")
    keys = dict.fromkeys(authors.keys[author] for author in one.authors if author in authors.keys)
    for name, values in (
        ("authors", tuple(keys)),
        ("categories", one.categories),
        ("tags", one.tags),
        ("aliases", aliases),
    ):
        shown = [value for value in values if value]
        if shown:
            lines += [f"{name}:", *(f"  - {_quoted(value)}" for value in shown)]
    if one.description:
        lines.append(f"description: {_quoted(one.description)}")
    return lines


def _picture(src: str, alt: str, credit: str) -> list[str]:
    lines = ["picture:", f"  file: {_quoted(src)}", f"  alt: {_quoted(alt)}"]
    return [*lines, f"  credit: {_quoted(credit)}"] if credit else lines


def _record(source: str, posts: list[PlannedPost]) -> bytes:
    """What tells a later run which posts came along, whatever becomes of their files."""
    stored = {
        "version": _VERSION,
        "source": source,
        "posts": {
            one.post.id: {"file": one.file, "addresses": list(one.post.addresses)}
            for one in sorted(posts, key=lambda it: it.post.id)
        },
    }
    return (json.dumps(stored, ensure_ascii=False, indent=1) + "\n").encode()


def read_records(posts_folder: Path, source: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What earlier imports of the same kind brought along."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for path in sorted(posts_folder.glob(f"*/{RECORD}")):
        try:
            stored = json.loads(path.read_bytes())
            if stored["version"] != _VERSION or stored["source"] != source:
                continue
            for id, one in stored["posts"].items():
                addresses = tuple(str(it) for it in one["addresses"])
                found[id] = (f"{path.parent.name}/{one['file']}", addresses)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return found
