"""Text twice as large, as a reader sets it in the browser, on a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.test_pages import PAGES
from tests.chromium import FLAGS, PATIENCE, engine_path

pytestmark = pytest.mark.browser
MORE = ("relais/bris-aqueduc-moulin/", "charte/", "charte/9/")
STAFF = (
    "",
    "charte/",
    "charte/7.2/",
    "charte/comptes/",
    "charte/puis-je/",
    "charte/quiz/",
    "charte/repondre/",
    "charte/reponses/",
    "guide/partager/",
    "kits/",
    "kits/bris-aqueduc-moulin/",
    "recherche/?q=menace",
    "verifications/",
    "a-faire/",
    "bilan/2026/",
    "bilan/parc-des-aulnes-bancs/",
)


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Page]:
    """Widths in `rem` follow the reader's text, so that layouts for narrower screens take over."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    reader = browser.browser_type.launch(executable_path=engine_path(), args=flags)
    page = reader.new_page(viewport={"width": 320, "height": 900})
    page.set_default_timeout(PATIENCE)
    yield page
    reader.close()


@pytest.mark.parametrize("path", [*PAGES.values(), *MORE])
def test_no_page_is_wider_than_the_screen(large: Page, public_address: str, path: str) -> None:
    large.goto(public_address + path)
    assert large.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert large.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.parametrize("path", STAFF)
def test_no_page_of_the_staff_is_wider_than_the_screen(
    large: Page, staff_address: str, path: str
) -> None:
    large.goto(staff_address + path)
    assert large.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_a_key_in_a_table_stays_whole_on_every_screen(large: Page, staff_address: str) -> None:
    """The table scrolls; a key of two letters a line can be read by nobody."""
    large.goto(f"{staff_address}guide/reglages/")
    lines = "[...document.querySelectorAll('td:first-child > code')].map(one => one.getClientRects().length)"
    narrow = large.viewport_size
    assert narrow is not None
    for width in (narrow["width"], 1280, 2560):
        large.set_viewport_size({"width": width, "height": narrow["height"]})
        assert set(large.evaluate(lines)) == {1}
        assert large.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    large.set_viewport_size(narrow)
