"""Relay pages, share buttons and kits, in a browser: what people copy, send, fold and print."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page
from tests.chromium import Open, Watched, faults_in_views

pytestmark = pytest.mark.browser

# A post with threads and an update, one with its own texts, one in English, an expired one.
RELAYS = (
    "relais/bris-aqueduc-moulin/",
    "relais/deneigement-alertes/",
    "relais/tap-water-safe-to-drink/",
    "relais/encombrants-ete-2026/",
    "blog/bris-aqueduc-moulin/",
)
KITS = (
    "kits/",
    "kits/bris-aqueduc-moulin/",
    "kits/deneigement-alertes/",
    "kits/tap-water-safe-to-drink/",
    "calendrier/",
    "a-faire/",
    "bilan/2026/",
    "bilan/parc-des-aulnes-bancs/",
)
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def texts_of(address: str, slug: str) -> set[str]:
    with urlopen(f"{address}relais/{slug}.json") as answer:
        data = json.load(answer)
    return {text for one in data["snippets"] for text in (one["single"], *one["parts"])}


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")


def test_copy_buttons_put_the_exact_text_on_the_clipboard(
    open_page: Open, public_address: str
) -> None:
    """Each field's button copies that field, no-break spaces and line ends included."""
    slug = "bris-aqueduc-moulin"
    page = open_page(f"{public_address}relais/{slug}/", permissions=CLIPBOARD).page
    open_all(page)
    copied = set()
    for button in page.locator("main .copy-field [data-copy]").all():
        button.click()
        field = page.locator(f"#{button.get_attribute('data-copy')}")
        page.wait_for_function(
            "text => navigator.clipboard.readText().then(said => said === text)",
            arg=field.input_value(),
        )
        copied.add(page.evaluate("navigator.clipboard.readText()"))
    assert texts_of(public_address, slug) <= copied
    page.wait_for_function("document.querySelector('[data-status]').textContent === 'Copié'")


def test_the_keyboard_copies_a_whole_text_without_script(
    open_page: Open, public_address: str
) -> None:
    page = open_page(f"{public_address}relais/bris-aqueduc-moulin/", permissions=CLIPBOARD).page
    field = page.locator("#reseau-x textarea").first
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    page.keyboard.type("z")
    assert not field.input_value().endswith("z")


def test_with_scripts_off_the_relay_page_still_serves(open_page: Open, public_address: str) -> None:
    """Texts can be read whole and selected, links lead out, no button promises what it cannot do."""
    page = open_page(f"{public_address}relais/bris-aqueduc-moulin/", script=False, width=320).page
    for summary in page.locator("main summary").all():
        summary.click()
    shown = {one.input_value() for one in page.locator("main textarea:visible").all()}
    assert texts_of(public_address, "bris-aqueduc-moulin") <= shown
    assert page.locator("main button:visible").count() == 0
    assert page.locator("main form:visible").count() == 0
    mastodon = page.locator("#reseau-mastodon .kit-plain a")
    assert mastodon.is_visible()
    assert (mastodon.get_attribute("href") or "").startswith("https://mastodon.social/share?text=")
    page.locator("nav a[href='#reseau-whatsapp']").click()
    assert page.url.endswith("#reseau-whatsapp")


@pytest.mark.parametrize("path", RELAYS + KITS)
def test_axe_finds_nothing_where_people_share(
    one_tab: Watched, public_address: str, staff_address: str, path: str
) -> None:
    """Every part opened, on public pages and on the staff's; nothing wider than the screen."""
    address = (staff_address if path in KITS else public_address) + path
    assert faults_in_views(one_tab, address, (320, 768, 1280), ready=open_all) == []


@pytest.mark.parametrize("path", ["relais/bris-aqueduc-moulin/", "blog/bris-aqueduc-moulin/"])
def test_mastodon_asks_for_the_server_and_remembers_it_on_the_device_once_used(
    open_page: Open, public_address: str, path: str
) -> None:
    watched = open_page(public_address + path)
    page = watched.page
    open_all(page)
    field = page.get_by_label("Votre serveur Mastodon")
    go = page.get_by_role("button", name="Publier sur mon serveur")
    stored = "JSON.stringify(localStorage)"
    assert page.evaluate(stored) == "{}"
    field.fill("pas un serveur")
    go.click()
    assert page.get_by_role("alert").inner_text().startswith("Ce nom n’est pas celui d’un serveur")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.evaluate(stored) == "{}" and watched.faults == []
    field.fill(" @Moi@Social.Exemple.org ")
    with page.expect_request("https://social.exemple.org/**") as asked:
        go.click()
    text = parse_qs(urlsplit(asked.value.url).query)["text"][0]
    assert asked.value.url.startswith("https://social.exemple.org/share?")
    assert text.count("https://blog.exemple.org/blog/bris-aqueduc-moulin/") == 1
    page.goto(public_address + path)
    open_all(page)
    assert page.evaluate(stored) == '{"server-mastodon":"social.exemple.org"}'
    assert field.input_value() == "social.exemple.org"
    page.get_by_role("button", name="Oublier ce serveur").click()
    assert page.evaluate(stored) == "{}" and field.input_value() == ""


def test_a_preview_folds_as_the_network_does(open_page: Open, staff_address: str) -> None:
    """The start alone, then the whole text in one piece."""
    page = open_page(f"{staff_address}kits/deneigement-alertes/").page
    page.locator("#autres > summary").click()  # no account there
    text = page.locator("#texte-instagram-1").input_value()
    seen, whole = page.locator("#reseau-instagram .preview .preview-text").all()
    assert text.startswith(seen.inner_text().rstrip()) and len(seen.inner_text()) < len(text)
    assert not whole.is_visible()
    page.locator("#reseau-instagram .preview").get_by_text("voir plus").click()
    assert whole.inner_text() == text and not seen.is_visible()


def test_a_card_shows_cropped_as_the_network_crops_it(open_page: Open, staff_address: str) -> None:
    """Pictures load, and the part shown has the network's own ratio."""
    page = open_page(f"{staff_address}kits/deneigement-alertes/").page
    page.locator("#autres > summary").click()  # no account there
    for key, ratio in (("x", 2), ("mastodon", 16 / 9), ("instagram", 4 / 5)):
        picture = page.locator(f"#reseau-{key} .preview-crop").first
        picture.scroll_into_view_if_needed()
        page.wait_for_function(
            "one => one.complete && one.naturalWidth", arg=picture.element_handle()
        )
        box = picture.bounding_box()
        assert box and abs(box["width"] / box["height"] - ratio) < 0.02


def test_a_printed_kit_is_a_sheet_to_sign(open_page: Open, staff_address: str) -> None:
    """On paper: every text in full, what to check, lines to sign; no button, field or menu."""
    page = open_page(f"{staff_address}kits/bris-aqueduc-moulin/").page
    texts = {
        one.input_value() for one in page.locator("main .sounding-text textarea:visible").all()
    }
    page.emulate_media(media="print")
    assert (
        page.locator("button:visible, textarea:visible, nav:visible, .footer:visible").count() == 0
    )
    printed = {one.inner_text() for one in page.locator(".kit-paper-part:visible").all()}
    assert len(printed) > 8 and {text for text in texts if "1/4" in text} <= printed
    assert page.locator(".kit-visas:visible tbody tr").count() == 4


def test_a_kit_can_be_downloaded(open_page: Open, staff_address: str) -> None:
    page = open_page(f"{staff_address}kits/bris-aqueduc-moulin/").page
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger la trousse").click()
    assert download.value.suggested_filename == "bris-aqueduc-moulin.zip"
