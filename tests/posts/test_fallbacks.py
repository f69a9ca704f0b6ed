"""What a post says where its author wrote neither message nor description."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portevoix.posts import Post, with_text
from portevoix.site import Site
from portevoix.snippets import compose_all

Make = Callable[..., Post]


def test_an_old_post_says_something_of_itself_all_the_same(make_post: Make) -> None:
    post = make_post("---\ntitle: Pont\ndate: 2026-03-12\n---\nTexte.\n")
    assert (post.message, post.summary) == ("Pont", "Pont"), "before its text is rendered"
    told = with_text(post, "Le pont ferme lundi. M. Untel l’a dit. Il rouvrira en mai.")
    assert told.message == "Le pont ferme lundi."
    assert told.summary == "Le pont ferme lundi. M. Untel l’a dit. Il rouvrira en mai."


def test_what_the_author_wrote_is_kept(make_post: Make) -> None:
    post = make_post(
        "---\ntitle: Pont\ndate: 2026-03-12\nmessage: Fermé.\ndescription: Le pont ferme.\n---\nA.\n"
    )
    assert with_text(post, "Autre chose.") is post
    post = make_post("---\ntitle: Pont\ndate: 2026-03-12\ndescription: Il ferme. Tôt.\n---\nA.\n")
    assert (with_text(post, "Autre.").message, post.summary) == ("Il ferme.", "Il ferme. Tôt.")


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ("mot " * 400, f"{'mot ' * 400}"[:999] + "…"),
        ("a" * 5_000, "Pont"),
        ("a.b/" * 500 + " là", "Pont"),
        ("", "Pont"),
    ],
)
def test_a_message_that_nobody_wrote_stays_short(
    make_post: Make, paragraph: str, message: str
) -> None:
    post = make_post("---\ntitle: Pont\ndate: 2026-03-12\n---\nTexte.\n")
    told = with_text(post, paragraph.strip())
    assert told.message == message
    assert 0 < len(told.summary) <= 600


_TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=900)


@settings(max_examples=40)
@given(
    description=_TEXTS | st.sampled_from(["a" * 5_000, "👩‍👩‍👧" * 300]),
    paragraph=_TEXTS,
)
def test_what_nobody_wrote_for_a_network_never_stops_a_build(
    site: Site, make_post: Make, description: str, paragraph: str
) -> None:
    """A text that was only found is shortened, or gives way to the title."""
    for words in (f"description: {json.dumps(description, ensure_ascii=False)}\n", ""):
        post = make_post(f"---\ntitle: Le pont\ndate: 2026-03-12\n{words}---\nTexte.\n")
        assert compose_all(site, with_text(post, paragraph))
