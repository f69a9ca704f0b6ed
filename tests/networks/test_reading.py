"""What an organisation changes or adds in its configuration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import DiagnosticsError
from portevoix.networks import NETWORKS, Grade
from portevoix.networks.reading import read_networks


def test_without_overrides_the_table_stands() -> None:
    assert read_networks(None, "mkdocs.yml", {}, "fr") == NETWORKS
    assert read_networks({}, "mkdocs.yml", {}, "fr") == NETWORKS


def test_a_limit_is_changed_and_says_that_it_was() -> None:
    """Only the field named changes, and its fact tells that the organisation set it."""
    mastodon = read_networks({"mastodon": {"limit": 5000}}, "mkdocs.yml", {}, "fr")["mastodon"]
    assert mastodon.limit == 5000
    assert mastodon.count is NETWORKS["mastodon"].count
    assert mastodon.facts["limit"].grade is Grade.CONFIGURATION


def test_a_network_is_added_like_another_and_speaks_with_its_voice() -> None:
    """It comes after the table, counts and looks like its model and borrows its wordings."""
    fields = {
        "like": "mastodon",
        "label": {"fr": "Notre serveur", "en": "Our server"},
        "limit": 1000,
        "server": "social.exemple.org",
    }
    networks = read_networks({"notre_serveur": fields}, "mkdocs.yml", {}, "fr")
    assert list(networks)[-1] == "notre_serveur"
    added = networks["notre_serveur"]
    model = NETWORKS["mastodon"]
    assert (added.key, added.label["en"], added.limit) == ("notre_serveur", "Our server", 1000)
    assert (added.count, added.wording, added.look) == (model.count, model.wording, model.look)
    assert added.share and added.share.of("a", "b").startswith("https://social.exemple.org/")


def test_a_network_set_to_false_is_left_out() -> None:
    assert "tiktok" not in read_networks({"tiktok": False}, "mkdocs.yml", {}, "fr")


def test_all_mistakes_come_together_with_their_lines() -> None:
    """Each says what is wrong, where, and what to do."""
    overrides = {
        "mastodon": {"limit": -1, "couleur": "bleu", "link": "partout"},
        "mastodont": {"limit": 300},
        "Mon réseau": {"like": "x"},
        "autre": {"like": "myspace"},
        "x": 280,
        "sms": {"thread": "oui", "server": "a.b"},
    }
    lines = {"networks": 3, "networks.mastodon": 4, "networks.mastodon.limit": 5}
    with pytest.raises(DiagnosticsError) as found:
        read_networks(overrides, "mkdocs.yml", lines, "fr")
    mistakes = found.value.mistakes
    assert len(mistakes) == 9
    assert mistakes[0].line == 3
    assert any(m.line == 5 and "networks.mastodon.limit" in m.what for m in mistakes)
    assert any("like: mastodon" in m.do for m in mistakes)
    assert all(m.what and m.do for m in mistakes)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["x", "neuf", "like", "limit", "label", "fr", "hashtags", "server"])
                | st.integers(),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["fr", "en"]),
)
def test_any_configuration_gives_networks_or_clear_mistakes(overrides: object, lang: str) -> None:
    try:
        networks = read_networks(overrides, "mkdocs.yml", {}, lang)
    except DiagnosticsError as found:
        assert found.mistakes
    else:
        assert all(network.limit > 0 for network in networks.values())


def test_a_number_may_come_as_it_was_written() -> None:
    """The configuration gives what stands in the file; what is no number stays a mistake."""
    assert read_networks({"x": {"limit": "300"}}, "mkdocs.yml", {}, "fr")["x"].limit == 300
    with pytest.raises(DiagnosticsError):
        read_networks({"x": {"limit": "3e2"}}, "mkdocs.yml", {}, "fr")
