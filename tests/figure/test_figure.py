from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from portevoix.figure import figure, figure_key, figure_of, render_svg
from portevoix.posts.post import Post
from portevoix.site import Site

ADDRESSES = [f"billet-{number}" for number in range(500)]


def test_a_figure_depends_on_its_address_alone() -> None:
    """The figure of an address never changes: cards already shared bear it."""
    drawn = figure("un-parc-pour-tous")
    assert drawn == figure("un-parc-pour-tous")
    assert [arc.radius for arc in drawn.arcs] == [0.218, 0.352, 0.486, 0.62, 0.754, 0.888]


def test_five_hundred_addresses_have_five_hundred_figures() -> None:
    """Two posts can be told apart by their figures."""
    assert len({render_svg(figure(address)) for address in ADDRESSES}) == len(ADDRESSES)


@given(some.text(max_size=80))
def test_every_figure_stays_in_its_square(address: str) -> None:
    """Arcs never overlap, never leave the square on the far side, and each is seen as an arc."""
    drawn = figure(address)
    radii = sorted({(arc.radius, arc.width) for arc in drawn.arcs})
    assert 2 <= len(radii) <= 7
    assert radii[0][0] - radii[0][1] / 2 > drawn.source
    assert radii[-1][0] + radii[-1][1] / 2 < 1
    for (near, inner), (far, outer) in pairwise(radii):
        assert near + inner / 2 < far - outer / 2
    for arc in drawn.arcs:
        assert min(arc.end, 270) - max(arc.start, 180) >= 17


def test_the_drawing_is_short_silent_and_takes_the_colour_of_the_text() -> None:
    """Lists of fifty posts carry fifty figures inline: each is below 1,200 bytes."""
    for address in ADDRESSES:
        svg = render_svg(figure(address), classes="figure small")
        assert len(svg.encode()) < 1200
        root = etree.fromstring(svg)
        assert root.get("aria-hidden") == "true"
        assert root.get("class") == "figure small"
        assert not root.findall(".//{*}title")
        assert "#" not in svg and "style=" not in svg


def test_a_translation_bears_the_figure_of_its_original(
    make_post: Callable[..., Post], site: Site
) -> None:
    """One message has one voice, whatever its language; the site has a mark of its own."""
    post = make_post("---\ntitle: Un parc\ndate: 2026-03-12\n---\nTexte.\n")
    translated = replace(post, slug="a-park", lang="en", translation_of=post.slug)
    assert figure_of(post) == figure_of(translated) == figure(post.slug)
    assert figure_key(site) == "https://blog.exemple.org/"
