"""Two at one file: two windows, two pages, a text editor. Both changes stand, or both texts are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from portevoix.workbench.bin import BIN
from tests.workbench.workshop import BODY, POST, Shop, project, started


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with started(project(tmp_path_factory.mktemp("shop"))) as found:
        yield found


@pytest.fixture
def shop(running: Shop) -> Shop:
    running.ask("/trancher/pont.md", body=b"keep=theirs")
    running.post().write_text(POST, "utf-8")
    return running


def marks(shop: Shop) -> str:
    found = re.search(r'data-marks="(\w+)"', shop.ask("/billets/pont.md")[1])
    assert found
    return found[1]


def composer(shop: Shop, text: str, page: str = "") -> dict[str, str]:
    """The form of a network, as the page that is open has it."""
    page = page or shop.ask("/reseaux/pont.md")[1]
    seen = re.search(
        r'name="network" value="bluesky">\s*<input type="hidden" name="seen" value="([^"]*)"', page
    )
    assert seen
    return {"network": "bluesky", "seen": seen[1], "wanted": "oui", "text": text, "do": "save"}


def draft(shop: Shop) -> str:
    """What the editor would go on with."""
    answer = shop.send("/brouillon/pont.md", {"rev": -1, "body": "…"})[1]
    return str(answer["whole"])


def conflict(shop: Shop, mine: str, theirs: str) -> str:
    """The page of a post that was typed in here and saved there by a text editor."""
    base = shop.base()
    shop.send("/brouillon/pont.md", {"rev": 0, "base": base, "body": mine})
    shop.post().write_text(POST.replace(BODY, theirs), "utf-8")
    return unescape(shop.ask("/billets/pont.md")[1])


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_text_editor_saves_elsewhere_in_the_text_and_both_changes_are_joined(shop: Shop) -> None:
    mine, theirs = f"\n{BODY}La fin d’ici.\n", BODY.replace("premier", "tout premier")
    page = conflict(shop, mine, theirs)
    assert "Changé ici seulement" in page and "Changé dans le fichier seulement" in page
    assert shop.fill("/trancher/pont.md", {"keep": "merge", "seen": seen(page)})[0] == 303
    assert shop.send("/enregistrer/pont.md", {})[0] == 200
    wanted = POST.replace("premier", "tout premier") + "La fin d’ici.\n"
    assert shop.post().read_text("utf-8") == wanted
    kept = [one.read_text("utf-8") for one in (shop.root / BIN).rglob("pont.md")]
    assert any(text.endswith("La fin d’ici.\n") for text in kept)
    assert any("tout premier" in text for text in kept)


def test_a_line_that_both_changed_is_chosen_and_a_choice_that_came_too_late_is_asked_again(
    shop: Shop,
) -> None:
    page = conflict(
        shop, "\n" + BODY.replace("premier", "dernier"), BODY.replace("premier", "tout premier")
    )
    rank = re.search(r'name="(p\d+)" value="both"', page)
    assert rank
    form = {"keep": "merge", "seen": seen(page)}
    assert shop.fill("/trancher/pont.md", form)[0] == 422
    shop.post().write_text(POST.replace("premier", "tout tout premier"), "utf-8")
    status, page, _ = shop.fill("/trancher/pont.md", {**form, rank[1]: "both"})
    assert status == 409 and "tout tout premier" in page
    form |= {"seen": seen(page), rank[1]: "both"}
    assert shop.fill("/trancher/pont.md", form)[0] == 303
    text = draft(shop)
    assert text.index("Un dernier mot.") < text.index("Un tout tout premier mot.")
    assert "tout tout" in shop.post().read_text("utf-8")  # nothing is written before it is saved


def test_the_text_of_a_network_saved_while_the_editor_is_typed_in_does_not_stop_it(
    shop: Shop,
) -> None:
    base, mark = shop.base(), marks(shop)
    first = {"rev": 0, "base": base, "body": f"\n{BODY}Un.\n", "marks": mark}
    news = shop.send("/brouillon/pont.md", first)[1]
    status, _, headers = shop.fill("/reseaux/pont.md", composer(shop, "Du compositeur."))
    assert status == 303 and "said_in_draft" in headers["Location"]
    more = {**first, "rev": news["rev"], "marks": news["marks"], "body": f"\n{BODY}Un. Deux.\n"}
    status, news = shop.send("/brouillon/pont.md", more)
    assert status == 200
    assert shop.send("/enregistrer/pont.md", {"rev": news["rev"]})[0] == 200
    text = shop.post().read_text("utf-8")
    assert "Du compositeur." in text and text.endswith("Un. Deux.\n")
    # What the page does show is never taken over without a word.
    news = shop.send("/brouillon/pont.md", {**first, "base": shop.base(), "body": "A\n"})[1]
    late = {**first, "rev": news["rev"] - 1, "body": "B\n"}
    assert shop.send("/brouillon/pont.md", late)[0] == 409
    shop.send("/brouillon/pont.md", {**late, "rev": news["rev"], "instead": True})
    # A page that goes on with another window's text throws its own into the bin first.
    assert shop.send("/ecarter/pont.md", {"body": "C\n"})[0] == 200
    kept = [one.read_text("utf-8") for one in (shop.root / BIN).rglob("pont.md")]
    for mine in ("A", "C"):
        assert any(text.endswith(f"---\n{mine}\n") for text in kept)


def test_the_editor_saves_while_the_composer_is_open_and_both_changes_stand(shop: Shop) -> None:
    form = composer(shop, "Du compositeur.")
    shop.send("/brouillon/pont.md", {"rev": 0, "base": shop.base(), "body": "\nDe l’éditeur.\n"})
    assert shop.send("/enregistrer/pont.md", {})[0] == 200
    assert shop.fill("/reseaux/pont.md", form)[0] == 303
    text = shop.post().read_text("utf-8")
    assert "De l’éditeur." in text and "Du compositeur." in text


def test_two_windows_of_the_composer_show_both_texts_of_one_network(shop: Shop) -> None:
    page = shop.ask("/reseaux/pont.md")[1]
    assert shop.fill("/reseaux/pont.md", composer(shop, "De la première.", page))[0] == 303
    status, page, _ = shop.fill("/reseaux/pont.md", composer(shop, "De la seconde.", page))
    assert status == 422 and "De la première." in page and "De la seconde." in page
    assert "De la première." in shop.post().read_text("utf-8")
    assert shop.fill("/reseaux/pont.md", composer(shop, "Des deux.", page))[0] == 303
    assert "Des deux." in shop.post().read_text("utf-8")


def test_a_text_editor_saves_between_the_composer_and_its_answer(shop: Shop) -> None:
    form = composer(shop, "Du compositeur.")
    theirs = POST.replace("layout: post", "layout: post\nshare:\n  bluesky: De l’autre.")
    shop.post().write_text(theirs, "utf-8")
    status, page, _ = shop.fill("/reseaux/pont.md", form)
    page = unescape(page)
    assert status == 422 and "Du compositeur." in page and "De l’autre." in page
    assert shop.post().read_text("utf-8") == theirs


def test_what_was_typed_for_a_file_that_was_deleted_is_shown_and_comes_back_with_it(
    shop: Shop,
) -> None:
    form = composer(shop, "Du compositeur.")
    asked = {"post": "pont.md", "network": "mastodon", "text": "x", "seen": "x", "differs": True}
    shop.post().unlink()
    status, page, _ = shop.fill("/reseaux/pont.md", form)
    assert status == 404 and "Du compositeur." in page and not shop.post().exists()
    shop.send("/compte", {**asked, "typed": {"text": "À la dernière seconde."}})
    shop.post().write_text(POST, "utf-8")
    page = unescape(shop.ask("/reseaux/pont.md")[1])
    assert 'data-recovered="Du compositeur."' in page
    assert 'data-recovered="À la dernière seconde."' in page
    for outside in ("../../../mkdocs.yml", "pont.md/../pont.md"):
        assert shop.send("/compte", {**asked, "post": outside, "typed": {"text": "x"}})[0] == 404
    file = shop.root / "docs/charte/index.md"
    content = file.read_text("utf-8")
    seen_of = re.search(r'name="seen" value="(\w+)"', shop.ask("/charte/index.md")[1])
    assert seen_of
    file.unlink()
    mine = {"text": f"Le mien.\n{content}", "seen": seen_of[1]}
    status, page, _ = shop.fill("/charte/index.md", mine)
    assert status == 404 and "Le mien." in page and not file.exists()
    file.write_text(content, "utf-8")
    assert "Le mien." in shop.ask("/charte/index.md")[1]
    assert shop.fill("/charte-revenir/index.md", {})[0] == 303
    assert "Le mien." not in shop.ask("/charte/index.md")[1]
    assert shop.fill("/charte/..%2fmkdocs.yml", mine)[0] == 404
