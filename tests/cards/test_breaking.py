from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as some

from portevoix.cards.breaking import Piece, broken, displayed, pieces
from portevoix.cards.fitting import fit

WORDS = some.lists(
    some.sampled_from(
        [
            "la",
            "à",
            "eau",
            "l’usine",
            "est-ce",
            "rénovation",
            "Rivière-aux-Aulnes",
            "12",
            "000",
            "h",
            "%",
            "«",
            "»",
            "!",
            "?",
            ";",
            ":",
            "–",
            "-",
            "…",
            "(bis)",
            "&",
            "№",
            "3,5",
            "1er",
            "mai",
        ]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


def shown(title: str) -> list[str]:
    return [piece.text.replace("\u00a0", "~") for piece in pieces(title)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vraiment ? Oui !", ["Vraiment~?", "Oui~!"]),
        ("Dire « non merci » ; puis : rien", ["Dire", "«~non", "merci~»~;", "puis~:", "rien"]),
        ("Déjà\u202f!", ["Déjà~!"]),
        ("Un prêt de 12 000 $ sur 20 ans", ["Un", "prêt", "de", "12~000~$", "sur", "20~ans"]),
        ("Le 1er mai à 20 h", ["Le", "1er~mai", "à", "20~h"]),
        ("Porte-voix", ["Porte-", "voix"]),
        ("Porte\u2011voix", ["Porte-voix"]),
        ("Plan 2027-2037 – bilan - suite", ["Plan", "2027-2037~–", "bilan~-", "suite"]),
        ("À -20 °C", ["À", "-20~°C"]),
        ("a\u200bb\u202ec", ["abc"]),
    ],
)
def test_pieces_hold_together_what_typesetters_keep_together(
    title: str, expected: list[str]
) -> None:
    """Marks, numbers and their units never part; hyphens part, save those that may not."""
    assert shown(title) == expected


@given(WORDS, some.integers(120, 900))
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(
    title: str, wide: int
) -> None:
    """Whatever the width, and no word is lost, added or moved."""
    fitted = fit(
        pieces(title), measure=len, room=lambda *_: float(wide), height=4000, sizes=(40, 8)
    )
    if fitted is None:
        return
    for line in fitted.lines[1:]:
        assert line[0] not in "»!?;:%…–-"
    for line in fitted.lines[:-1]:
        assert line[-1] not in "«№"
    letters = "".join(fitted.lines).replace("\u00a0", "").replace(" ", "")
    assert letters == displayed(title).replace(" ", "")
    assert max(map(len, fitted.lines)) * fitted.size <= wide


@given(some.text(some.characters(codec="utf-8", categories=["L"]), min_size=1, max_size=90))
def test_a_word_too_long_for_a_line_is_parted_with_hyphens_and_stays_whole(word: str) -> None:
    """Its letters come back in order, each part within the line, unless one letter is too wide."""
    parts = list(broken(Piece(word), lambda text: len(text) <= 12))
    assert "".join(part.text for part in parts) == word
    for part in parts:
        assert len(part.text + part.tail) <= 12 or len(part.text) == 1 or _one_cluster(part.text)


def test_a_title_has_no_orphan_where_lines_can_be_balanced() -> None:
    """The last line is never one short word when another way of breaking exists."""
    title = "Le conseil adopte son budget pour la nouvelle année et en dit plus"
    for wide in range(160, 700, 20):
        fitted = fit(
            pieces(title), measure=len, room=lambda *_, w=wide: w, height=3000, sizes=(20, 10)
        )
        assert fitted is not None
        if len(fitted.lines) > 1:
            assert " " in fitted.lines[-1]


def test_the_largest_size_that_reads_well_is_taken() -> None:
    """One short word fills its line; the same twice as long is set smaller."""
    room = {"room": lambda *_: 400.0, "height": 400, "measure": len, "sizes": (100, 10)}
    short, long = fit(pieces("abcd"), **room), fit(pieces("abcdabcd"), **room)  # type: ignore[arg-type]
    assert short is not None and long is not None
    assert (short.size, long.size) == (98, 48)


def _one_cluster(text: str) -> bool:
    return len(regex.findall(r"\X", text)) == 1
