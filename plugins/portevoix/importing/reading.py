"""What the person names (a folder, a file, an archive, an address) → a blog, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from portevoix.importing.fetching import NotFetched, Web
from portevoix.importing.folder import Folder
from portevoix.importing.found import Found, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.sources.feed import next_page
from portevoix.importing.table import FILES, FOLDERS
from portevoix.importing.unpacking import is_archive, unpack
from portevoix.importing.xml import read_export
from portevoix.values import dataclass

_MOST_PAGES = 200  # of a feed
_EXPORTS = ("*.xml", "*.json", "*/*.xml", "*/*.json")


@dataclass(frozen=True, slots=True)
class Source:
    kind: str
    found: Found
    media: Path | None = None  # folder of an archive that held the export


def read_source(
    place: str, kind: str, spare: Path, zone: tzinfo, gathering: Gathering, web: Web
) -> Source | None:
    """The blog at `place`, of the kind that is named or that it is known by; None once it was told
    why there is none. `spare` is an empty folder for what an archive holds."""
    if place.startswith(("http://", "https://")):
        return _from_address(place, zone, gathering, web)
    path = Path(place)
    if path.is_dir():
        return _from_folder(path, place, kind, zone, gathering)
    if not path.is_file():
        gathering.mistake(place, 0, "importing.nothing_there")
        return None
    if path.stat().st_size == 0:
        gathering.mistake(place, 0, "importing.cut_short")
        return None
    if not is_archive(path):
        return _from_file(path, place, kind, zone, gathering)
    inside = unpack(path, spare, place, gathering)
    if inside is None:
        return None
    if any(one.recognise(Folder(inside.resolve(), place)) for one in FOLDERS.values()):
        return _from_folder(inside, place, kind, zone, gathering)
    for pattern in _EXPORTS:
        for file in sorted(inside.glob(pattern)):
            with file.open("rb") as stream:
                start = stream.read(20_000)
            if any(one.recognise(start) for one in FILES.values()):
                found = _from_file(file, f"{place}/{file.name}", kind, zone, gathering)
                return found and Source(found.kind, found.found, inside)
    return _from_folder(inside, place, kind, zone, gathering)


def _from_folder(
    path: Path, place: str, kind: str, zone: tzinfo, gathering: Gathering
) -> Source | None:
    folder = Folder(path.resolve(), place.rstrip("/") or "/")
    named = kind or next((key for key, one in FOLDERS.items() if one.recognise(folder)), "")
    if named not in FOLDERS:
        known = ", ".join((*FOLDERS, *FILES))
        gathering.mistake(place, 0, "importing.unknown_folder", known=known)
        return None
    found = FOLDERS[named].read(folder, zone, gathering)
    if not found.posts and not gathering.mistakes:
        gathering.mistake(place, 0, "importing.no_post")
        return None
    return Source(named, found)


def _from_file(
    path: Path, place: str, kind: str, zone: tzinfo, gathering: Gathering
) -> Source | None:
    content = read_export(path, place, gathering)
    if content is None:
        return None
    named = kind or next((key for key, one in FILES.items() if one.recognise(content)), "")
    if named not in FILES:
        known = ", ".join((*FOLDERS, *FILES))
        gathering.mistake(place, 0, "importing.unknown_file", known=known)
        return None
    found = FILES[named].read(content, place, zone, gathering)
    return Source(named, found) if found else None


def _from_address(place: str, zone: tzinfo, gathering: Gathering, web: Web) -> Source | None:
    """A feed at an address, with its older pages on the same host."""
    own = Web(web.hosts | {urlsplit(place).netloc.lower()})
    pages: list[Found] = []
    seen: set[str] = set()
    address = place
    while address and address not in seen and len(pages) < _MOST_PAGES:
        seen.add(address)
        try:
            content = own.get(address)
        except NotFetched as error:
            gathering.mistake(address, 0, "importing.no_feed", reason=error.reason)
            return None
        if not FILES["feed"].recognise(content):
            gathering.mistake(address, 0, "importing.other_kind", kind="RSS, Atom, JSON Feed")
            return None
        found = FILES["feed"].read(content, address, zone, gathering)
        if found is None:
            return None
        pages.append(found)
        following = next_page(content, gathering)
        address = urljoin(address, following) if following else ""
    return Source("feed", _joined(pages))


def _joined(pages: Sequence[Found]) -> Found:
    posts: dict[str, OldPost] = {}
    for page in pages:
        for post in page.posts:
            posts.setdefault(post.id, post)
    return Found(posts=tuple(posts.values()), home=pages[0].home)
