"""One parse finds what the reader sees, and where it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portevoix.checks.markdown import OBJECT, read_document

_MARKS = st.text(alphabet="abc é😀\n\t *_`[]()<>!#|{}:\"'&;=-~/\\.1\u00a0\u200b", max_size=200)


def test_code_and_comments_are_no_text() -> None:
    """Fenced, indented and inline code, comments and scripts are never read as text."""
    document = read_document(
        "Avant `mardi` après.\n\n```\ncode\n```\n\n    indenté\n\n<!-- caché -->\n"
        "<script>rien()</script>\n\nFin.\n"
    )
    assert document.text == f"Avant {OBJECT} après.\n" + "Fin.\n"


def test_what_an_open_block_of_code_shows_is_read_as_readers_see_it() -> None:
    """A fence that nothing closes hides nothing, nor does one that other signs seem to close."""
    for body in ("```\ncode\n\nLe texte.\n", "```\na\n```b\nc\n```\n\nLe texte.\n"):
        assert "Le texte." in read_document(body).text
    assert read_document("~~~\n```\nsecret\n~~~\nfin\n").text == "fin\n"


def test_links_give_their_words_and_pictures_their_alternative() -> None:
    """A link stays in the text by its words, a picture leaves a mark."""
    document = read_document(
        'Voir **[l’horaire](/h "t"){ .b }**, ![un *plan*](p.png) et <a href="/x">ici</a>.\n'
    )
    assert document.text == f"Voir l’horaire, {OBJECT} et ici.\n"
    assert [(link.text, link.target) for link in document.links] == [
        ("l’horaire", "/h"),
        ("ici", "/x"),
    ]
    assert [(image.alt, image.target) for image in document.images] == [("un plan", "p.png")]


def test_every_visible_character_maps_to_its_place() -> None:
    """In quotes, lists, tables and headings, a place of the text is a place of the file."""
    source = "# Un\n\n> cité\n> encore\n\n- item\n  suite\n\n| a | b |\n|---|---|\n| c | d |\n\nx &amp; y\n"
    document = read_document(source)
    for at, sign in enumerate(document.text):
        if sign not in f"\n& {OBJECT}":
            assert source[document.origin(at)] == sign
    at = document.text.index("&")
    assert source[document.origin(at) :].startswith("&amp;")


@given(_MARKS)
def test_no_text_breaks_the_parse(text: str) -> None:
    """Any mixture of marks gives a document whose places lie within the text."""
    document = read_document(text)
    for at in range(len(document.text)):
        assert -1 <= document.origin(at) <= len(text) + 1
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
