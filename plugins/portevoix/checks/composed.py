"""What a post says on each network, in the form that rules read."""

from __future__ import annotations

from portevoix.checks.check import Composer
from portevoix.checks.subject import Said
from portevoix.mistakes import MistakesFound
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import compose_all


def composer(site: Site) -> Composer:
    """How the posts of a site are composed for its networks."""

    def said(post: Post) -> tuple[Said, ...]:
        if not any(share.text for share in post.share.values()):
            return ()  # composed by us alone: the tests of that room answer for it
        try:
            snippets = compose_all(site, post)
        except MistakesFound:
            return ()  # the build and the kit tell these mistakes, at their lines
        return tuple(
            Said(network=one.network.key, parts=one.parts, link=one.link) for one in snippets
        )

    return said
