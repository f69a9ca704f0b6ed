"""kill -9 while somebody types, and the browser gone with it: at most two seconds of it are lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import PATIENCE
from tests.workbench.workshop import Shop, free_port, project, started

pytestmark = pytest.mark.browser
LOST = 2.0  # seconds of typing


def typed_until_killed(page: Page, shop: Shop) -> str:
    """What was typed two seconds before the workbench and the browser went, mid-word."""
    typed: list[tuple[float, str]] = []
    text = ""
    start = time.monotonic()
    while time.monotonic() - start < LOST + 1.5:
        for letter in "mot ":
            page.keyboard.type(letter, delay=20)
            text += letter
            typed.append((time.monotonic(), text))
    end = time.monotonic()
    shop.kill()
    page.context.close()
    return [said for at, said in typed if at <= end - LOST][-1]


def opened(browser: Browser, address: str, focus: Callable[[Page], None]) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    focus(page)
    return page


def test_in_the_composer(browser: Browser, tmp_path: Path) -> None:
    root, port = project(tmp_path / "site"), free_port()
    field = "[data-sheet=facebook] [data-text]"

    def focus(page: Page) -> None:
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.locator(field).fill("")

    with started(root, port) as shop:
        page = opened(browser, f"{shop.address}reseaux/pont.md", focus)
        wanted = typed_until_killed(page, shop)
    before = (root / "docs/blog/posts/pont.md").read_text("utf-8")
    with started(root, port) as again:
        page = browser.new_context().new_page()
        page.goto(f"{again.address}reseaux/pont.md")
        assert page.locator(field).input_value().startswith(wanted.rstrip())
        expect(page.locator("[data-sheet=facebook] .bench-said")).to_have_count(1)
        page.context.close()
    assert len(wanted) > 10 and (root / "docs/blog/posts/pont.md").read_text("utf-8") == before


def test_in_the_editor_of_the_charter(browser: Browser, tmp_path: Path) -> None:
    root, port = project(tmp_path / "site"), free_port()
    name = next(one.name for one in sorted((root / "docs/charte").glob("*.md")))
    before = (root / "docs/charte" / name).read_text("utf-8")

    def focus(page: Page) -> None:
        page.locator("#texte").click()
        page.keyboard.press("Control+Home")

    with started(root, port) as shop:
        page = opened(browser, f"{shop.address}charte/{name}", focus)
        wanted = typed_until_killed(page, shop)
    with started(root, port) as again:
        page = opened(browser, f"{again.address}charte/{name}", focus)
        assert page.locator("#texte").input_value().startswith(wanted.rstrip())
        assert (root / "docs/charte" / name).read_text("utf-8") == before
        page.get_by_role("button", name="Revenir au fichier").press("Enter")
        expect(page.locator(".bench-said")).to_be_visible(timeout=PATIENCE)
        assert page.locator("#texte").input_value() == before.replace("\r\n", "\n")
        page.context.close()
