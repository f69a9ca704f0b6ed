"""What changed between two versions, word by word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.charter import Charter, read_charter
from portevoix.charter.redlines import Mark, redlines, render_text, words
from portevoix.site import Site
from tests.charter.conftest import RULES
from tests.charter.rendered import parsed, render
from tests.charter.small import change, write
from tests.charter.test_mistakes import release

CASES = sorted((Path(__file__).parent / "redlines").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_redline_is_that_of_the_golden_file(path: Path, tmp_path: Path, staff: Site) -> None:
    """Each file: the replacements made in the small charter, then the redline expected.

    A replacement is « file », then the lines taken away (-) and put in their place (+).
    """
    asked, _, expected = path.read_text("utf-8").partition("\n====\n")
    before, after = write(tmp_path / "a"), write(tmp_path / "b")
    for block in asked.split("\n\n"):
        name, *lines = block.split("\n")
        old = "\n".join(line[1:] for line in lines if line.startswith("-"))
        new = "\n".join(line[1:] for line in lines if line.startswith("+"))
        if old:
            change(after, name, old, new)
        else:
            (after / name).write_text(new + "\n", "utf-8")
    old_charter, new_charter = (read_charter(folder, staff, RULES) for folder in (before, after))
    assert render_text(redlines(old_charter.articles, new_charter.articles, "fr")) == expected


texts = st.text(st.sampled_from("abé ’,.\u00a0"), max_size=60)


@given(old=texts, new=texts)
def test_a_redline_holds_both_texts(old: str, new: str) -> None:
    """Without what was inserted it reads as the old text, without what was deleted as the new."""
    runs = list(words(old, new))
    assert "".join(run.text for run in runs if run.mark is not Mark.INSERTED) == old
    assert "".join(run.text for run in runs if run.mark is not Mark.DELETED) == new


def test_a_redline_page_says_in_text_what_its_colours_say(folder: Path, staff: Site) -> None:
    """Insertions and deletions bear signs, and words for those who listen."""
    release(folder, "1.0", staff)
    change(folder, "09-moderation.md", "un an", "deux ans")
    release(folder, "1.1", staff)
    files = render(read_charter(folder, staff, RULES), staff)
    page = parsed(files["charte/versions/1.1/changements/index.html"])
    (inserted,), (deleted,) = page.xpath("//ins"), page.xpath("//del")
    assert inserted.text_content() == "Ajouté\u00a0: [+deux ans+] fin de l’ajout"
    assert deleted.text_content() == "Retiré\u00a0: [−un an−] fin du retrait"
    assert page.xpath("//h2[contains(., 'Modifié') and contains(., '9 Modération')]")


def test_an_unchanged_article_has_no_redline(small_charter: Charter) -> None:
    """New dates alone change no word."""
    articles = small_charter.articles
    moved = [replace(one, review_by=None, owner="Autre") for one in articles]
    assert redlines(articles, moved, "fr") == ()
