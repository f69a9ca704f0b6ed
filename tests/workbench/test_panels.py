"""« À faire », the calendar and the inbox, asked as a browser without scripts asks; all pages in English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from html.parser import HTMLParser

import pytest

from portevoix.inbox import Item, Sort, held_inbox, id_of, read_inbox
from portevoix.language import catalogue
from portevoix.result_options import ResultOptions
from portevoix.sending_options import SendingOptions
from portevoix.workbench.web.panels import PANELS
from tests.workbench.test_composer_pages import ACCOUNTS
from tests.workbench.workshop import Shop, project, started, wait_for

NOW = datetime(2026, 11, 21, 17, tzinfo=UTC)
POST = """---
title: Le pont rouvre
date: 2026-11-20
slug: pont
message: Le pont rouvre lundi.
share:
  bluesky: {at: "2026-11-21 10:00", text: "Le pont rouvre lundi."}
answers:
  - comment: Et la rampe?
    answer: La rampe est refaite aussi.
---

Un mot.
"""


def said(n: int, text: str, **more: object) -> Item:
    item = Item(
        id=id_of("phone", str(n)),
        at=NOW - timedelta(days=n),
        seen=NOW,
        network="phone",
        sort=Sort.SAID,
        text=text,
        post="pont",
    )
    return replace(item, **more)  # type: ignore[arg-type]


ITEMS = (
    said(1, "Bravo pour le pont.\nVous y serez?"),
    said(2, "Je vais me tuer, aidez-moi."),
    said(5, "Toujours pas de réponse."),
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shop, str]]:
    root = project(tmp_path_factory.mktemp("atelier") / "site")
    configuration = root / "mkdocs.yml"
    text = re.sub(r"( +organisation:\n)", rf"\1{ACCOUNTS}", configuration.read_text(), count=1)
    text = text.replace(
        "organisation: {name: Le moulin,",
        'organisation: {accounts: [{network: bluesky, name: "@moulin.example", url: "https://bsky.app/profile/moulin.example"}], name: Le moulin,',
    )
    configuration.write_text(text)
    (root / "docs/blog/posts/pont.md").write_text(POST, "utf-8")
    with started(root) as shop:
        yield shop, text


@pytest.fixture
def shop(running: tuple[Shop, str]) -> Shop:
    """The project as it began: nothing sent, no pause, three messages that wait."""
    shop, text = running
    (shop.root / "mkdocs.yml").write_text(text)
    shop.post().write_text(POST, "utf-8")
    for file in shop.root.glob("*.jsonl"):
        file.unlink()
    with held_inbox(shop.root / "ecoute") as inbox:
        inbox.erase(lambda _: True)
        inbox.write(ITEMS)
    return shop


def seen(shop: Shop, path: str) -> str:
    status, page, _ = shop.ask(path)
    assert status == 200, page
    assert "Macro" not in page
    return unescape(page).replace("\xa0", " ")


def test_a_text_sent_by_hand_is_entered_once_and_stands_as_sent(shop: Shop) -> None:
    page = seen(shop, "/calendrier")
    section = page.partition('id="t-pont-bluesky"')[2].partition("</li>")[0]
    assert "Envoyé à la main" in section and "Le pont rouvre" in section
    form = {"post": "pont", "network": "bluesky", "address": "javascript:alert(1)"}
    assert shop.fill("/calendrier-envoye", form)[0] == 422
    form["address"] = "https://bsky.app/profile/moulin.example/post/1"
    status, _, headers = shop.fill("/calendrier-envoye", form)
    assert status == 303 and headers["Location"].endswith("#t-pont-bluesky")
    ledger = shop.root / SendingOptions().ledger
    (line,) = ledger.read_text("utf-8").splitlines()
    assert json.loads(line)["way"] == "hand" and json.loads(line)["text"].startswith("Le pont")
    section = seen(shop, "/calendrier").partition('id="t-pont-bluesky"')[2].partition("</li>")[0]
    assert "envoyé" in section and form["address"] in section and "<form" not in section
    assert shop.fill("/calendrier-envoye", form)[0] == 409
    assert shop.fill("/calendrier-envoye", {**form, "post": "nulle-part"})[0] == 409
    assert len(ledger.read_text("utf-8").splitlines()) == 1


def test_a_result_that_is_waited_for_is_entered_where_it_is_told(shop: Shop) -> None:
    measure = 'measure: {indicator: Passages, target: "400", review_on: 2026-11-20}\n'
    shop.post().write_text(POST.replace("share:\n", f"{measure}share:\n"), "utf-8")
    file = shop.root / ResultOptions().file
    file.unlink(missing_ok=True)
    page = seen(shop, "/a-faire")
    assert "Passages" in page and "Cible : 400." in page
    form = {"post": "pont", "value": "beaucoup", "note": "La pluie.", "verdict": ""}
    status, page, _ = shop.fill("/a-faire-resultat", form)
    page = unescape(page).replace("\xa0", " ")
    assert status == 422 and "« beaucoup » n’est pas un nombre sûr" in page and "La pluie." in page
    status, page, _ = shop.fill("/a-faire-resultat", {**form, "value": "84 %"})
    assert status == 422 and "la cible est un nombre" in unescape(page) and not file.exists()
    for wrong in ({"verdict": "parfait"}, {"post": "nulle-part"}):
        assert shop.fill("/a-faire-resultat", {**form, "value": "412", **wrong})[0] == 422
    assert shop.fill("/a-faire-resultat", {**form, "value": "412"})[0] == 303
    (_, line) = file.read_text("utf-8-sig").splitlines()
    assert "pont" in line and "412" in line and "La pluie." in line
    assert "Passages" not in seen(shop, "/a-faire")  # it is no longer waited for
    assert shop.fill("/a-faire-resultat", {**form, "value": "412"})[0] == 303  # told twice
    status, page, _ = shop.fill("/a-faire-resultat", {**form, "value": "99"})  # another window
    assert status == 422 and "vient d’être inscrit" in unescape(page) and "412" in page
    assert len(file.read_text("utf-8-sig").splitlines()) == 2
    torn = file.read_text("utf-8-sig").replace("La pluie.", '"La pluie.')
    file.write_text(torn, "utf-8-sig")
    status, page, _ = shop.fill("/a-faire-resultat", {**form, "value": "7"})
    assert status == 422 and "guillemet" in page and file.read_text("utf-8-sig") == torn
    file.unlink()


def test_a_pause_is_one_line_of_the_configuration_and_its_end_another(shop: Shop) -> None:
    before = (shop.root / "mkdocs.yml").read_text()
    assert shop.fill("/calendrier-pause", {"reason": "Incendie\nau centre"})[0] == 303
    paused = (shop.root / "mkdocs.yml").read_text()
    assert 'pause: "2026-11-21 12:00 Incendie au centre"' in paused
    page = seen(shop, "/calendrier")
    assert "Incendie au centre" in page and "Reprendre" in page
    assert "Mettre en pause" not in page
    assert shop.fill("/calendrier-reprise", {"id:pont/bluesky": "drop", "id:x/y": "drop"})[0] == 303
    after = (shop.root / "mkdocs.yml").read_text()
    assert "pause:" not in after and "reason: " in after and "past_pauses" in after
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "Mettre en pause" in seen(shop, "/calendrier")


def test_a_configuration_that_takes_no_line_is_left_and_told(shop: Shop) -> None:
    file = shop.root / "mkdocs.yml"
    text = file.read_text().replace("portevoix/resonance:\n", "portevoix/resonance: # ici\n")
    file.write_text(text.replace("profile: fr-CA", "planning: {slots: {}}\n    profile: fr-CA"))
    before = file.read_text()
    status, page, _ = shop.fill("/calendrier-pause", {"reason": "x"})
    assert (status, file.read_text()) == (422, before) and 'role="alert"' in page


def test_what_presses_comes_first_with_the_number_to_call_and_a_reply_one_tap_away(
    shop: Shop,
) -> None:
    page = seen(shop, "/boite")
    order = [page.index(one.text.split("\n")[0]) for one in (ITEMS[1], ITEMS[2], ITEMS[0])]
    assert order == sorted(order) and 'href="tel:' in page and "En retard" in page
    assert "Et la rampe?" in page  # what the post's author foresaw
    page = seen(shop, f"/boite?m={ITEMS[0].id}&r=prevue-0")
    field = page.partition(f'id="rep-{ITEMS[0].id}"')[2].partition("</textarea>")[0]
    assert "La rampe est refaite aussi." in field
    found = shop.send("/boite-compte", {"id": ITEMS[0].id, "text": "Appelez le 418 555-0199."})[1]
    assert found["problems"]
    assert shop.send("/boite-compte", {"id": "nulle-part", "text": "x"})[0] == 404


def test_what_becomes_of_a_message_is_written_down_and_an_answer_that_cannot_go_stays(
    shop: Shop,
) -> None:
    one = {"id": ITEMS[0].id, "text": "Oui, {nom}."}
    status, page, _ = shop.fill("/boite", {**one, "do": "send"})
    assert status == 422 and "Oui, {nom}." in page and "nom" in page
    one["text"] = "Oui, venez."
    status, page, _ = shop.fill("/boite", {**one, "do": "send"})
    assert status == 422 and "à la main" in unescape(page)  # the telephone has no account of ours
    assert shop.fill("/boite", {**one, "do": "handed"})[0] == 422
    assert shop.fill("/boite", {**one, "do": "handed", "to": "Service des rues"})[0] == 303
    item = read_inbox(shop.root / "ecoute").items[ITEMS[0].id]
    assert (item.state, item.to) == ("handed", "Service des rues") and item.by
    assert "Service des rues" in seen(shop, "/boite")
    assert shop.fill("/boite", {**one, "do": "gone"})[0] == 404
    assert shop.fill("/boite", {**one, "id": "x", "do": "answered"})[0] == 404


def test_each_thing_that_is_due_leads_to_where_it_is_done(shop: Shop) -> None:
    shop.post("oubli.md").write_text(
        "---\ntitle: Oublié\ndate: 2026-11-10\nslug: oublie\ndraft: true\n---\n\nUn mot.\n", "utf-8"
    )
    page = seen(shop, "/a-faire")
    assert "«\u00a0Oublié\u00a0» est" in unescape(shop.ask("/a-faire")[1])  # on one line
    shop.post("oubli.md").unlink()
    assert f'href="/{shop.secret}/boite#m-{ITEMS[1].id}"' in page  # danger, before all else
    item = page.partition("« Oublié » est encore un brouillon")[2].partition("</li>")[0]
    assert f'href="/{shop.secret}/billets/oubli.md"' in item


FRENCH = re.compile(
    r"\b(?:le|la|les|des|une?|est|sont|vous|votre|vos|dans|avec|aucune?|cette|qui|pas|chaque)\b"
)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    root = project(tmp_path_factory.mktemp("english") / "site")
    file = root / "mkdocs.yml"
    text = file.read_text().replace("language: fr", "language: en")
    file.write_text(text)
    for one in (root / "docs/blog/posts").glob("*.md"):
        one.unlink()
    (root / "docs/blog/posts/bridge.md").write_text(
        "---\ntitle: The bridge\ndate: 2026-11-20\nslug: bridge\nlang: en\n---\n\nA word ;  one.\n",
        "utf-8",
    )
    with held_inbox(root / "ecoute") as inbox:
        inbox.write([replace(ITEMS[0], text="Well done.", post="bridge")])
    with started(root) as shop:
        yield shop


def wordings() -> list[str]:
    """French sentences whose English is another, those with blanks apart."""
    french, other = catalogue("fr"), catalogue("en")
    return [
        text
        for key, text in french.items()
        if " " in text and "{" not in text and len(text) > 12 and other.get(key) != text
    ]


def test_no_page_of_an_english_site_says_a_word_of_french(english: Shop) -> None:
    """Every panel, the pages of a post, and what is told when something is wrong."""
    shop, known = english, wordings()
    shop.ask("/corriger/bridge.md", body=b"{}", headers={"Content-Type": "application/json"})
    pages = {panel.path for panel in PANELS if panel.word}
    pages |= {"/nouveau", "/billets/bridge.md", "/billet/bridge.md", "/reseaux/bridge.md"}
    pages |= {"/image/bridge.md", "/rien", "/billets/rien.md", "/calendrier?tout=oui"}
    wait_for(lambda: "The bridge" in shop.ask("/billets")[1])
    answers = [(path, shop.ask(path)[1]) for path in sorted(pages)]
    assert [path for path, page in answers if "Workbench" not in spoken(page)] == []
    for path, form in (
        ("/nouveau", {}),
        ("/calendrier-pause", {"reason": "Fire"}),
        ("/calendrier-reprise", {}),
        ("/historique", {"sentence": ""}),
        ("/boite", {"id": ITEMS[0].id, "do": "handed", "text": "Hello"}),
        ("/renommer/bridge.md", {"title": "…"}),
    ):
        answers.append((f"{path} posted", shop.fill(path, form)[1]))
    found = []
    for path, page in answers:
        text = spoken(page)
        found += [f"{path}: {one}" for one in known if one in text]
        found += [
            f"{path}: …{text[max(one.start() - 30, 0) : one.end() + 30]}…"
            for one in FRENCH.finditer(text)
        ]
    assert found == [], "\n".join(found)


class Spoken(HTMLParser):
    """All that a page says or reads aloud; code, and what bears another language, apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        silent = tag in ("script", "style", "code", "pre") or told.get("lang", "en") != "en"
        silent = silent or any(one for _, one in self.open)
        if tag not in ("meta", "link", "img", "input", "br", "hr", "source"):
            self.open.append((tag, silent))
        if not silent:
            self.said += [
                value or ""
                for name, value in attrs
                if name in ("aria-label", "placeholder", "title", "alt") or name[:5] == "data-"
            ]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(silent for _, silent in self.open):
            self.said.append(data)


def spoken(page: str) -> str:
    reader = Spoken()
    reader.feed(page)
    return re.sub(r"\s+", " ", " ".join(reader.said))
