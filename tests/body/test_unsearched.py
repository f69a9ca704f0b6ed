"""What an author keeps from the search stays on the page, and out of the search."""

from __future__ import annotations

from portevoix.body import clean, marked_unsearched, parted_unsearched, plain


def parted(html: str) -> tuple[str, str]:
    cleaned = clean(marked_unsearched(html), page_url="https://blog.exemple.org/a/", lang="fr")
    return parted_unsearched(cleaned)


def test_a_heading_keeps_what_stands_below_it_from_the_search() -> None:
    html = (
        "<p>Un</p><h2 id='a' data-search-exclude>Deux</h2><p>Trois</p><h3>Quatre</h3><p>Cinq</p>"
        "<h2>Six</h2><p data-search-exclude='data-search-exclude'>Sept <b>huit</b></p><p>Neuf</p>"
        "<div data-search-exclude=''><div>Dix</div></div><img alt='' src='a.png' data-search-exclude>"
    )
    whole, found = parted(html)
    assert " ".join(plain(whole).split()) == "Un Deux Trois Quatre Cinq Six Sept huit Neuf Dix"
    assert plain(found).split() == ["Un", "Six", "Neuf"]
    assert "unsearched" not in whole


def test_a_text_without_marks_is_itself() -> None:
    whole, found = parted("<p>data-search-exclude</p>")
    assert whole == found == "<p>data-search-exclude</p>"
