"""A post as feeds tell it, whatever their format."""

from __future__ import annotations

from datetime import datetime

from portevoix.addresses import author_path, category_path, kind_path, tag_path
from portevoix.feeds.full_text import full_text
from portevoix.feeds.head import publisher_of
from portevoix.feeds.identity import guid
from portevoix.posts import Post, slugify
from portevoix.site import Site
from portevoix.text import tidy
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A post's picture as a file: its address, its true length in bytes, its media type."""

    url: str
    length: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a post is filed under; `scheme` tells categories, tags and kinds apart."""

    name: str
    term: str
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    guid: str
    url: str
    title: str
    lang: str
    summary: str
    html: str  # full text, every address absolute
    published: datetime
    updated: datetime
    authors: tuple[Signature, ...]
    organisation: str  # who stands for it when no author signs
    subjects: tuple[Subject, ...]
    enclosure: Enclosure | None


def tell(
    site: Site, post: Post, body: str, updated: datetime, enclosure: Enclosure | None = None
) -> Item:
    url = site.address_of(post)
    return Item(
        guid=guid(site, post),
        url=url,
        title=tidy(post.title),
        lang=post.lang,
        summary=tidy(post.summary),
        html=full_text(post, body, url),
        published=post.published,
        updated=updated,
        authors=tuple(
            Signature(name=tidy(author.name), url=site.absolute(author_path(site, author)))
            for author in post.authors
        ),
        organisation=publisher_of(site),
        subjects=tuple(_subjects(site, post)),
        enclosure=enclosure,
    )


def _subjects(site: Site, post: Post) -> list[Subject]:
    if site.host is not None:
        # Of its tags the blog may have no page, and of kinds it knows nothing.
        scheme, names = site.absolute(site.blog), dict.fromkeys((*post.categories, *post.tags))
        return [
            Subject(name=tidy(name), term=slugify(name) or tidy(name), scheme=scheme)
            for name in names
            if tidy(name)
        ]
    filed = [(post.kind.label[post.told_in], kind_path(site, post.kind))]
    filed += [(name, category_path(site, name)) for name in post.categories]
    filed += [(name, tag_path(site, name)) for name in post.tags]
    found: dict[str, Subject] = {}
    for name, path in filed:
        folder, _, term = path.strip("/").rpartition("/")
        subject = Subject(name=tidy(name), term=term, scheme=site.absolute(f"{folder}/"))
        if subject.name:
            found.setdefault(path, subject)
    return list(found.values())
