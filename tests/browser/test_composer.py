"""The workbench in a real browser: from an empty folder to a post with a picture and three texts of
its own, by keyboard alone; each page looked at by axe."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.chromium import Open, Watched, faults_in_views
from tests.workbench.workshop import Shop, started, wait_for

from portevoix.commands import main

pytestmark = pytest.mark.browser

ACCOUNTS = (
    "https://social.example/@aulnes bluesky=https://bsky.app/profile/aulnes.example "
    "https://facebook.com/aulnes"
)
MOST_TABS = 400


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Shop]:
    """A workbench where there is no site yet."""
    root = tmp_path / "neuf"
    root.mkdir()
    with started(root) as shop:
        log = (root / "atelier.log").rename(
            root.parent / "log"
        )  # a site is written where nothing is
        yield shop
        log.rename(root / "atelier.log")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    root = tmp_path_factory.mktemp("atelier") / "site"
    words = ["init", str(root), "--yes", "--accounts", ACCOUNTS, "--now", "2026-11-20"]
    assert main(words) == 0
    with started(root) as shop:
        yield shop


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what `wanted` selects has the focus, as a person without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def type_over(page: Page, wanted: str, text: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def photograph() -> bytes:
    picture, out = Image.effect_noise((900, 600), 40).convert("RGB"), io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def post_of(shop: Shop) -> Path:
    (post,) = (shop.root / "docs" / "blog" / "posts").glob("*.md")
    return post


def test_from_an_empty_folder_to_a_post_for_three_networks_by_keyboard(
    empty: Shop, open_page: Open
) -> None:
    began = time.monotonic()
    watched = open_page(empty.address)
    page = watched.page
    assert page.url.endswith("/debut")
    type_over(page, "#q-name", "Ville des Aulnes")
    type_over(page, "#q-accounts", ACCOUNTS)
    tab_to(page, "form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/billets*")
    tab_to(page, 'a[href$="/nouveau"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/nouveau")
    type_over(page, "#title", "Le pont rouvre lundi")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cm-content")
    tab_to(page, ".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.type("Le pont du Centre rouvre lundi, à six heures.")
    page.keyboard.press("Control+s")
    page.wait_for_function(
        "() => document.querySelector('[data-saved]').textContent.includes('enregistré')"
    )
    post = next((empty.root / "docs" / "blog" / "posts").glob("*rouvre-lundi.md"))
    assert "à six heures." in post.read_text("utf-8")
    name, before = post.name, post.read_text("utf-8")

    watched.go(f"{empty.address}image/{name}")
    tab_to(page, "#fichier")
    with page.expect_navigation():
        page.set_input_files(
            "#fichier", {"name": "DSC_1.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
        )
    type_over(page, "#alt", "Le parc, le matin.")
    tab_to(page, 'button[value="save"]')
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Le parc, le matin." in post.read_text("utf-8")

    texts = {
        "facebook": "Nos nouvelles, enfin chez nous.",
        "mastodon": "Un texte pour Mastodon.",
        "bluesky": "Un texte pour Bluesky.",
    }
    for key, text in texts.items():
        watched.go(f"{empty.address}reseaux/{name}")
        sheet = page.locator(f"#reseau-{key}")
        field = f"#reseau-{key} textarea:not([hidden] *)"
        type_over(page, field, text)
        page.wait_for_function(
            "([key, text]) => document.querySelector(`#reseau-${key} [data-seen]`).textContent.includes(text)",
            arg=[key, text],
        )
        assert "sur" in sheet.locator(".bench-count:visible").first.inner_text()
        with page.expect_navigation():
            page.keyboard.press("Control+s")
    after = post.read_text("utf-8")
    assert all(text in after for text in texts.values())
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    wait_for(
        lambda: (
            json.loads(empty.ask("/etat")[1])["mistakes"] == [] and (empty.root / ".cache").is_dir()
        )
    )
    print(f"from an empty folder: {time.monotonic() - began:.0f} s")
    framed = f"http://127.0.0.1:{empty.port + 1}/"  # the page itself, beside the editor
    assert [one for one in watched.faults if framed not in one] == []


def test_a_thread_is_cut_and_joined_and_what_was_typed_outlives_its_page(
    shop: Shop, open_page: Open
) -> None:
    watched = open_page(f"{shop.address}reseaux/{post_of(shop).name}")
    page = watched.page
    field = page.locator("#reseau-mastodon .bench-parts textarea")
    field.first.fill("Un début. Une suite, plus loin.")
    field.first.evaluate("area => area.setSelectionRange(9, 9)")
    page.locator("#reseau-mastodon .bench-parts button").first.click()
    assert [one.input_value() for one in field.all()] == ["Un début.", "Une suite, plus loin."]
    page.wait_for_function(
        "() => document.querySelectorAll('#reseau-mastodon .preview-post').length == 2"
    )
    wait_for(
        lambda: any(
            "Une suite, plus loin." in file.read_text("utf-8")
            for file in shop.root.rglob("atelier/typed/*.json")
        )
    )
    page.evaluate("window.onbeforeunload = null")
    again = page.context.new_page()
    page.close()
    again.goto(f"{shop.address}reseaux/{post_of(shop).name}")
    field = again.locator("#reseau-mastodon .bench-parts textarea")
    assert [one.input_value() for one in field.all()] == ["Un début.", "Une suite, plus loin."]
    again.locator("#reseau-mastodon .bench-parts .field").nth(1).get_by_role("button").last.click()
    assert field.count() == 1
    again.locator("#reseau-mastodon .bench-said button").click()
    assert "Un début" not in field.first.input_value()


def test_a_count_follows_each_key(shop: Shop, open_page: Open) -> None:
    watched = open_page(f"{shop.address}reseaux/{post_of(shop).name}")
    page = watched.page
    field = page.locator("#reseau-bluesky .bench-parts textarea").first
    field.fill("a" * 400)
    count = page.locator("#reseau-bluesky .bench-parts .bench-count").first
    page.wait_for_function(
        "() => document.querySelector('#reseau-bluesky .bench-parts .bench-count').className.includes('over')"
    )
    assert "sur 300" in count.inner_text().replace("\u00a0", " ")
    assert "ne convient plus" in page.locator("[data-status]").inner_text()


PAGES = (
    *("reseaux/{name}", "image/{name}", "charte", "charte/arbre.yml", "historique"),
    *("a-faire", "calendrier", "boite"),
)


@pytest.mark.parametrize("part", PAGES)
def test_each_page_loads_whole_and_axe_finds_nothing(
    shop: Shop, one_tab: Watched, part: str
) -> None:
    address = shop.address + part.format(name=post_of(shop).name)
    assert faults_in_views(one_tab, address, (320, 768, 1280)) == []


def test_no_page_is_wider_than_a_telephone_with_text_twice_as_large(
    shop: Shop, open_page: Open
) -> None:
    """The editor of a post with a picture too: its groups are the widest."""
    name = post_of(shop).name
    text = post_of(shop).read_text("utf-8")
    head, body = text.split("\n---\n", 1)
    picture = "picture: {file: images/a.jpg, alt: Le fleuve, people: none, minors: false}"
    shop.post("illustre.md").write_text(
        f"{head.replace('slug: ', 'slug: illustre-')}\n{picture}\n---\n{body}", "utf-8"
    )
    page = open_page(shop.address).page
    page.set_viewport_size({"width": 320, "height": 900})
    wide = []
    try:
        for part in (*PAGES, "billets", "nouveau", "corbeille", "billets/illustre.md"):
            page.goto(shop.address + part.format(name=name))
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                wide.append((part, over))
    finally:
        shop.post("illustre.md").unlink()
    assert wide == []
