"""What a post says on each network, in the form that rules read."""

from __future__ import annotations

from portevoix.checks.check import Composer
from portevoix.checks.subject import Said
from portevoix.diagnostics import DiagnosticsError
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import boards_of, compose


def composer(site: Site) -> Composer:
    """How the posts of a site are composed for the networks that their author wrote for.

    What we compose alone is left out: the tests of that room answer for it.
    """
    try:
        networks = {key: board.network for key, board in boards_of(site).items()}
    except DiagnosticsError:  # the build tells them
        networks = {}

    def said(post: Post) -> tuple[Said, ...]:
        found = []
        for key, share in post.share.items():
            if not share.text or not share.wanted or key not in networks:
                continue
            try:
                snippet = compose(post, networks[key], site)
            except DiagnosticsError:
                continue  # the build and the kit tell these mistakes, at their lines
            found.append(Said(network=key, parts=snippet.parts, link=snippet.link))
        return tuple(found)

    return said
