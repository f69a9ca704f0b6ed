"""Where the lists of posts live, as paths below the site root with a closing slash."""

from __future__ import annotations

from portevoix.posts import Author, Kind, slugify
from portevoix.site import Site


def category_path(site: Site, name: str) -> str:
    return f"{site.blog}rubrique/{slugify(name) or 'divers'}/"


def author_path(site: Site, author: Author) -> str:
    return f"{site.blog}equipe/{slugify(author.key) or 'auteur'}/"


def tag_path(site: Site, name: str) -> str:
    return f"{site.blog}etiquette/{slugify(name) or 'divers'}/"


def kind_path(site: Site, kind: Kind) -> str:
    return f"{site.blog}type/{kind.key}/"


def language_path(site: Site, lang: str) -> str:
    return f"{site.blog}langue/{lang}/"


def archive_path(site: Site, year: int) -> str:
    return f"{site.blog}archives/{year}/"


def page_path(home: str, number: int) -> str:
    """The page of a list that starts at `home`; the first is number 1."""
    return home if number == 1 else f"{home}page/{number}/"
