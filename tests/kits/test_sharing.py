"""Share links: what they carry comes back whole."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kits.rendered import edition_of, render_partial

from portevoix.kits.families import FAMILIES, in_families, is_public
from portevoix.kits.sharing import share_links
from portevoix.networks import NETWORKS, Medium
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import compose_all

POST = """---
title: "Pont + rue « des Aulnes » : 100 % à pied & à vélo #1"
date: 2026-09-01
slug: pont
message: "Le pont rouvre à 5 h; 50 % de « détours » en moins & l’autobus 7+8 revient #enfin?"
points: ["Le tablier est neuf.", "Les piétons passent.", "Les feux restent."]
call: {text: Voir le trajet, url: "https://exemple.org/a?b=c&d=e"}
hashtags: [PontDesAulnes]
---
Texte.
"""


def carried(address: str) -> dict[str, str]:
    """The parameters of an address, read without our own code; in mailto: and sms: a + is a plus."""
    query = urlsplit(address).query
    if address.startswith(("mailto:", "sms:")):
        pairs = [item.partition("=") for item in query.split("&")]
        return {name: unquote(value, errors="strict") for name, _, value in pairs}
    return dict(parse_qsl(query, strict_parsing=True, errors="strict"))


@pytest.mark.parametrize("key", [key for key, one in NETWORKS.items() if one.share])
def test_a_share_link_parses_back_to_its_text_and_address(
    key: str, site: Site, make_post: Callable[..., Post]
) -> None:
    """The post's link stands once in what is handed over, and the text is the network's own."""
    snippet = next(one for one in compose_all(site, make_post(POST)) if one.network.key == key)
    share = snippet.network.share
    assert share
    values = carried(snippet.way_with(snippet.single))
    given_text = values.get(share.text, "").replace("\r\n", "\n")
    given_link = values.get(share.link, "")
    assert " ".join([given_text, given_link]).count(snippet.link) == 1
    if share.text:
        told = (
            snippet.single.replace(f"{snippet.link_line}\n\n", "") if given_link else snippet.single
        )
        assert given_text == told
    else:
        assert given_link == snippet.link
    if share.subject:
        assert values[share.subject] == snippet.subject != ""


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip))
def test_any_text_survives_every_share_link(text: str) -> None:
    link = "https://blog.exemple.org/blog/a/?utm_source=x&utm_medium=social"
    for network in NETWORKS.values():
        if network.share and network.share.text:
            share = network.share
            values = carried(share.of(f"{text} {link}", link))
            told = values.get(share.text, "") + (" " + values.get(share.link, ""))
            assert told.split() == f"{text} {link}".split()


def test_every_network_has_a_family_and_captions_stay_with_the_staff() -> None:
    """A medium belongs to one family; what needs the organisation's own film is not offered."""
    media = [medium for family in FAMILIES for medium in family.media]
    assert sorted(media) == sorted(Medium)
    assert not is_public(NETWORKS["tiktok"])


def test_families_hold_every_snippet_once(site: Site, make_post: Callable[..., Post]) -> None:
    snippets = compose_all(site, make_post(POST))
    found = [one for _, some in in_families(snippets) for one in some]
    assert sorted(one.network.key for one in found) == sorted(NETWORKS)


def test_a_post_ends_with_plain_links_one_per_network(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Each link opens the network with the single text, hands over nothing else, and Mastodon
    leads to the usual server when no script asks for another."""
    post = make_post(POST)
    edition = edition_of(site, post)
    sharing = share_links(edition.site, post, edition.snippets[post.slug])
    assert sharing
    page = render_partial(edition, "share.html", post, share=sharing)
    links = {one.get("data-network"): one for one in page.findall(".//a[@data-network]")}
    offered = {one.network for one in sharing.buttons if not one.by_server}
    assert set(links) == offered
    assert {"facebook", "x", "whatsapp", "email", "sms"} <= offered
    assert not offered & {"instagram", "tiktok", "youtube", "partner", "mastodon"}
    assert {one.get("rel") for one in links.values()} == {"noopener nofollow"}
    assert "1/4" not in carried(links["x"].get("href"))["text"]
    form = page.find(".//form[@data-server='mastodon']")
    assert form.get("data-address").startswith("https://{server}/share?text=")
    plain = page.xpath(".//div[@class='kit-plain']//a")[0]
    assert plain.get("href") == form.get("data-address").replace("{server}", "mastodon.social")
    assert not page.findall(".//iframe")
    assert all("//" not in one.get("src") for one in page.findall(".//script"))


def test_a_post_of_the_house_has_no_share_button(
    site: Site, make_post: Callable[..., Post]
) -> None:
    post = make_post(POST.replace("slug: pont", "slug: pont\naudience: internal"))
    edition = edition_of(site, post, internal=True)
    assert share_links(edition.site, post, edition.snippets[post.slug]) is None
    page = render_partial(edition, "share.html", post, share=None)
    assert not page.text_content().strip()
