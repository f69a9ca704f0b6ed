"""The faces in which cards are lettered, and which face shows which character."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category

import regex
from PIL import ImageFont, features

from portevoix.values import dataclass

HOUSE = (
    Path(__file__).resolve().parents[1] / "theme" / "templates" / "assets" / "fonts"
)  # the site's own
OTHERS = Path(__file__).resolve().parent / "fonts"  # other scripts, for cards alone
SHAPES = bool(features.check_feature("raqm"))  # without it, scripts whose letters join do not show


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # told apart by identity: fast keys
class Face:
    """One font file, at one weight; `faces` makes each once."""

    file: Path
    weight: int = 400
    optical: int = 0  # the size for which letters are cut, 0 when the face has no such axis
    emoji: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The faces tried for a text, in order: the first that shows a character draws it."""

    title: tuple[Face, ...]
    text: tuple[Face, ...]


_SERIFS = ("latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "hebrew-hebrew")
_MARKS = (
    "noto-serif-marks-600-normal",
    "noto-sans-math-operators-400-normal",
    "noto-sans-symbols-2-shapes-400-normal",
)


def _others(weight: int) -> tuple[Face, ...]:
    return (
        *(_other(f"noto-serif-{script}-wght-normal", weight) for script in _SERIFS),
        _other("noto-naskh-arabic-arabic-wght-normal", weight),
        *(_other(mark, weight) for mark in _MARKS),
        Face(file=OTHERS / "noto-emoji-emoji-400-normal.woff2", emoji=True),
    )


def _other(name: str, weight: int) -> Face:
    return Face(file=OTHERS / f"{name}.woff2", weight=weight)


@cache
def faces(folder: Path = HOUSE) -> Faces:
    """The faces of an organisation, then the house faces, then those of other scripts.

    An organisation's are the files of `folder` whose names start with « title » or « text ».
    """
    house = folder if (folder / _TITLE[0]).is_file() else HOUSE
    return Faces(
        title=(
            *_own(folder, "title", 600),
            *(Face(file=house / name, weight=560, optical=72) for name in _TITLE),
            Face(file=OTHERS / "fraunces-vietnamese-opsz-normal.woff2", weight=560, optical=72),
            *_others(600),
        ),
        text=(
            *_own(folder, "text", 600),
            *(Face(file=house / name, weight=600) for name in _TEXT),
            *_others(500),
        ),
    )


_TITLE = ("fraunces-latin-opsz-normal.woff2", "fraunces-latin-ext-opsz-normal.woff2")
_TEXT = (
    "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)


def _own(folder: Path, start: str, weight: int) -> tuple[Face, ...]:
    return tuple(
        Face(file=file, weight=weight)
        for file in sorted(folder.glob(f"{start}*"))
        if file.suffix.lower() in (".woff2", ".woff", ".ttf", ".otf")
    )


def unreadable(some: Faces) -> list[Path]:
    """The font files that cannot be opened."""
    wrong = []
    for face in dict.fromkeys((*some.title, *some.text)):
        try:
            font(face, PROBE)
        except (OSError, ValueError):
            wrong.append(face.file)
    return sorted(set(wrong))


@lru_cache(maxsize=256)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The font of a face at a size in pixels."""
    made = ImageFont.truetype(face.file, size)
    wanted = {b"Weight": face.weight, b"Optical Size": face.optical, b"Width": 100}
    try:
        axes = made.get_variation_axes()
    except OSError:  # a face of one weight
        return made
    values = [float(wanted.get(axis["name"] or b"", 0) or axis["default"] or 0) for axis in axes]
    made.set_variation_by_axes(values)
    return made


@lru_cache(maxsize=8192)
def shows(face: Face, letter: str) -> bool:
    """Whether the face has a drawing of its own for a letter."""
    if letter.isspace():
        return True
    one = font(face, PROBE)
    drawn, place = one.getmask2(letter, mode="1")
    missing, missing_place = _missing(face)
    return (drawn.size, bytes(drawn), place) != (missing.size, bytes(missing), missing_place)


@cache
def _missing(face: Face):  # type: ignore[no-untyped-def]  # Pillow keeps the type of masks to itself
    return font(face, PROBE).getmask2("\U0010fffd", mode="1")


PROBE = 32  # pixels; at this size faces are asked what they show
MOST_MARKS = 3  # accents on one letter; a tower of them would climb out of its line
_UNDRAWN = "\ufe0e\ufe0f\u200d\u200c"  # they choose or join drawings, and have none
_EMOJI = regex.compile(r"\ufe0f|\u20e3|\p{Emoji_Presentation}")


@lru_cache(maxsize=4096)
def face_of(cluster: str, tried: tuple[Face, ...]) -> Face | None:
    """The first face that shows the whole of one grapheme cluster."""
    letters = [letter for letter in cluster if letter not in _UNDRAWN]
    if sum(category(letter) == "Mn" for letter in letters) > MOST_MARKS:
        return None
    order = sorted(tried, key=lambda face: not face.emoji) if _EMOJI.search(cluster) else tried
    for face in order:
        if all(shows(face, letter) for letter in letters):
            return face
    return None


def is_plain(text: str, tried: tuple[Face, ...]) -> bool:
    """Whether the first face shows the whole of a text, as it does most titles."""
    return is_latin(text) and _shows_latin(tried[0])


def is_latin(text: str) -> bool:
    """Whether a text asks for nothing that the house faces lack; no font is opened to know."""
    return not _FOREIGN.search(text)


def unshown(text: str, tried: tuple[Face, ...]) -> list[str]:
    """The grapheme clusters that no face shows, each once, in order."""
    if is_plain(text, tried):
        return []
    return [it for it in dict.fromkeys(regex.findall(r"\X", text)) if not face_of(it, tried)]


def runs(text: str, tried: tuple[Face, ...]) -> Iterator[tuple[str, Face]]:
    """The text as stretches of one face each."""
    if is_plain(text, tried):
        yield text, tried[0]
        return
    stretch, current = "", tried[0]
    for cluster in regex.findall(r"\X", text):
        # Faces of marks and of emoji have spaces too wide for a title: its own serve everywhere.
        face = tried[0] if cluster.isspace() else face_of(cluster, tried) or tried[0]
        if face is not current and stretch:
            yield stretch, current
            stretch = ""
        current = face
        stretch += cluster
    if stretch:
        yield stretch, current


_LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0xB5)))) + (
    "".join(map(chr, range(0xB6, 0x100))) + "Œœ’‘“”…–—€"
)
_FOREIGN = regex.compile(f"[^{regex.escape(_LATIN)}]")


@cache
def _shows_latin(face: Face) -> bool:
    """Whether most titles need not ask which face shows which letter."""
    return all(shows(face, letter) for letter in _LATIN)
