"""Copies of many pictures: made once, never believed blindly."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from PIL import Image

from portevoix.pictures import Copy, Refused, copies, described, is_picture
from tests.pictures.samples import PLACE, a_bomb, a_picture, from_a_telephone, saved


def album(folder: Path) -> list[Path]:
    """A photograph, the same again, a drawing, an SVG, a picture cut short."""
    folder.mkdir()
    contents = {
        "a.jpg": from_a_telephone(),
        "b.jpg": from_a_telephone(),
        "c.png": saved(a_picture(900, 700), "PNG"),
        "d.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><path d="M0 0"/></svg>',
        "e.jpg": saved(Image.effect_noise((90, 90), 90), "JPEG")[:1500],
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "originals.json"
    }


def told(found: dict[Path, Copy | Refused]) -> list[tuple[object, ...]]:
    """What a build publishes of pictures, wherever the copies lie."""
    return [
        (one.reason,)
        if isinstance(one, Refused)
        else (
            *(one.type, one.length, one.width, one.height, one.suffix, one.sibling_type),
            *(one.mended, one.file.read_bytes(), one.sibling and one.sibling.read_bytes()),
        )
        for one in found.values()
    ]


def test_each_picture_has_its_copy_or_its_reason(tmp_path: Path) -> None:
    """In the order asked for; two files of the same content share one copy; originals stay."""
    files = album(tmp_path / "album")
    before = tree(tmp_path / "album")
    found = copies(files, kept=tmp_path / "kept", spare=tmp_path / "spare")
    assert list(found) == files
    first, second, drawing, vector, broken = found.values()
    assert isinstance(first, Copy) and isinstance(second, Copy)
    assert first == second and (first.width, first.height, first.type) == (60, 40, "image/jpeg")
    assert first.length == first.file.stat().st_size
    assert isinstance(drawing, Copy) and drawing.sibling is not None and drawing.suffix == ".webp"
    assert described(drawing.sibling.read_bytes()).width == 900
    assert isinstance(vector, Copy) and vector.mended and b"onload" not in vector.file.read_bytes()
    assert isinstance(broken, Refused) and broken.error.reason == "unreadable"
    assert tree(tmp_path / "album") == before
    for content in tree(tmp_path / "kept").values():
        assert PLACE.encode() not in content and b"Exif" not in content


def test_a_kept_copy_is_not_made_again(tmp_path: Path) -> None:
    """Not even when its original goes elsewhere or is touched: what it holds is its key."""
    files = album(tmp_path / "album")
    cold = copies(files, kept=tmp_path / "kept", spare=tmp_path / "spare")
    assert isinstance(cold[files[0]], Copy)
    lies = {file: (tmp_path / "kept" / file).stat().st_ino for file in tree(tmp_path / "kept")}
    for file in files:
        file.rename(file.with_name(f"autre-{file.name}"))
    moved = [file.with_name(f"autre-{file.name}") for file in files]
    warm = copies(moved, kept=tmp_path / "kept", spare=tmp_path / "spare")
    assert told(warm) == told(cold)
    assert {
        file: (tmp_path / "kept" / file).stat().st_ino for file in tree(tmp_path / "kept")
    } == lies


def test_whatever_the_folder_of_copies_holds_the_same_comes_out(tmp_path: Path) -> None:
    """Cut, emptied, exchanged, edited or lost files of it are made again."""
    files = album(tmp_path / "album")
    kept = tmp_path / "kept"
    clean = told(copies(files, kept=kept, spare=tmp_path / "spare"))
    chance = random.Random(5)
    for _ in range(25):
        place = kept / chance.choice(sorted([*tree(kept), "originals.json"]))
        content = place.read_bytes() if place.is_file() else b""
        harm = chance.randrange(5)
        if harm == 0:
            place.write_bytes(content[: len(content) // 2])
        elif harm == 1:
            place.write_bytes(b"")
        elif harm == 2:
            place.write_bytes((kept / chance.choice(sorted(tree(kept)))).read_bytes())
        elif harm == 3:
            place.write_bytes(content.replace(b"60", b"61").replace(b'"e', b'"f'))
        else:
            place.unlink(missing_ok=True)
        assert told(copies(files, kept=kept, spare=tmp_path / "spare")) == clean


def test_a_picture_that_changes_is_seen_at_once(tmp_path: Path) -> None:
    """Even when its length, its name and its date stay the same."""
    kept, spare = tmp_path / "kept", tmp_path / "spare"
    file = tmp_path / "a.png"
    seen = set()
    for colour in ("#d01010", "#10d010", "#1010d0"):
        file.write_bytes(saved(Image.new("RGB", (30, 30), colour), "PNG"))
        os.utime(file, (1_700_000_000, 1_700_000_000))
        copy = copies([file], kept=kept, spare=spare)[file]
        assert isinstance(copy, Copy)
        shown = Image.open(copy.file).convert("RGB").getpixel((5, 5))
        assert shown == Image.new("RGB", (1, 1), colour).getpixel((0, 0))
        seen.add(copy.digest)
    assert len(seen) == 3


def test_a_folder_that_refuses_is_no_fault(tmp_path: Path) -> None:
    """Copies then lie where the build works."""
    files = album(tmp_path / "album")
    (tmp_path / "kept").write_text("un fichier à la place du dossier")
    found = copies(files, kept=tmp_path / "kept", spare=tmp_path / "spare")
    one = found[files[0]]
    assert isinstance(one, Copy) and one.file.is_relative_to(tmp_path / "spare")


def test_several_processes_make_the_same_copies(tmp_path: Path) -> None:
    folder = tmp_path / "album"
    folder.mkdir()
    files = []
    for number in range(13):
        file = folder / f"{number}.jpg"
        file.write_bytes(saved(a_picture(60 + number, 50), "JPEG"))
        files.append(file)
    (folder / "5.jpg").write_bytes(a_bomb())
    alone = copies(files, kept=tmp_path / "one", spare=tmp_path / "spare", workers=1)
    shared = copies(files, kept=tmp_path / "two", spare=tmp_path / "spare", workers=2)
    assert told(alone) == told(shared)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert shared[files[5]] == alone[files[5]]


def test_what_is_not_used_goes_once_the_folder_is_too_large(tmp_path: Path) -> None:
    kept, spare = tmp_path / "kept", tmp_path / "spare"
    one, other = tmp_path / "one.png", tmp_path / "other.png"
    one.write_bytes(saved(a_picture(), "PNG"))
    other.write_bytes(saved(a_picture(61), "PNG"))
    copies([one], kept=kept, spare=spare)
    first = set(tree(kept))
    copies([other], kept=kept, spare=spare)
    assert first < set(tree(kept))
    one.write_bytes(saved(a_picture(62), "PNG"))
    copies([one, other], kept=kept, spare=spare, most=10)
    assert not first & set(tree(kept)) and len(tree(kept)) >= 4


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jpg", b"", True),
        ("a.HEIC", b"", True),
        ("a.tif", b"", True),
        ("a.svgz", b"", True),
        ("a.bin", from_a_telephone(), True),
        ("photo", from_a_telephone("PNG"), True),
        ("photo.jpg.bak", from_a_telephone("WEBP"), True),
        ("photo.old", from_a_telephone("AVIF"), True),
        ("a.bin", saved(a_picture(), "TIFF"), True),
        ("a.pdf", b"%PDF-1.7", False),
        ("a.css", b"a{}", False),
        ("absent.pdf", None, False),
    ],
)
def test_a_picture_is_told_by_its_name_or_its_bytes(
    tmp_path: Path, name: str, content: bytes | None, expected: bool
) -> None:
    """Renamed or unknown to browsers, it still holds where it was taken."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert is_picture(tmp_path / name) is expected
