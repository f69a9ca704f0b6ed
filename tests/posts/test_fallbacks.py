"""What a post says where its author wrote neither message nor description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portevoix.posts import Post, with_text

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
