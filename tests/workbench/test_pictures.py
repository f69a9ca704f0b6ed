"""Pictures that somebody drops: real files, opened in a process apart."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from portevoix.pictures import described
from portevoix.workbench.pictures import MOST_BYTES, NoPicture, keep, take
from portevoix.workbench.places import Outside
from tests.pictures.samples import a_bomb

ORIENTATION, GPS, SOFTWARE = 0x0112, 0x8825, 0x0131


def photo(width: int = 300, height: int = 200, *, turned: bool = True) -> bytes:
    """A photograph as a telephone makes it: on its side, with its place."""
    picture, out = Image.new("RGB", (width, height), (40, 90, 140)), io.BytesIO()
    exif = picture.getexif()
    if turned:
        exif[ORIENTATION] = 6
        exif[SOFTWARE] = "Telephone"
        exif.get_ifd(GPS)[2] = (46.0, 48.0, 0.0)
    picture.save(out, "JPEG", **({"exif": exif} if turned else {}))
    return out.getvalue()


def test_a_photograph_is_kept_upright_and_silent_and_each_change_is_said(tmp_path: Path) -> None:
    given = photo(3000, 1500)
    (tmp_path / "IMG_0042 — Été à l’école!.JPG").write_bytes(given)
    taken = take(given, "IMG_0042 — Été à l’école!.JPG", "fr")
    assert (taken.width, taken.height) == (1500, 3000)
    told = " ".join(taken.told("fr"))
    assert "redressée" in told and "lieu" in told and taken.name in told
    post = tmp_path / "posts" / "billet.md"
    post.parent.mkdir()
    name = keep(taken, post, tmp_path)
    kept = post.parent / name
    found = described(kept.read_bytes())
    assert name == "images/img-0042-ete-a-l-ecole.jpg"
    assert not (found.has_gps or found.has_metadata or found.turned)
    assert (tmp_path / "IMG_0042 — Été à l’école!.JPG").read_bytes() == given


def test_a_large_picture_is_sized_and_a_plain_one_is_left_alone() -> None:
    large = take(photo(4000, 1000, turned=False), "x.jpg", "fr")
    assert (large.width, large.height) == (2400, 600)
    assert "4000 × 1000" in " ".join(large.told("fr"))
    plain = take(photo(turned=False), "parc.jpg", "fr")
    assert list(plain.told("fr")) == []


def test_nothing_is_written_over_and_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    post = tmp_path / "billet.md"
    first, other = take(photo(30, 20), "parc.jpg", "fr"), take(photo(20, 30), "parc.jpg", "fr")
    assert [keep(one, post, tmp_path) for one in (first, other, first)] == [
        "images/parc.jpg",
        "images/parc-2.jpg",
        "images/parc.jpg",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "vide"),
        (b"%PDF-1.7 ...", "n’est pas une image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"PK\3\4 photo.jpg", "n’est pas une image"),
        (photo()[:400], "abîmée"),
        (bytes(MOST_BYTES + 1), "dépasse"),
        (a_bomb(), "millions de pixels"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(content: bytes, why: str) -> None:
    with pytest.raises(NoPicture, match=why):
        take(content, "photo.jpg", "fr")


def test_a_name_says_nothing_of_folders_or_types() -> None:
    """The ending is that of what the picture is."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    for given in ("../../etc/passwd.jpg", "C:\\Users\\moi\\.png", "/", "…", "con"):
        name = take(out.getvalue(), given, "fr").name
        assert name.endswith(".png") and "/" not in name and not name.startswith(".")


def test_a_picture_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(NoPicture, match="secondes"):
        take(photo(), "photo.jpg", "fr", seconds=0.001)


def test_a_link_leads_no_picture_out_of_the_site(tmp_path: Path) -> None:
    posts, away = tmp_path / "docs" / "posts", tmp_path / "ailleurs"
    posts.mkdir(parents=True)
    away.mkdir()
    (posts / "images").symlink_to(away)
    with pytest.raises(Outside):
        keep(take(photo(), "parc.jpg", "fr"), posts / "billet.md", tmp_path / "docs")
    assert list(away.iterdir()) == []
