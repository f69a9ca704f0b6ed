"""The post that a person names: by its address, its file or a part of either."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from portevoix.commands.options import Misused
from portevoix.near import nearest
from portevoix.posts import Post


def post_named(posts: Sequence[Post], said: str, lang: str) -> Post:
    """Raises Misused, with the nearest one."""
    name = PurePosixPath(said.strip().rstrip("/")).name.removesuffix(".md")
    by_slug = {post.slug: post for post in posts}
    if name in by_slug:
        return by_slug[name]
    by_file = {PurePosixPath(post.file).name.removesuffix(".md"): post for post in posts}
    if name in by_file:
        return by_file[name]
    begun = [post for post in posts if post.slug.startswith(name)]
    held = [post for post in posts if name in post.slug or name in post.file]
    for some in (begun, held) if name else ():
        if len(some) == 1:
            return some[0]
    near = nearest(name, by_slug)
    if near:
        raise Misused("commands.no_post_near", value=said[:80], near=near)
    raise Misused("commands.no_post_named", value=said[:80])
