"""A post's texts for each network, in the form that rules read."""

from __future__ import annotations

from portevoix.checks.subject import Composer, NetworkText
from portevoix.diagnostics import DiagnosticsError
from portevoix.posts import Post
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

    def texts(post: Post) -> tuple[NetworkText, ...]:
        found = []
        for key, share in post.share.items():
            if not share.text or not share.wanted or key not in networks:
                continue
            try:
                snippet = compose(post, networks[key], site)
            except DiagnosticsError:
                continue  # the build and the kit tell these mistakes, at their lines
            found.append(NetworkText(network=key, parts=snippet.parts, link=snippet.link))
        return tuple(found)

    return texts
