"""Where the lists of posts live, as paths below the site root with a closing slash."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from portevoix.digests import digest
from portevoix.paths import ARCHIVES, AUTHOR, CATEGORY, KIND, LANGUAGE, TAG
from portevoix.posts import Author, Kind, Post, slugify
from portevoix.site import Site

# Signs that tell one name from another: C, C++ and C# are three.
_SPOKEN = {"+": "plus", "#": "diese", "&": "et", "@": "arobase", "%": "pour-cent"}
_SIGNS = re.compile("[" + "".join(map(re.escape, _SPOKEN)) + "]")
_ALIKE = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "œ": "oe", "æ": "ae"})
_ACCENTS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+")


def _listed(site: Site, family: str, name: str, leaf: str) -> str:
    """Where a list lives: with us, or where the engine that makes the blog's pages has it; the blog
    itself where that has no such page."""
    if site.host is None:
        return f"{site.blog}{site.names.folder(family)}/{leaf}/"
    return site.host.lists.get((family, name), site.blog)


def category_path(site: Site, name: str) -> str:
    return _listed(site, CATEGORY, name, _leaf(site, CATEGORY, name))


def author_path(site: Site, author: Author) -> str:
    return _listed(site, AUTHOR, author.key, _leaf(site, AUTHOR, author.key))


def tag_path(site: Site, name: str) -> str:
    return _listed(site, TAG, name, _leaf(site, TAG, name))


def kind_path(site: Site, kind: Kind) -> str:
    return _listed(site, KIND, kind.key, kind.key)


def language_path(site: Site, lang: str) -> str:
    return _listed(site, LANGUAGE, lang, lang)


def archive_path(site: Site, year: int) -> str:
    return _listed(site, ARCHIVES, str(year), str(year))


def page_path(site: Site, home: str, number: int) -> str:
    """The page of a list that starts at `home`; the first is number 1."""
    return home if number == 1 else f"{home}{site.names.page}/{number}/"


def _leaf(site: Site, folder: str, name: str) -> str:
    return site.apart.get((folder, name)) or slugify(name) or _coded(name)


def told_apart(posts: Collection[Post]) -> dict[tuple[str, str], str]:
    """Folder and name → the address of its list, for names that would share the one of another.

    Names that differ only by case, accents or the shape of an apostrophe share a list. Of others
    the one that was used first keeps the plain address, for good.
    """
    places: dict[tuple[str, str], set[str]] = {}
    for folder, name in _names_of_all(posts):
        places.setdefault((folder, slugify(name) or _coded(name)), set()).add(folded(name))
    if all(len(names) == 1 for names in places.values()):  # nobody needs to ask who was first
        return {}
    found: dict[tuple[str, str], str] = {}
    owners: dict[tuple[str, str], str] = {}  # folder and address → the name, folded, that has it
    clashing: dict[tuple[str, str], None] = {}
    known: set[tuple[str, str]] = set()
    for post in sorted(posts, key=lambda post: (post.published.timestamp(), post.slug)):
        for folder, name in names_of(post):
            if (folder, name) in known:
                continue
            known.add((folder, name))
            leaf = slugify(name) or _coded(name)
            if owners.setdefault((folder, leaf), folded(name)) != folded(name):
                clashing[folder, name] = None
    for folder, name in clashing:
        spoken = slugify(_SIGNS.sub(lambda sign: f" {_SPOKEN[sign[0]]} ", name))
        own = folded(name)
        if not spoken or owners.setdefault((folder, spoken), own) != own:
            spoken = f"{slugify(name)[:70]}-{_coded(name)}".strip("-")
        found[folder, name] = spoken
    return found


def _names_of_all(posts: Collection[Post]) -> set[tuple[str, str]]:
    """`names_of` of them together."""
    return {
        *((CATEGORY, name) for name in {one for post in posts for one in post.categories}),
        *((TAG, name) for name in {one for post in posts for one in post.tags}),
        *((AUTHOR, key) for key in {one.key for post in posts for one in post.authors}),
    }


def names_of(post: Post) -> Iterator[tuple[str, str]]:
    """The names that a post is filed under, each with the folder of its list."""
    for name in post.categories:
        yield CATEGORY, name
    for name in post.tags:
        yield TAG, name
    for author in post.authors:
        yield AUTHOR, author.key


def shown_apart(post: Post, apart: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """The addresses of a post's lists that their names alone do not tell."""
    if not apart:
        return ()
    return tuple(apart[one] for one in names_of(post) if one in apart)


def folded(name: str) -> str:
    """A name without its case, its accents and the shape of its spaces, apostrophes and hyphens."""
    text = unicodedata.normalize("NFKD", name.casefold().translate(_ALIKE))
    return " ".join(_ACCENTS.sub("", text).split())


def _coded(name: str) -> str:
    """An address for a name that has no Latin letter and no digit."""
    return f"n{digest(folded(name))[:8]}"
