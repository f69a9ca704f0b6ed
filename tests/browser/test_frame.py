"""What scripts add to the frame: a scheme that is remembered, copying, open or over, search."""

from __future__ import annotations

import pytest
from tests.chromium import Open

pytestmark = pytest.mark.browser


def test_a_chosen_scheme_is_remembered_and_the_automatic_one_forgotten(
    open_page: Open, public_address: str
) -> None:
    """Nothing is stored before a choice; going back to automatic stores nothing again."""
    page = open_page(public_address).page
    page.get_by_role("radio", name="Sombre").check(force=True)
    page.goto(public_address + "blog/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.get_by_role("radio", name="Automatique").check(force=True)
    assert page.evaluate("[document.documentElement.dataset.scheme, localStorage.length]") == [
        None,
        0,
    ]


def test_copying_says_so_aloud(open_page: Open, public_address: str) -> None:
    page = open_page(
        public_address + "abonnement/", permissions=["clipboard-read", "clipboard-write"]
    ).page
    page.locator("[data-copy]").first.click()
    page.locator("[data-status]", has_text="Copié").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/feed.xml")


def test_a_past_event_is_told_to_be_over_only_by_a_clock_that_knows(
    open_page: Open, public_address: str
) -> None:
    """The page itself holds dates alone, so that it never lies; a script compares them to today."""
    address = public_address + "blog/nuit-des-contes-2026/"
    still = open_page(address, script=False).page
    assert still.locator("[data-state]").is_hidden()
    assert open_page(address).page.locator("[data-state-word]").inner_text() == "C’est terminé"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("bibliotheque", "bibliothèque"),  # without its accent
        ("déneigment", "Déneigement"),  # with a slip
        ("aqued", "aqueduc"),  # its beginning
        ("l’eau du robinet", "robinet"),  # with an elision and small words
    ],
)
def test_search_forgives(open_page: Open, public_address: str, query: str, title: str) -> None:
    page = open_page(public_address + "recherche/").page
    page.get_by_role("searchbox").fill(query)
    page.locator(".results[aria-busy=false] a").first.wait_for()
    assert title in page.locator(".results a").first.inner_text()


def test_results_are_counted_aloud_and_reached_by_keyboard(
    open_page: Open, public_address: str
) -> None:
    page = open_page(public_address + "recherche/").page
    page.get_by_role("searchbox").fill("nuit des contes")
    page.keyboard.press("Enter")
    page.locator(".results[aria-busy=false] a").first.wait_for()
    assert "nuit des contes" in page.get_by_role("status").first.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/blog/nuit-des-contes-2026/**")


def test_a_query_of_markup_stays_text(open_page: Open, public_address: str) -> None:
    watched = open_page(public_address + "recherche/?q=<img src=x onerror=zzzz(1)>zzz")
    watched.page.get_by_text("Aucun résultat").wait_for()
    assert watched.faults == []
    assert watched.page.locator("main img").count() == 0


def test_search_without_script_shows_other_ways(open_page: Open, public_address: str) -> None:
    page = open_page(public_address + "recherche/", script=False).page
    assert page.locator("noscript > p").is_visible()
    assert page.locator("nav[aria-labelledby=autrement] a").count() >= 3


def test_the_staff_menu_keeps_to_two_rows_and_opens_without_a_script(
    open_page: Open, staff_address: str
) -> None:
    """By keyboard: opened, walked through in the order of the page, closed by Escape."""
    page = open_page(staff_address, script=False, width=360).page
    rows = "all => new Set(all.map(one => one.offsetTop).filter(Boolean)).size"
    assert page.locator(".menu > ul > li").evaluate_all(rows) <= 2
    calendar = page.get_by_role("link", name="Le calendrier", exact=True)
    assert calendar.is_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    assert calendar.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Fermer"
    page.keyboard.press("Escape")
    assert calendar.is_hidden()
    wide = open_page(staff_address, script=False, width=1280).page
    assert wide.get_by_role("link", name="Le calendrier", exact=True).is_visible()
    assert wide.get_by_role("button", name="Menu").is_hidden()
