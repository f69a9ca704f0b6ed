"""Until when a picture of people may be shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from portevoix.pictures import read_consents
from portevoix.posts.post import Post
from tests.pictures.samples import a_picture, saved

UNTIL = date(2026, 3, 20)
MakePost = Callable[..., Post]


def a_post(make_post: MakePost, name: str, until: str = "2026-03-20") -> Post:
    line = f"  consent_until: {until}\n" if until else ""
    return make_post(
        f"---\ntitle: {name}\ndate: 2026-01-01\npicture:\n  file: images/{name}.jpg\n"
        f"  alt: Une dame\n{line}---\nTexte.\n",
        f"docs/blog/posts/{name}.md",
    )


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Slug → file; `copie` holds the same picture as `dame`, `autre` another of the same size."""
    contents = {
        "dame": saved(a_picture(), "BMP"),
        "copie": saved(a_picture(), "BMP"),
        "autre": saved(a_picture().rotate(180), "BMP"),
    }
    for name, content in contents.items():
        (tmp_path / f"{name}.jpg").write_bytes(content)
    return {name: tmp_path / f"{name}.jpg" for name in contents}


@pytest.mark.parametrize(
    ("today", "gone", "told"),
    [
        (date(2026, 2, 17), False, ""),
        (date(2026, 2, 18), False, "prend fin le 20 mars 2026"),
        (date(2026, 3, 20), False, "prend fin le 20 mars 2026"),
        (date(2026, 3, 21), True, "a pris fin le 20 mars 2026"),
    ],
)
def test_a_consent_holds_on_its_last_day_and_no_longer(
    make_post: MakePost, files: dict[str, Path], today: date, gone: bool, told: str
) -> None:
    """A month before, the person is told, at the line of the date."""
    post = a_post(make_post, "dame")
    found = read_consents([post], files, today, "fr")
    assert ("dame" in found.bare) is gone
    assert (found.without([post])[0].picture is None) is gone
    assert (files["dame"].resolve() in found.ended) is gone
    if told:
        (notice,) = found.notices
        assert str(notice).startswith("docs/blog/posts/dame.md:7: ") and told in notice.what
        assert notice.do
    else:
        assert not found.notices


def test_the_same_picture_goes_from_other_posts_too(
    make_post: MakePost, files: dict[str, Path]
) -> None:
    """By its file or by its content, even where another post believes in a longer consent."""
    posts = [
        a_post(make_post, "dame"),
        a_post(make_post, "copie", until=""),
        a_post(make_post, "autre", until=""),
        a_post(make_post, "encore", until="2030-01-01"),
    ]
    placed = files | {"encore": files["dame"]}
    found = read_consents(posts, placed, date(2026, 4, 1), "fr")
    assert found.bare == {"dame", "copie", "encore"}
    assert [post.picture is None for post in found.without(posts)] == [True, True, False, True]
    places = [f"{one.file}:{one.line}" for one in found.notices]
    assert places == [
        "docs/blog/posts/copie.md:5",
        "docs/blog/posts/dame.md:7",
        "docs/blog/posts/encore.md:5",
    ]
    assert "docs/blog/posts/dame.md:7" in found.notices[0].what


def test_a_post_without_date_or_without_file_asks_for_nothing(make_post: MakePost) -> None:
    post = a_post(make_post, "dame")
    assert read_consents([post], {}, date(2030, 1, 1), "fr").bare == frozenset()
    without = a_post(make_post, "autre", until="")
    found = read_consents([without], {"autre": Path("absente.jpg")}, date(2030, 1, 1), "en")
    assert found.bare == frozenset() and found.notices == ()
