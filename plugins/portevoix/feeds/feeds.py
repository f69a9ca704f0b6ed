"""Every channel in every format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from portevoix.artefact import Artefact
from portevoix.edition import Edition, key_of
from portevoix.feeds.channels import blog_channel, channels
from portevoix.feeds.formats import FORMATS
from portevoix.feeds.head import head_of
from portevoix.feeds.identity import moments
from portevoix.feeds.item import Enclosed, nothing_enclosed, tell
from portevoix.feeds.style import OURS, render_words
from portevoix.posts import Post

Rendered = tuple[bytes, ...]  # one post in each of FORMATS


def feeds(edition: Edition, enclosed: Enclosed = nothing_enclosed) -> Iterator[Artefact]:
    """The feeds of all channels; `enclosed` tells the file of a post's picture.

    A post is rendered once per format, whatever the number of channels that show it.
    """
    site = edition.site
    updated = moments(edition.posts)
    alone = head_of(site, blog_channel(edition), updated)
    rendered: dict[str, Rendered] = {}
    yield Artefact(path=PurePosixPath(OURS), content=render_words(site))

    def render(post: Post) -> Rendered:
        if post.slug not in rendered:
            item = tell(site, post, edition.bodies[post.slug], updated[post.slug], enclosed(post))
            rendered[post.slug] = tuple(form.render_item(item, alone) for form in FORMATS)
        return rendered[post.slug]

    for channel in channels(edition):
        head = head_of(site, channel, updated)
        key = key_of(
            head, *(f"{edition.key_of_post(post)} {updated[post.slug]}" for post in channel.newest)
        )
        for place, form in enumerate(FORMATS):
            path = form.path(channel)
            if edition.kept(path, key):
                continue
            shown = (render(post)[place] for post in channel.newest)
            yield Artefact(
                path=PurePosixPath(path),
                content=form.render_feed(head, site.absolute(path), shown),
                key=key,
            )
