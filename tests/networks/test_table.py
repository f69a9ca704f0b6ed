"""The table of networks: complete, sourced, and shared from by plain links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.networks import NETWORKS, Grade, Network
from portevoix.networks.network import FACTS

EACH = pytest.mark.parametrize("network", NETWORKS.values(), ids=list(NETWORKS))
SHARED = [network for network in NETWORKS.values() if network.share]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200)


def test_networks_stand_under_their_own_key() -> None:
    assert all(key == network.key for key, network in NETWORKS.items())


@EACH
def test_every_fact_says_where_it_comes_from(network: Network) -> None:
    """A fact without a source says so, a documented one gives the address."""
    assert tuple(network.facts) == FACTS
    for fact in network.facts.values():
        if fact.grade in (Grade.OFFICIAL, Grade.CODE, Grade.THIRD_PARTY):
            assert fact.source.startswith("https://")
        if fact.grade is Grade.UNSOURCED:
            assert not fact.source
    assert network.source == network.facts["limit"].source


@EACH
def test_limits_and_words_are_sound(network: Network) -> None:
    assert network.limit > 0
    assert 0 <= network.aim <= network.limit
    assert network.label["fr"] and network.label["en"] and network.unit["fr"]
    assert network.card in ("og", "square", "portrait", "story")
    assert network.excess("a" * 20) == 0


@pytest.mark.parametrize("network", SHARED, ids=lambda network: network.key)
@given(text=TEXTS, path=TEXTS)
def test_a_share_link_reads_back_to_its_text_and_address(
    network: Network, text: str, path: str
) -> None:
    """Whatever the signs, line ends and plus signs included."""
    assert network.share
    link = "https://blog.exemple.org/" + path.strip().replace(" ", "-")
    whole = f"{text.strip()}\n\n{link}"
    address = network.share.of(whole, link, "Un titre & un autre")
    assert address.isascii() and " " not in address
    read_text, read_link = network.share.read(address)
    if network.share.text and network.share.link:
        assert (read_text, read_link) == (text.strip(), link)
    elif network.share.text:
        assert read_text == whole
    else:
        assert read_link == link


def test_a_reader_s_own_server_replaces_the_usual_one() -> None:
    share = NETWORKS["mastodon"].share
    assert share
    assert share.of("a", "b", server="social.exemple.org").startswith(
        "https://social.exemple.org/share?text="
    )


def test_an_e_mail_breaks_its_lines_as_mail_does() -> None:
    """CRLF between lines, %20 for a space, never a plus (RFC 6068)."""
    share = NETWORKS["email"].share
    assert share
    assert share.of("a b\nc+d", "", "Été") == "mailto:?subject=%C3%89t%C3%A9&body=a%20b%0D%0Ac%2Bd"
