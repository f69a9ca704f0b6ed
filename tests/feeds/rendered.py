"""What makers of feeds declare, rendered as the publisher does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from portevoix.edition import Edition, PostPicture
from portevoix.feeds import blog_feeds
from portevoix.lists import channels
from portevoix.publisher import Page, Target

PICTURE = PostPicture(
    copy=Path("parc.png"),
    file=Path("pont.png"),
    path="pont.png",
    type="image/png",
    length=4321,
    width=8,
    height=6,
)


def files_of(edition: Edition) -> dict[str, bytes]:
    """Every file of the feeds by its path below the site root."""
    return {one.path: content(one) for one in blog_feeds(edition)}


def feeds_of(edition: Edition) -> dict[str, bytes]:
    """The feeds alone, without the words that explain them."""
    return {path: made for path, made in files_of(edition).items() if not path.endswith(".css")}


def content(target: Target) -> bytes:
    made = target.render()
    assert isinstance(made, bytes)
    return made


def page(target: Target) -> Page:
    made = target.render()
    assert isinstance(made, Page)
    assert (made.path, target.framed) == (target.path, True)
    return made


def relisted(edition: Edition, **changes: object) -> Edition:
    """The edition with changes to its site or posts, and the lists that follow from them."""
    changed = replace(edition, **changes)  # type: ignore[arg-type]
    return replace(changed, lists=channels(changed.site, changed.posts))


def pictured(edition: Edition) -> Edition:
    """The same edition, each of its posts with the same picture."""
    return replace(edition, pictures={post.slug: PICTURE for post in edition.posts})
