from __future__ import annotations

import io
import os
import sys
from collections import Counter
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageChops
from tests.cards.cards_of_tests import PLAIN, SITE, TITLES, a_photo, a_post, opened

from portevoix.cards import (
    FORMATS,
    Job,
    alt_of,
    card_of,
    draw_job,
    logo_file,
    notices,
    render_card,
)
from portevoix.cards.faces import HOUSE, faces
from portevoix.cards.lettering import width
from portevoix.cards.palette import Tint, tints
from portevoix.contrast import AA, colour, ratio
from portevoix.diagnostics import DiagnosticsError
from portevoix.posts.kinds import KINDS
from portevoix.site import Organisation, Palette

SHAPES = {
    "og": (1200, 630),
    "square": (1080, 1080),
    "portrait": (1080, 1350),
    "story": (1080, 1920),
}
LIMITS = {"og": 300_000, "square": 1_000_000, "portrait": 1_000_000, "story": 1_000_000}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_card_in_every_format(kind: str, shape: str) -> None:
    """A PNG of the exact size, below its weight."""
    content = render_card(a_post(TITLES[1], kind), shape, SITE)
    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == ("PNG", SHAPES[shape])
    assert len(content) < LIMITS[shape]


def inked(content: bytes) -> tuple[int, int, int, int]:
    """What is as dark as ink: letters of the title and of the name, since no kind is so dark."""
    red, green, blue = opened(content).split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    box = brightest.point([255 if value < 80 else 0 for value in range(256)]).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("title", TITLES)
def test_letters_stand_wholly_inside_the_safe_area(title: str, shape: str) -> None:
    """Measured from the pixels, with and without a picture."""
    width, height = SHAPES[shape]
    margin = 48
    top = 15 + 24 if shape == "og" else 60
    for photo in (None, a_photo("#ffffff")):
        left, upper, right, lower = inked(render_card(a_post(title), shape, PLAIN, photo))
        assert left >= margin and right <= width - margin
        assert upper >= top and lower <= height - top
        if shape == "story":
            assert upper >= 250 and lower <= height - 340


@settings(max_examples=40, deadline=None)
@given(
    some.lists(
        some.text(some.sampled_from("aeiouéàçMWlftgjpqÉ’-0128!?:«»—œ…"), min_size=1, max_size=24),
        min_size=1,
        max_size=18,
    )
)
def test_any_title_is_inside(words: list[str]) -> None:
    """Letters of a title never touch the arcs nor the margins, whatever the words."""
    title = " ".join(words)
    content = render_card(a_post(title), "og", PLAIN)
    left, upper, right, lower = inked(content)
    assert left >= 48 and right <= 1200 - 48 and upper >= 39 and lower <= 591
    # Without its title, the same card has the same arcs: letters did not run into them.
    bare = render_card(a_post("a"), "og", PLAIN)
    corner = (1200 - 390, 630 - 390, 1200, 630)
    changed = ImageChops.difference(opened(content).crop(corner), opened(bare).crop(corner))
    coloured = (
        opened(bare).crop(corner).convert("L").point([255 if it < 235 else 0 for it in range(256)])
    )
    assert not ImageChops.multiply(changed.convert("L"), coloured).getbbox()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("photo", ["#ffffff", None])
def test_a_picture_never_comes_behind_letters(photo: str | None, shape: str) -> None:
    """Every letter is on bare paper: its contrast does not depend on the picture."""
    content = render_card(a_post(TITLES[2]), shape, SITE, a_photo(photo))
    other = render_card(a_post(TITLES[2]), shape, SITE, a_photo("#7f7f7f"))
    assert len(content) < LIMITS[shape]
    moved = ImageChops.difference(opened(content), opened(other)).convert("L").getbbox()
    assert moved is not None
    paper = colour(SITE.palette.paper)
    left_of_picture = opened(content).crop((0, 0, moved[0], SHAPES[shape][1]))
    found: Counter[object] = Counter(left_of_picture.get_flattened_data())
    assert found.most_common(1)[0][0] == paper
    # A letter would show as ink within the picture's square; only picture and paper are there.
    across = opened(other).crop(moved)
    assert not any(
        max(one) < 70 for one in set(across.get_flattened_data()) if isinstance(one, tuple)
    )


@pytest.mark.parametrize("paper", ["#fbf7ef", "#ffffff", "#777777", "#14171d", "#c8371b"])
def test_colours_of_letters_hold_aa_on_any_paper(paper: str) -> None:
    """An organisation's colours are moved until they can be read."""
    for kind in KINDS.values():
        used = tints(Palette(paper=paper), kind)
        for tint in (Tint.INK, Tint.KIND, Tint.QUIET):
            assert ratio(used[tint], colour(paper)) >= AA


def test_contrast_is_what_wcag_says() -> None:
    """Known values: black on white, and the lightest grey that passes."""
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert ratio(colour("#767676"), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


def test_a_title_that_cannot_fit_is_begun_and_told() -> None:
    """It stops no build."""
    title = "Le conseil municipal de Rivière-aux-Aulnes délibère " * 9
    shown = render_card(a_post(title), "og", SITE)
    (told,) = notices([card_of(a_post(title), "og", SITE)])
    assert (told.file, told.line) == ("docs/blog/posts/un-billet.md", 2)
    assert str(len(title)) in told.what and "…" in told.what
    assert notices([card_of(a_post(TITLES[0]), "og", SITE)]) == ()
    assert shown != render_card(a_post(title.split()[0]), "og", SITE)


@pytest.mark.parametrize(
    "title", ["a" * 100_000, "é " * 50_000, "-" * 9000, "«" * 9000, "a-" * 9000]
)
def test_a_monstrous_title_is_cut_at_once(title: str) -> None:
    """No title, however long, is tried for ever."""
    seen = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal seen
        seen += event == "call"

    sys.setprofile(count)
    try:
        render_card(a_post(title), "og", SITE)
    finally:
        sys.setprofile(None)
    assert seen < 2_000_000


@pytest.mark.parametrize(
    ("title", "shown", "named"),
    [
        ("Moins de CO₂ d’ici à 2030", "Moins de CO2 d’ici à 2030", "SUBSCRIPT TWO"),
        ("Bienvenue 日本 東京 !", "Bienvenue … !", "U+65E5"),
        ("日本", "…", "U+65E5"),
        ("ᓄᓇᕕᒃ : le Nunavik", "… : le Nunavik", "CANADIAN SYLLABICS FI"),
        ("𐎀", "…", "UGARITIC"),
        ("e" + "\u0301" * 9 + "t", "et", "U+0301"),
    ],
)
def test_letters_that_no_face_has_give_way_to_the_nearest(
    title: str, shown: str, named: str
) -> None:
    """Never an empty box on a picture that goes round the networks; a notice tells of it."""
    card = card_of(a_post(title), "og", SITE)
    (notice,) = notices([card, card])
    assert (notice.file, notice.line) == ("docs/blog/posts/un-billet.md", 2)
    assert named in notice.what and f"« {shown} »" in notice.what
    assert draw_job(Job(card=card)) == render_card(a_post(shown), "og", SITE)
    assert notices([card_of(a_post(shown), "og", SITE)]) == ()


@pytest.mark.parametrize("letter", "ẫŁŸŒ№‰→★✓≤½ᵉ€ΩἀЖسש😀")
def test_other_scripts_are_shown(letter: str) -> None:
    """Emoji, marks, Greek, Cyrillic, Arabic and Hebrew are drawn by faces that have them."""
    title, empty = (render_card(a_post(it), "og", PLAIN) for it in (letter, "\u00a0.\u00a0"))
    zone = (0, 190, 1200, 330)
    drawn = ImageChops.difference(opened(title).crop(zone), opened(empty).crop(zone)).getbbox()
    assert drawn is not None and drawn[3] - drawn[1] > 14


def test_people_joined_by_an_invisible_mark_are_one_drawing() -> None:
    """A family is one emoji, not three people in a row; a flag is not two letters."""
    for joined, apart in (("👨\u200d👩\u200d👧", "👨👩👧"), ("🇫🇷", "🇫 🇷")):
        one, several = (width(text, faces().title) for text in (joined, apart))
        assert one < several * 0.8


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", a_photo()[:5000]])
def test_an_unusable_picture_is_a_mistake_of_the_post(content: bytes, tmp_path: Path) -> None:
    """Told with the line that names the picture."""
    file = tmp_path / "parc.jpg"
    file.write_bytes(content)
    drawn = draw_job(Job(card=card_of(a_post("Un parc"), "og", SITE), picture=file))
    assert isinstance(drawn, tuple)
    (mistake,) = drawn
    assert (mistake.file, mistake.line) == ("docs/blog/posts/un-billet.md", 9)
    assert "parc.jpg" in mistake.what


def test_all_mistakes_of_a_card_are_told_together(tmp_path: Path) -> None:
    """A title that cannot be shown does not hide a picture that is missing."""
    job = Job(card=card_of(a_post("\u200b"), "og", SITE), picture=tmp_path / "absente.jpg")
    drawn = draw_job(job)
    assert isinstance(drawn, tuple)
    assert sorted((it.file, it.line) for it in drawn) == [
        ("docs/blog/posts/un-billet.md", 2),
        ("docs/blog/posts/un-billet.md", 9),
    ]


def test_a_card_is_told_in_words() -> None:
    """The alternative text says what the card says and shows."""
    post = a_post("Un nouveau parc", "decision")
    assert alt_of(post, "fr") == (
        "Décision\u00a0: Un nouveau parc — Sur l’image\u00a0: Un sentier au bord de l’eau"
    )
    assert alt_of(replace(post, picture=None), "en") == "Decision: Un nouveau parc"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_draws_the_same_card(tmp_path: Path) -> None:
    """Whatever its parent drew before."""
    job = Job(card=card_of(a_post(TITLES[2]), "og", SITE))
    here, drawn = draw_job(job), tmp_path / "card.png"
    child = get_context("fork").Process(target=_draw_into, args=(job, drawn))
    child.start()
    child.join()
    assert drawn.read_bytes() == here


def _draw_into(job: Job, file: Path) -> None:
    drawn = draw_job(job)
    assert isinstance(drawn, bytes)
    file.write_bytes(drawn)


def test_a_logo_is_drawn_and_an_svg_alone_stops_nothing(tmp_path: Path) -> None:
    """The organisation's own mark takes the place of the house's."""
    logo = Image.new("RGBA", (300, 100), (0, 160, 60, 255))
    out = io.BytesIO()
    logo.save(out, "PNG")
    drawn = opened(render_card(a_post("Budget"), "og", SITE, logo=out.getvalue()))
    assert drawn.getpixel((64 + 70, 56 + 24)) == (0, 160, 60)
    with_svg = replace(SITE, organisation=Organisation(name="X", logo="logo.svg"))
    (tmp_path / "logo.svg").write_text("<svg/>")
    assert logo_file(with_svg, tmp_path) is None
    (tmp_path / "logo.png").write_bytes(out.getvalue())
    assert logo_file(with_svg, tmp_path) == tmp_path / "logo.png"
    assert logo_file(SITE, tmp_path) is None


def test_an_organisation_brings_its_own_fonts(tmp_path: Path) -> None:
    """Files named title… and text… letter its cards; letters they lack come from ours."""
    own = tmp_path / "title.woff2"
    sans = HOUSE / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
    own.write_bytes(sans.read_bytes())
    post = a_post("Zoé et Жыд")
    house, other = (render_card(post, "og", PLAIN, fonts=it) for it in (HOUSE, tmp_path))
    assert ImageChops.difference(opened(house), opened(other)).getbbox()
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "text.ttf").write_bytes(b"rien")
    with pytest.raises(DiagnosticsError, match=r"mkdocs\.yml.*text\.ttf"):
        render_card(post, "og", SITE, fonts=broken)


@pytest.mark.skipif("PORTEVOIX_CORPUS" not in os.environ, reason="no corpus of real posts")
def test_every_real_title_fits_every_format() -> None:
    """Titles of public bodies, up to 179 characters."""
    import yaml

    for file in sorted(Path(os.environ["PORTEVOIX_CORPUS"]).glob("blog/**/*.md")):
        front = yaml.safe_load(file.read_text("utf-8").split("---", 2)[1])
        for shape in FORMATS:
            assert render_card(a_post(str(front["title"])), shape, SITE)
