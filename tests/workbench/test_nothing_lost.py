"""Two texts at once, a kill, a file that went: each is kept, and shown beside the other."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from portevoix.building.build import Assembled
from portevoix.building.site import page_of_post
from portevoix.workbench.bin import BIN
from tests.incremental.small import inside, make
from tests.workbench.workshop import BODY as TEXT
from tests.workbench.workshop import POST, Shop, free_port, project, started, wait_for

BODY = f"\n{TEXT}"  # as it stands below the front matter


def begin_anew(shop: Shop) -> None:
    """Nothing typed, the post as it was: the tests share a folder, in any order."""
    shop.ask("/trancher/pont.md", body=b"keep=theirs")
    shop.post().write_text(POST, "utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with started(project(tmp_path_factory.mktemp("shop"))) as found:
        yield found


@pytest.fixture
def shop(running: Shop) -> Shop:
    """As after its start: the site was built of the post as it was."""
    begin_anew(running)
    typed = {"rev": 0, "base": running.base(), "whole": POST}
    asked = running.send("/brouillon/pont.md", typed)[1]["asked"]
    assert '"page":"http' in running.ask(f"/constats/pont.md?asked={asked}")[1]
    begin_anew(running)
    return running


def in_the_bin(root: Path) -> list[str]:
    return [file.read_text("utf-8") for file in sorted((root / BIN).rglob("*.md"))]


def test_what_is_typed_shows_on_the_page_and_not_in_the_file_until_it_is_saved(shop: Shop) -> None:
    base = shop.base()
    status, news = shop.send(
        "/brouillon/pont.md", {"rev": 0, "base": base, "body": BODY + "\nPrix : 100$, un ajout.\n"}
    )
    assert (status, news["draft"], news["conflict"]) == (200, True, False)
    _, seen, _ = shop.ask(f"/constats/pont.md?asked={news['asked']}")
    assert "un ajout" not in shop.post().read_text("utf-8")
    assert '"page":"http' in seen and "R25" in seen  # the page, and what typography finds
    status, saved = shop.send("/enregistrer/pont.md", {"rev": news["rev"]})
    assert (status, shop.post().read_text("utf-8")) == (
        200,
        POST.replace(BODY, BODY + "\nPrix : 100$, un ajout.\n"),
    )
    _, news = shop.send("/corriger/pont.md", {"rule": "R25", "line": 0})
    assert news["body"] == BODY + "\nPrix\u00a0: 100$, un ajout.\n"
    assert shop.post().read_text("utf-8").endswith("Prix : 100$, un ajout.\n")
    assert saved["said"] == "C’est enregistré."


def test_spaces_of_the_front_matter_are_corrected_from_their_field_or_with_all_others(
    shop: Shop,
) -> None:
    front = POST.replace("slug: pont\n", 'slug: pont\nquestion: "Pourquoi ?"  # à revoir\n')
    front = front.replace("layout:", "share:\n  bluesky: Déjà !\nlayout:")
    news = shop.send("/brouillon/pont.md", {"rev": 0, "base": shop.base(), "whole": front})[1]
    _, seen, _ = shop.ask(f"/constats/pont.md?asked={news['asked']}")
    told = {one["field"]: one for one in json.loads(seen)["remarks"] if one["rule"] == "R25"}
    assert told["question"]["fixable"] and "Corriger la typographie" in told["question"]["todo"]
    assert told["share.bluesky"]["network"] == "bluesky"  # its text stands in another page
    one = {"rule": "R25", "line": 0, "field": "question"}
    _, news = shop.send("/corriger/pont.md", one)
    assert news["fields"]["question"] == "Pourquoi?"
    text = shop.send("/brouillon/pont.md", {"rev": 0, "body": "x"})[1]["whole"]
    assert 'question: "Pourquoi?"  # à revoir\n' in text and "bluesky: Déjà !" in text
    shop.send("/corriger/pont.md", {"rule": "", "line": 0})
    text = shop.send("/brouillon/pont.md", {"rev": 0, "body": "x"})[1]["whole"]
    assert "bluesky: Déjà!" in text


def test_a_form_saves_without_a_script_and_changes_its_line_alone(shop: Shop) -> None:
    form = {
        "rev": "0",
        "base": shop.base(),
        "body": BODY.replace("\n", "\r\n"),
        "title": "Le beau pont",
    }
    status, _, headers = shop.fill("/billets/pont.md", form)
    assert (status, headers["Location"].endswith("said_saved")) == (303, True)
    assert shop.post().read_text("utf-8") == POST.replace("Le pont #", "Le beau pont #")


def test_a_file_that_changed_meanwhile_is_not_written_over(shop: Shop) -> None:
    base = shop.base()
    shop.post().write_text(POST.replace("premier", "tout premier"), "utf-8")
    _, news = shop.send("/brouillon/pont.md", {"rev": 0, "base": base, "body": "Mon texte.\n"})
    assert news["conflict"]
    assert shop.send("/enregistrer/pont.md", {"rev": news["rev"]})[0] == 409
    assert "tout premier" in shop.post().read_text("utf-8")
    page = html.unescape(shop.ask("/billets/pont.md")[1])
    assert "tout premier" in page and "Mon texte." in page
    shop.fill("/trancher/pont.md", {"keep": "mine"})
    _, news = shop.send("/brouillon/pont.md", {"rev": 2, "body": "Mon texte.\n"})
    assert shop.send("/enregistrer/pont.md", {})[0] == 200
    assert shop.post().read_text("utf-8").endswith("Mon texte.\n")
    assert any("tout premier" in text for text in in_the_bin(shop.root))


def test_a_form_without_script_is_not_written_over_a_file_that_changed(shop: Shop) -> None:
    form = {"rev": "0", "base": shop.base(), "body": "Mon texte à moi.\r\n", "title": "Le pont"}
    shop.post().write_text(POST.replace("second", "tout second"), "utf-8")
    status, page, _ = shop.fill("/billets/pont.md", form)
    assert status == 409 and "tout second" in page and "Mon texte à moi." in page
    assert "tout second" in shop.post().read_text("utf-8")
    shop.fill("/trancher/pont.md", {"keep": "theirs"})
    assert any("Mon texte à moi." in text for text in in_the_bin(shop.root))


def test_two_windows_never_write_over_each_other(shop: Shop) -> None:
    base = shop.base()
    _, first = shop.send(
        "/brouillon/pont.md", {"rev": 0, "base": base, "body": "De la première.\n"}
    )
    status, other = shop.send(
        "/brouillon/pont.md", {"rev": 0, "base": base, "body": "De la seconde.\n"}
    )
    assert (status, other["body"], other["rev"]) == (409, "De la première.\n", first["rev"])
    status, page, _ = shop.fill(
        "/billets/pont.md", {"rev": "0", "base": base, "body": "De la seconde.\r\n"}
    )
    assert status == 409 and "De la première." in page and "De la seconde." in page
    assert shop.post().read_text("utf-8") == POST
    assert (
        shop.send("/brouillon/pont.md", {"rev": other["rev"], "base": base, "body": "Des deux.\n"})[
            0
        ]
        == 200
    )


def test_a_file_that_was_deleted_leaves_the_text_to_be_saved_again(shop: Shop) -> None:
    base = shop.base()
    _, news = shop.send("/brouillon/pont.md", {"rev": 0, "base": base, "body": "Toujours là.\n"})
    shop.post().unlink()
    assert shop.send("/enregistrer/pont.md", {"rev": news["rev"]})[0] == 409
    page = shop.ask("/billets/pont.md")[1]
    assert "n’est plus sur le disque" in page and "Toujours là." in page
    assert "pont.md" in shop.ask("/billets")[1]
    shop.fill("/trancher/pont.md", {"keep": "mine"})
    assert shop.send("/enregistrer/pont.md", {})[0] == 200
    assert "Toujours là." in shop.post().read_text("utf-8")


def test_a_file_saved_elsewhere_in_another_encoding_is_shown_beside_what_was_typed(
    shop: Shop,
) -> None:
    shop.send("/brouillon/pont.md", {"rev": 0, "base": shop.base(), "body": "Tapé ici."})
    shop.post().write_bytes(POST.replace("Un premier mot", "Un été").encode("latin-1"))
    status, page, _ = shop.ask("/billets/pont.md")
    assert status == 200 and "Tapé ici." in page and "Un \ufffdt\ufffd" in page
    assert shop.fill("/trancher/pont.md", {"keep": "theirs"})[0] < 500
    assert "Tapé ici." in shop.ask("/billets/pont.md")[1]
    shop.post().write_text(POST, "utf-8")
    shop.fill("/trancher/pont.md", {"keep": "theirs"})


def test_after_a_kill_the_same_address_shows_what_was_typed(tmp_path: Path) -> None:
    root, port = project(tmp_path / "site"), free_port()
    with started(root, port) as shop:
        typed = {"rev": 0, "base": shop.base(), "body": "Juste avant.\n"}
        assert shop.send("/brouillon/pont.md", typed)[0] == 200
        address = shop.address
        shop.kill()
    with started(root, port) as again:
        assert again.address == address  # a page left open goes on by itself
        page = again.ask("/billets/pont.md")[1]
        assert "Juste avant." in page and "pas encore enregistré" in page
        assert "texte pas encore enregistré" in again.ask("/billets")[1]
        assert again.post().read_text("utf-8") == POST
        again.fill("/trancher/pont.md", {"keep": "theirs"})
    assert any("Juste avant." in text for text in in_the_bin(root))


def test_a_mistake_is_told_in_its_place_and_the_last_page_stays(shop: Shop) -> None:
    text = POST.replace("2026-03-02", "2026-02-30")
    _, news = shop.send("/brouillon/pont.md", {"rev": 0, "base": shop.base(), "whole": text})
    seen = shop.ask(f"/constats/pont.md?asked={news['asked']}")[1]
    assert '"severity":"mistake"' in seen and '"field":"date"' in seen and '"page":"http' in seen
    broken = POST.replace("title: Le pont", "title: [Le pont")
    _, news = shop.send("/brouillon/pont.md", {"rev": news["rev"], "whole": broken})
    page = shop.ask("/billets/pont.md")[1]
    assert 'name="whole"' in page and "title: [Le pont" in page


def test_a_post_goes_through_all_that_can_be_done_with_it(shop: Shop) -> None:
    """Begun, copied, renamed at its address and away from it, thrown away and put back."""
    status, _, headers = shop.fill("/nouveau", {"kind": "event", "title": "La fête d’été"})
    name = headers["Location"].partition("/billets/")[2].partition("?")[0]
    assert status == 303 and name.endswith("-la-fete-d-ete.md")
    wait_for(lambda: "La fête d’été" in shop.ask("/billets")[1])
    assert 'name="event.starts"' in shop.ask(f"/billets/{name}")[1]
    assert shop.fill("/nouveau", {"kind": "event", "title": "…"})[0] == 422
    _, _, headers = shop.fill("/copier/pont.md", {})
    copy = headers["Location"].partition("/billets/")[2].partition("?")[0]
    text = shop.post(copy).read_text("utf-8")
    assert "title: Le pont (copie) # de bois" in text and "draft: true" in text
    assert "slug: le-pont-copie" in text and text.endswith(BODY)
    wait_for(lambda: "Le pont" in shop.ask("/billets")[1])
    shop.fill("/renommer/pont.md", {"title": "Le pont neuf", "address": "kept"})
    assert shop.post().read_text("utf-8") == POST.replace("Le pont #", "Le pont neuf #")
    shop.fill("/renommer/pont.md", {"title": "La passerelle", "address": "new"})
    text = shop.post().read_text("utf-8")
    assert "slug: la-passerelle\n" in text and "blog/pont/" in text and "aliases" in text
    shop.fill("/jeter/pont.md", {})
    assert not shop.post().exists()
    page = shop.ask("/corbeille")[1]
    key = page.partition('name="key" value="')[2].partition('"')[0]
    assert shop.fill("/corbeille", {"key": key})[0] == 303
    assert shop.post().read_text("utf-8") == text
    assert shop.fill("/corbeille", {"key": "../docs"})[0] == 404
    for one in (name, copy):
        shop.fill(f"/jeter/{one}", {})


def test_the_page_that_shows_before_the_others_is_the_one_that_the_build_makes(
    tmp_path: Path,
) -> None:
    """Byte for byte; and a text that goes back to what it said shows what it said."""
    small = make(tmp_path)
    post, typed = small.post("eau.md"), tmp_path / "typed.md"
    preview = small.preview(tmp_path / "preview")
    early: list[tuple[str, bytes]] = []

    def first(assembled: Assembled) -> None:
        here = next(one for one in assembled.edition.posts if one.slug == "eau-bonne")
        if made := page_of_post(assembled, here):
            preview.tree.show(*made)
            early.append(made)

    with inside(small.root):
        before = small.previewed(preview)
        preview.first = first
        for text in ("Un mot de plus.", ""):
            typed.write_text(f"{post.read_text('utf-8')}\n{text}\n", "utf-8")
            assert preview.build({str(post): str(typed)}) == ""
            path, content = early[-1]
            assert (text in content.decode(), (preview.place / path).read_bytes()) == (
                True,
                content,
            )
        preview.first = None
        assert small.previewed(preview) == before
    preview.close()
