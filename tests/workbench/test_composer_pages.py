"""The pages of networks, pictures, charter and versions, asked as a browser without scripts asks."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest

from portevoix.pictures import described
from portevoix.workbench.bin import BIN
from tests.pictures.samples import a_bomb, from_a_telephone
from tests.workbench.workshop import Shop, project, started, wait_for

ACCOUNTS = """\
      accounts:
        - {network: bluesky, name: "@aulnes.example", url: "https://bsky.app/profile/aulnes.example"}
        - {network: facebook, name: "Ville des Aulnes", url: "https://facebook.com/aulnes"}
        - {network: mastodon, name: "@aulnes@social.example", url: "https://social.example/@aulnes"}
"""
POST = """---
title: Le pont # de bois
date: 2026-03-02
slug: pont
message: Le pont rouvre lundi.   # à relire
share:
  x: false  # pas encore
---

Un premier mot.
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    root = project(tmp_path_factory.mktemp("atelier") / "site")
    configuration = root / "mkdocs.yml"
    configuration.write_text(
        re.sub(r"( +organisation:\n)", rf"\1{ACCOUNTS}", configuration.read_text(), count=1)
    )
    with started(root) as shop:
        yield shop


@pytest.fixture
def shop(running: Shop) -> Shop:
    running.post().write_text(POST, "utf-8")
    (running.root / "approvals.jsonl").unlink(missing_ok=True)
    return running


def hidden(page: str, network: str, name: str) -> str:
    """The value of a hidden field in the form of a network."""
    section = page.partition(f'id="reseau-{network}"')[2]
    found = re.search(rf'name="{name}" value="([^"]*)"', section)
    assert found
    return unescape(found[1])


def sent(shop: Shop, network: str, **more: str) -> dict[str, str]:
    page = shop.ask("/reseaux/pont.md")[1]
    usual = {"network": network, "seen": hidden(page, network, "seen"), "wanted": "oui"}
    return {**usual, "do": "save", **more}


def multipart(fields: Mapping[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    mark = "limite"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'
    whole = b"".join([*parts, head.encode(), content, f"\r\n--{mark}--\r\n".encode()])
    return whole, f"multipart/form-data; boundary={mark}"


def drop(shop: Shop, name: str, content: bytes) -> tuple[int, str]:
    body, kind = multipart({"post": "pont.md"}, name, content)
    status, page, _ = shop.ask("/deposer", body=body, headers={"Content-Type": kind})
    return status, unescape(page)


def test_a_text_is_kept_in_the_post_and_nothing_else_of_it_moves(shop: Shop) -> None:
    status, _, headers = shop.fill(
        "/reseaux/pont.md",
        sent(shop, "bluesky", text="Enfin, le pont rouvre!", at="2026-12-01T12:30"),
    )
    assert status == 303 and headers["Location"].endswith("#reseau-bluesky")
    after = shop.post().read_text()
    assert [line for line in POST.splitlines() if line not in after.splitlines()] == []
    added = [line.strip() for line in after.splitlines() if line not in POST.splitlines()]
    assert added[0] == "bluesky:" and len(added) == 3
    assert "Enfin, le pont rouvre!" in added[1] and "2026-12-01 12:30" in added[2]
    shop.fill("/reseaux/pont.md", sent(shop, "bluesky", do="restore", text="peu importe"))
    assert shop.post().read_text() == POST


def test_a_warning_and_a_first_comment_are_counted_and_written_where_the_network_has_them(
    shop: Shop,
) -> None:
    page = shop.ask("/reseaux/pont.md")[1]
    fields = {
        key: set(
            re.findall(
                r'name="(warning|comment)"',
                page.partition(f'id="reseau-{key}"')[2].partition("</section>")[0],
            )
        )
        for key in ("bluesky", "mastodon", "facebook")
    }
    assert fields == {"bluesky": set(), "mastodon": {"warning"}, "facebook": {"comment"}}
    asked = {"post": "pont.md", "network": "mastodon", "text": "é" * 470}
    assert shop.send("/compte", asked)[1]["holds"]
    found = shop.send("/compte", {**asked, "warning": "Travaux de nuit, bruit"})[1]
    assert not found["holds"] and found["warning"] == "Travaux de nuit, bruit"
    asked = {
        "post": "pont.md",
        "network": "facebook",
        "text": "",
        "comment": "Tout est ici : {link}",
    }
    found = shop.send("/compte", asked)[1]
    assert found["comment"][1].startswith("Tout est ici : http") and "sur" in found["comment_says"]
    assert not shop.send("/compte", {**asked, "comment": "é" * 70_000})[1]["holds"]
    link = re.findall(r"http\S+", found["comment"][1])[0]
    assert (
        shop.fill("/reseaux/pont.md", sent(shop, "facebook", comment=f"Tout est ici : {link}"))[0]
        == 303
    )
    assert shop.fill("/reseaux/pont.md", sent(shop, "mastodon", warning="Bruit"))[0] == 303
    text = shop.post().read_text()
    assert "Tout est ici : {link}" in text and "warning: " in text and "Bruit" in text
    page = unescape(shop.ask("/reseaux/pont.md")[1])
    assert "<strong>Bruit</strong>" in page and 'value="Bruit"' in page
    for key in ("facebook", "mastodon"):
        shop.fill("/reseaux/pont.md", sent(shop, key, do="restore", text="peu importe"))
    assert shop.post().read_text() == POST


def test_what_another_wrote_meanwhile_is_shown_beside_and_not_written_over(shop: Shop) -> None:
    mine = sent(shop, "bluesky", text="Le mien.")
    theirs = POST.replace("share:\n", "share:\n  bluesky: Le leur.\n")
    shop.post().write_text(theirs)
    status, page, _ = shop.fill("/reseaux/pont.md", mine)
    assert status == 422 and "Le mien." in page and "Le leur." in page
    assert shop.post().read_text() == theirs
    # Another part of the post may change: only this text is written.
    mine = sent(shop, "mastodon", text="Le mien.")
    shop.post().write_text(theirs.replace("Un premier", "Un second"))
    assert shop.fill("/reseaux/pont.md", mine)[0] == 303
    assert "Un second mot." in shop.post().read_text() and "Le mien." in shop.post().read_text()


def test_a_text_that_does_not_hold_is_told_and_stays_in_the_page(shop: Shop) -> None:
    status, page, _ = shop.fill("/reseaux/pont.md", sent(shop, "bluesky", text="long " * 80))
    assert status == 422 and "de trop" in page and page.count("long long long") >= 1
    assert shop.post().read_text() == POST
    status, page, _ = shop.fill("/reseaux/pont.md", sent(shop, "bluesky", text="Un", at="hier"))
    assert status == 422 and "« hier »" in unescape(page).replace("\xa0", " ")


def test_counts_are_those_of_the_network_and_of_nothing_that_is_not_there(shop: Shop) -> None:
    asked = {"post": "pont.md", "network": "bluesky", "text": "é" * 310}
    status, found = shop.send("/compte", asked)
    assert status == 200 and found["parts"][0]["over"] > 0 and not found["holds"]
    assert shop.send("/compte", {**asked, "network": "nulle-part"})[0] == 404
    for name in (
        "../../../mkdocs.yml",
        "/etc/passwd",
        "pont.md/../pont.md",
        ".cache",
        "rien.md",
        "",
    ):
        assert (
            shop.ask(
                "/compte",
                body=json.dumps({**asked, "post": name}).encode(),
                headers={"Content-Type": "application/json"},
            )[0]
            == 404
        ), name
    assert shop.send("/compte", [])[0] == 404


def test_what_is_typed_is_kept_beside_until_it_is_saved_whatever_the_post_says_since(
    shop: Shop,
) -> None:
    seen = hidden(shop.ask("/reseaux/pont.md")[1], "bluesky", "seen")
    asked = {"post": "pont.md", "network": "bluesky", "text": "À moitié", "seen": seen}
    shop.send("/compte", {**asked, "typed": {"text": "À moitié"}, "differs": True})
    again = 'data-recovered="À moitié"'
    assert again in unescape(shop.ask("/reseaux/pont.md")[1])
    shop.post().write_text(POST.replace("share:\n", "share:\n  bluesky: Un autre.\n"))
    page = unescape(shop.ask("/reseaux/pont.md")[1])
    assert f"{again} data-moved" in page and "Un autre." in page  # both are shown
    shop.post().write_text(POST)
    assert again in unescape(shop.ask("/reseaux/pont.md")[1])
    assert shop.fill("/reseaux/pont.md", sent(shop, "bluesky", text="Entier"))[0] == 303
    shop.post().write_text(POST)
    assert again in unescape(shop.ask("/reseaux/pont.md")[1])  # another window typed that one
    assert shop.fill("/reseaux/pont.md", sent(shop, "bluesky", text="À  moitié"))[0] == 303
    shop.post().write_text(POST)
    assert again not in unescape(shop.ask("/reseaux/pont.md")[1])


def test_what_two_windows_type_for_one_text_is_kept_of_both_until_it_is_saved_or_given_up(
    shop: Shop,
) -> None:
    asked = {"post": "pont.md", "network": "bluesky", "text": "", "differs": True}

    def typing(text: str, window: str, page: str, **more: object) -> None:
        known = {name: hidden(page, "bluesky", name) for name in ("seen", "instead")}
        said = {**asked, **known, "window": window, "typed": {"text": text}, **more}
        assert shop.send("/compte", said)[0] == 200

    def page() -> str:
        return unescape(shop.ask("/reseaux/pont.md")[1])

    empty = page()
    typing("De la première.", "a1", empty)
    typing("De la seconde.", "b2", empty)
    both = page()
    assert 'data-recovered="De la seconde."' in both and ">De la première.</pre>" in both
    typing("De la seconde, continuée.", "c3", both)  # a third goes on from what it was shown
    after = page()
    assert 'data-recovered="De la seconde, continuée."' in after
    assert "De la seconde.<" not in after and ">De la première.</pre>" in after
    form = sent(shop, "bluesky", text="De la seconde, relue.")
    form |= {"window": "d4", "instead": hidden(after, "bluesky", "instead")}
    assert shop.fill("/reseaux/pont.md", form)[0] == 303
    shop.post().write_text(POST)
    left = page()
    assert 'data-recovered="De la première."' in left and "De la seconde" not in left
    typing("", "e5", left, differs=False)  # it says what the post says again
    assert "De la première." in page()
    typing("", "e5", left, differs=False, forget=True)
    assert "De la première." not in page()
    binned = [one.read_text("utf-8") for one in (shop.root / BIN).rglob("pont.bluesky.txt")]
    assert {"De la première.", "De la seconde, continuée."} <= set(binned)


def test_a_window_that_saves_goes_on_with_its_own_text_and_shows_what_others_type_beside(
    shop: Shop,
) -> None:
    for window, text in (("a1", "De la première."), ("b2", "De la seconde.")):
        said = {"post": "pont.md", "network": "bluesky", "text": "", "differs": True, "seen": "x"}
        shop.send("/compte", {**said, "window": window, "typed": {"text": text}})
    other = {"post": "pont.md", "network": "mastodon", "text": "", "differs": True, "seen": "x"}
    shop.send("/compte", {**other, "window": "b2", "typed": {"text": "Pas fini."}})
    form = {**sent(shop, "bluesky", text="De la seconde."), "window": "b2", "instead": ""}
    status, _, headers = shop.fill("/reseaux/pont.md", form)
    assert status == 303
    place = headers["Location"].partition(shop.secret)[2].partition("#")[0]
    page = unescape(shop.ask(place)[1])
    assert 'data-recovered="De la première."' not in page and ">De la première.</pre>" in page
    assert 'data-recovered="Pas fini."' in page and "data-own" in page
    (mark,) = re.findall(r'name="mark" value="(\w+)"', page)
    assert 'data-recovered="De la première."' in unescape(shop.ask(f"{place}&prendre={mark}")[1])
    thrown = {"network": "bluesky", "mark": mark, "window": "b2"}
    assert shop.fill("/jeter-tape/pont.md", thrown)[0] == 303
    assert "De la première." not in shop.ask("/reseaux/pont.md")[1]
    assert any(
        one.read_text("utf-8") == "De la première."
        for one in (shop.root / BIN).rglob("pont.bluesky.txt")
    )
    assert (shop.root / BIN / ".gitignore").read_text() == "*\n"
    shop.send("/compte", {**other, "window": "b2", "typed": {}, "differs": False})


def test_what_two_windows_type_in_a_file_of_the_charter_is_kept_of_both(shop: Shop) -> None:
    for window in ("a1", "b2"):
        said = {"name": "index.md", "text": f"De {window}.", "seen": "x", "differs": True}
        assert shop.send("/charte-garde", {**said, "window": window})[0] == 200
    page = shop.ask("/charte/index.md")[1]
    assert ">\nDe b2.</textarea>" in page and ">De a1.</pre>" in page
    for shown in ("De b2.", "De a1."):
        page = shop.ask("/charte/index.md")[1]
        assert f">\n{shown}</textarea>" in page
        instead = re.search(r'name="instead" value="([^"]+)"', page)
        assert instead and shop.fill("/charte-revenir/index.md", {"instead": instead[1]})[0] == 303
    assert "De a1." not in shop.ask("/charte/index.md")[1]
    assert len(list((shop.root / BIN).rglob("index.md"))) >= 2  # both are in the bin


def test_an_approval_is_of_the_text_that_the_page_showed(shop: Shop) -> None:
    page = shop.ask("/reseaux/pont.md")[1]
    form = {"post": "pont.md", "network": "bluesky", "by": "Direction", "act": "approve"}
    form |= {"digest": hidden(page, "bluesky", "digest")}
    shop.post().write_text(POST.replace("rouvre lundi", "rouvre mardi"))
    status, page, _ = shop.fill("/approuver", form)
    assert status == 422 and "rien n’est inscrit" in unescape(page)
    register = shop.root / "approvals.jsonl"
    assert not register.exists()
    form["digest"] = hidden(shop.ask("/reseaux/pont.md")[1], "bluesky", "digest")
    assert shop.fill("/approuver", form)[0] == 303
    (line,) = register.read_text().splitlines()
    assert json.loads(line)["by"] == "Direction" and "mardi" in json.loads(line)["text"]
    shop.post().write_text(POST)
    assert "il faut l’approuver de nouveau" in unescape(shop.ask("/reseaux/pont.md")[1])


def test_a_picture_is_kept_silent_and_told_of_before_anything_else_is_written(shop: Shop) -> None:
    status, page = drop(shop, "../../IMG_1.JPG", from_a_telephone(orientation=6))
    assert status == 200 and "redressée" in page and "Votre propre fichier" in page
    kept = shop.post().parent / "images" / "img-1.jpg"
    assert not described(kept.read_bytes()).has_metadata
    assert 'file: "images/img-1.jpg"' in shop.post().read_text()
    status, page, _ = shop.fill("/image/pont.md", {"focus_x": "50", "focus_y": "50"})
    # R11 goes by article 6.2: where a charter has none, by the one above it.
    assert status == 422 and unescape(page).replace("\xa0", " ").count("[Charte 6]") == 2
    told = {
        "alt": "Un carré rouge et bleu.",
        "people": "none",
        "credit": "Loisirs",
        "consent_until": "2027-01-31",
    }
    assert shop.fill("/image/pont.md", {**told, "focus_x": "10", "focus_y": "90"})[0] == 303
    text = shop.post().read_text()
    for line in (
        'alt: "Un carré rouge et bleu."',
        "people: none",
        "consent_until: 2027-01-31",
        'focus: "10% 90%"',
    ):
        assert line in text, text
    # Two windows: what only the other one changed stands, what both changed is told.
    late = {**{f"was_{key}": one for key, one in told.items()}, **told}
    assert (
        shop.fill("/image/pont.md", {**late, "credit": "Sports", "was_alt": "x", "alt": "x"})[0]
        == 303
    )
    assert 'credit: "Sports"' in (text := shop.post().read_text()) and "Un carré rouge" in text
    status, page, _ = shop.fill("/image/pont.md", {**late, "credit": "Parcs"})
    assert status == 422 and "Sports" in page and "Parcs" in page
    assert shop.post().read_text() == text
    status, _, headers = shop.ask("/carte/pont.md?format=square&focus=0,100")
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert shop.ask("/fichier/pont.md")[2]["Content-Type"] == "image/jpeg"
    drop(shop, "autre.png", from_a_telephone("PNG"))
    text = shop.post().read_text()
    assert "images/autre.png" in text and "Un carré" not in text  # it was said of the other one
    status, page, _ = shop.fill("/image/pont.md", {"was_file": kept.name, "do": "remove"})
    assert status == 422 and shop.post().read_text() == text  # a page that shows the first one
    assert shop.fill("/image/pont.md", {"was_file": "images/autre.png", "do": "remove"})[0] == 303
    assert "picture" not in shop.post().read_text()
    status, page, _ = shop.fill("/image/pont.md", {"alt": "Un banc rouge.", "do": "save"})
    assert status == 409 and "Un banc rouge." in page  # nothing typed goes without a word
    assert shop.fill("/image/pont.md", {"do": "remove"})[0] == 303
    assert shop.post().read_text() == POST


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.jpg", b"<html><script>alert(1)</script></html>"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("bombe.png", a_bomb()),
        ("coupee.jpg", from_a_telephone()[:300]),
        ("vide.jpg", b""),
    ],
)
def test_what_is_no_picture_is_not_kept(shop: Shop, name: str, content: bytes) -> None:
    before = sorted(shop.post().parent.rglob("*"))
    status, page = drop(shop, name, content)
    assert status == 422 and 'role="alert"' in page
    assert sorted(shop.post().parent.rglob("*")) == before and shop.post().read_text() == POST


def test_an_upload_without_end_is_cut(shop: Shop) -> None:
    body, kind = multipart({"post": "pont.md"}, "x.jpg", bytes(42_000_000))
    assert shop.ask("/deposer", body=body, headers={"Content-Type": kind})[0] == 413


def test_a_picture_that_lies_outside_is_shown_to_nobody(shop: Shop) -> None:
    secret = shop.root.parent / "secret.png"
    secret.write_bytes(from_a_telephone("PNG"))
    for name in ("../../../../secret.png", "/../../secret.png", str(secret)):
        shop.post().write_text(
            POST.replace("share:", f"picture: {{file: '{name}', alt: x}}\nshare:")
        )
        assert shop.ask("/fichier/pont.md")[0] == 404, name
    link = shop.post().parent / "lien.png"
    link.symlink_to(secret)
    shop.post().write_text(POST.replace("share:", "picture: {file: lien.png, alt: x}\nshare:"))
    assert shop.ask("/fichier/pont.md")[0] == 404
    link.unlink()


def test_a_file_of_the_charter_is_saved_once_nothing_is_wrong_with_it(shop: Shop) -> None:
    folder = shop.root / "docs" / "charte"
    name = next(one.name for one in sorted(folder.glob("*.md")) if one.name != "index.md")
    before = (folder / name).read_text()
    page = shop.ask(f"/charte/{name}")[1]
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found
    seen = found[1]
    bad = before.replace("title:", "titel:", 1)
    status, told = shop.send("/charte-essai", {"name": name, "text": bad})
    assert status == 200 and any(one["file"] == name and one["line"] for one in told["mistakes"])
    status, page, _ = shop.fill(f"/charte/{name}", {"text": bad, "seen": seen})
    assert status == 200 and "titel:" in unescape(page) and (folder / name).read_text() == before
    good = f"{before.rstrip()}\n\nUne phrase de plus.\n"
    assert shop.send("/charte-essai", {"name": name, "text": good})[1]["mistakes"] == []
    assert (
        shop.fill(f"/charte/{name}", {"text": good.replace("\n", "\r\n"), "seen": seen})[0] == 303
    )
    assert (folder / name).read_text() == good
    status, page, _ = shop.fill(f"/charte/{name}", {"text": before, "seen": seen})
    assert status == 409 and "Une phrase de plus." in unescape(page)
    assert (folder / name).read_text() == good
    (folder / name).write_text(before)
    for other in ("../index.md", "versions", "nulle.md", "%2e%2e/mkdocs.yml", ".git/config"):
        assert shop.ask(f"/charte/{other}")[0] == 404, other


def test_versions_are_recorded_looked_at_and_brought_back(shop: Shop) -> None:
    assert "dépôt Git" in unescape(shop.ask("/historique")[1]).replace("\xa0", " ")
    for words in (
        ("init", "-q"),
        ("config", "user.name", "Com"),
        ("config", "user.email", "c@e.org"),
    ):
        subprocess.run(["git", *words], cwd=shop.root, check=True)
    (shop.root / ".gitignore").write_text(".cache/\natelier.log\nsite/\n")
    assert "nouveau" in shop.ask("/historique")[1]
    assert shop.fill("/historique", {"sentence": "Le début"})[0] == 303
    shop.post().write_text(POST.replace("lundi", "mardi"))
    aside = shop.root / ".caché" / "ancien.md"  # no page of the workbench shows it
    aside.parent.mkdir()
    aside.write_text(POST)
    page = unescape(shop.ask("/historique")[1])
    assert page.count(".caché/ancien.md") == 1
    shutil.rmtree(aside.parent)
    page = unescape(shop.ask("/historique")[1])
    assert "Le pont" in page and "message" in page and "Le début" in page
    name = "docs/blog/posts/pont.md"
    page = shop.ask(f"/historique/{name}")[1]
    version = re.search(r"version=([0-9a-f]{40})", page)
    assert version
    page = unescape(shop.ask(f"/historique/{name}?version={version[1]}")[1])
    assert (
        "<del>− message: Le pont rouvre lundi." in page
        and "<ins>+ message: Le pont rouvre mardi." in page
    )
    back = {"name": name, "version": version[1]}
    assert shop.fill("/historique-retour", back)[0] == 422  # the present is recorded nowhere
    assert shop.fill("/historique", {"sentence": "Mardi"})[0] == 303
    assert shop.fill("/historique-retour", back)[0] == 303
    assert shop.post().read_text() == POST
    for other in ("../x", ".git/config", "/etc/passwd"):
        assert shop.fill("/historique-retour", {"name": other, "version": version[1]})[0] == 404
    assert shop.ask("/historique/.git/config")[0] == 404


def test_a_first_run_writes_a_site_once_its_answers_stand(tmp_path: Path) -> None:
    root = tmp_path / "neuf"
    root.mkdir()
    with started(root) as shop:
        log = root / "atelier.log"
        log = log.rename(tmp_path / "atelier.log")  # a site is written where nothing lies
        assert shop.ask("/charte")[0] in (303, 307)
        status, page, _ = shop.fill(
            "/debut", {"name": "Ville", "colour": "#ffcc00", "email": "moi"}
        )
        page = unescape(page)
        assert (
            status == 422
            and "se lit mal" in page
            and "courriel" in page
            and 'value="Ville"' in page
        )
        assert not (root / "mkdocs.yml").exists()
        assert shop.send("/debut-couleur", {"colour": "#1f5f8b"})[1]["holds"]
        assert not shop.send("/debut-couleur", {"colour": "rouge"})[1]["holds"]
        logo = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>1</script><path d='M0 0h9'/></svg>"
        fields = {
            "name": "Ville des Aulnes",
            "colour": "#1f5f8b",
            "languages": "fr",
            "team": "small",
            "bare": "oui",
        }
        body, kind = multipart(fields, "logo.svg", logo)
        body = body.replace(b'name="file"', b'name="logo_file"')
        assert shop.ask("/debut", body=body, headers={"Content-Type": kind})[0] == 303
        configuration = (root / "mkdocs.yml").read_text()
        assert "Ville des Aulnes" in configuration and "#1f5f8b" in configuration
        assert b"script" not in (root / "docs" / "assets" / "logo.svg").read_bytes()
        assert not list((root / "docs" / "blog" / "posts").glob("*.md"))
        wait_for(lambda: bool(json.loads(shop.ask("/etat")[1])["number"] > 1))
        assert json.loads(shop.ask("/etat")[1])["mistakes"] == []
        before = configuration
        assert shop.fill("/debut", {"name": "Autre"})[0] == 303
        assert (root / "mkdocs.yml").read_text() == before
        log.rename(root / "atelier.log")
