"""An address for each post, and for each alias, that no other has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from portevoix.diagnostics import Diagnostics
from portevoix.paths import file_of
from portevoix.posts.post import Post
from portevoix.site import Site


def dated_apart(posts: list[Post]) -> list[Post]:
    """Posts of one title on different days: the oldest keeps the plain address, for good; the
    later ones bear their date. An address that was written out is never changed."""
    oldest: dict[str, Post] = {}
    for post in reversed(posts):
        oldest.setdefault(post.slug, post)
    if len(oldest) == len(posts):  # no two have one title
        return posts
    return [
        post
        if "slug" in post.lines or post.published.date() == oldest[post.slug].published.date()
        else replace(post, slug=f"{post.slug}-{post.published:%Y-%m-%d}")
        for post in posts
    ]


def check_addresses(
    posts: list[Post], site: Site, diagnostics: Diagnostics, doubtful: Iterable[Post] = ()
) -> None:
    """No two posts at one address, no alias over a post or another alias: addresses that differ
    only by case are one where file systems do not tell case. Of posts in which something else is
    wrong (`doubtful`) the aliases alone are looked at."""
    taken: dict[str, Post] = {}
    ordered = sorted(posts, key=attrgetter("file"))
    for post in ordered:
        address = site.path_of(post)
        if (first := taken.setdefault(file_of(address), post)) is not post:
            line = post.lines.get("slug", post.lines.get("title", 1))
            diagnostics.mistake(
                post.file, line, "posts.same_address", address=f"/{address}", other=_placed(first)
            )
    for post in (*ordered, *sorted(doubtful, key=attrgetter("file"))):
        for n, alias in enumerate(post.aliases):
            place = file_of(alias).casefold()
            if place in taken:
                line = post.lines.get(f"aliases.{n}", post.lines.get("aliases", 1))
                diagnostics.mistake(
                    post.file,
                    line,
                    "posts.alias_taken",
                    address=f"/{alias}",
                    other=_placed(taken[place]),
                )
            taken.setdefault(place, post)


def _placed(post: Post) -> str:
    return f"{post.file}:{post.lines.get('slug', post.lines.get('title', 1))}"
