"""The composer's texts: counted as a build counts them, kept as a post writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portevoix.networks import NETWORKS
from portevoix.posts import Post
from portevoix.site import Account, Site
from portevoix.snippets import compose
from portevoix.workbench.composer import counted, edits, kept_text, sheets

POST = """---
title: Le pont du Centre rouvre
date: 2026-11-20
message: Le pont du Centre rouvre lundi, à six heures.
points: [Les autobus y passent., Les vélos aussi., Les trottoirs sont neufs.]
question: Que pensez-vous du nouveau pont?
hashtags: [Pont]
{more}---

Un texte.
"""
Make = Callable[..., Post]


@pytest.fixture
def ours(site: Site) -> Site:
    accounts = (Account(network="bluesky", name="@ville.example", url="https://bsky.app/x"),)
    return replace(site, organisation=replace(site.organisation, accounts=accounts))


def test_the_accounts_of_the_organisation_come_first_and_all_others_follow(
    ours: Site, make_post: Make
) -> None:
    found = sheets(ours, make_post(POST.format(more="")))
    assert (found[0].key, found[0].account) == ("bluesky", "@ville.example")
    assert {one.key for one in found} == set(NETWORKS)
    assert all(one.counted.holds and one.wanted and not one.counted.remarks for one in found)


@pytest.mark.parametrize("key", ["bluesky", "mastodon", "x", "sms", "linkedin", "facebook"])
def test_a_text_counts_here_as_it_counts_in_a_build(site: Site, make_post: Make, key: str) -> None:
    text = "Le pont rouvre – enfin! 🎉\\n\\n{link}\\n\\n#Pont"
    post = make_post(POST.format(more=f'share: {{{key}: "{text}"}}\n'))
    built = compose(post, NETWORKS[key], site)
    bare = make_post(POST.format(more=""))
    here = counted(site, bare, NETWORKS[key], text.replace("\\n", "\n"))
    assert [(one.text, one.length) for one in here.parts] == [
        (part, length) for part, length in zip(built.parts, built.lengths, strict=True)
    ]
    assert (here.hashtags, here.is_composed) == (("Pont",), False)


def test_a_text_that_is_too_long_is_counted_and_not_refused(site: Site, make_post: Make) -> None:
    post = make_post(POST.format(more=""))
    found = counted(site, post, NETWORKS["bluesky"], "a" * 400)
    assert found.parts[0].over == found.parts[0].length - 300 > 0 and not found.holds
    wordy = counted(site, post, NETWORKS["linkedin"], "mot " * 200)
    assert wordy.parts[0].seen and wordy.parts[0].rest  # its fold


def test_what_a_network_cannot_take_is_said(site: Site, make_post: Make) -> None:
    post = make_post(POST.format(more=""))
    assert (
        "un seul message" in counted(site, post, NETWORKS["facebook"], "Un\n///\nDeux").mistakes[0]
    )
    many = " ".join(f"#Mot{n}" for n in range(40))
    assert "mots-clics" in counted(site, post, NETWORKS["instagram"], many).mistakes[0]


@pytest.mark.parametrize(
    "more", ["", "share: {mastodon: {thread: true}, bluesky: {thread: true}}\n"]
)
def test_the_composed_text_typed_as_it_is_shown_leaves_nothing_in_the_post(
    ours: Site, make_post: Make, more: str
) -> None:
    """Browsers send other line ends; the numbers of a thread are not the author's."""
    post = make_post(POST.format(more=more))
    for one in sheets(ours, post):
        assert one.text == one.original
        assert "(1/" not in one.text
        assert kept_text(ours, post, one, one.text.replace("\n", "\r\n")) == ""


def test_a_text_keeps_the_link_by_its_name_and_gives_the_same_again(
    ours: Site, make_post: Make
) -> None:
    post = make_post(POST.format(more=""))
    sheet = sheets(ours, post)[0]
    kept = kept_text(ours, post, sheet, sheet.text.replace("six heures", "sept heures"))
    assert "{link}" in kept and "http" not in kept
    again = make_post(POST.format(more=f"share:\n  bluesky: {yaml.safe_dump(kept)}"))
    assert sheets(ours, again)[0].text == sheet.text.replace("six heures", "sept heures")
    assert sheets(ours, again)[0].original == sheet.text


def apply(before: object, **said: object) -> object:
    """The value of `share.x` once the edits are made."""
    front: dict[str, Any] = {"share": {} if before is None else {"x": before}}
    for where, value in edits("x", before, **said):  # type: ignore[arg-type]
        inside: Any = front
        for name in where[:-1]:
            inside = inside[name]
        if value is None:
            del inside[where[-1]]
        else:
            inside[where[-1]] = value
    return front["share"].get("x")


texts = st.sampled_from(["", "Un texte.", "Un autre."])
ats = st.sampled_from(["", "2026-12-01 12:00"])
befores = st.one_of(
    st.none(),
    st.just(False),
    texts.filter(bool),
    st.fixed_dictionaries(
        {},
        optional={
            "text": texts.filter(bool),
            "at": ats.filter(bool),
            "thread": st.just(True),
            "autre": st.just("1"),
            "warning": st.just("Bruit"),
            "wanted": st.just(False),
        },
    ),
)


@given(befores, texts, ats, st.booleans(), st.booleans(), st.sampled_from(["", "Attention"]))
def test_edits_make_the_post_say_what_was_asked_and_touch_nothing_else(
    before: object, text: str, at: str, thread: bool, wanted: bool, warning: str
) -> None:
    after = apply(before, text=text, at=at, thread=thread, wanted=wanted, warning=warning)
    if not wanted:
        assert after is False
        return
    told = after if isinstance(after, dict) else {"text": after} if after else {}
    said = [told.get(name, "") for name in ("text", "at", "warning")]
    assert [*said, told.get("thread", False)] == [text, at, warning, thread]
    assert told.get("wanted", True) is True
    if isinstance(before, dict):
        assert told.get("autre") == before.get("autre")
    assert edits("x", after, text=text, at=at, thread=thread, wanted=True, warning=warning) == ()  # type: ignore[arg-type]
