"""Whose figure it is: the address that a post's or a site's figure is drawn from."""

from __future__ import annotations

from portevoix.figure.figure import Figure, figure
from portevoix.posts import Post
from portevoix.site import Site


def figure_key(what: Post | Site) -> str:
    """A post's slug, or its original's for a translation; a site's public address."""
    if isinstance(what, Site):
        return what.url
    return what.translation_of or what.slug


def figure_of(what: Post | Site) -> Figure:
    """The figure that a post bears everywhere, or the mark of a site."""
    return figure(figure_key(what))
