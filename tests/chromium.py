"""Chromium, with every host but the page's own out of reach."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    Route,
    sync_playwright,
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 120_000  # milliseconds: a machine that does much else is no fault of a page
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
AXE_VIOLATIONS = "axe.run({resultTypes: ['violations']}).then(result => result.violations)"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def browser_path() -> str | None:
    """Chromium, or what PORTEVOIX_BROWSER names."""
    named = os.environ.get("PORTEVOIX_BROWSER")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def engine_path() -> str | None:
    """The same without the windows of a desk, where it is installed: another tab costs a third there.

    It knows nothing of what Chromium adds to pages, as whether one can be installed.
    """
    named = os.environ.get("PORTEVOIX_BROWSER")
    return named or shutil.which("chromium-headless-shell") or browser_path()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = engine_path()
    assert path, "no Chromium: install the package « chromium », or set PORTEVOIX_BROWSER"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on the loopback interface."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def public_address(built_site: Path) -> Iterator[str]:
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def staff_address(staff_site: Path) -> Iterator[str]:
    with served(staff_site) as address:
        yield address


@dataclass
class Watched:
    """A page and what it did that a page of ours must not do."""

    page: Page
    faults: list[str] = field(default_factory=list)
    own: str = ""  # the host of what was asked for last, with its scheme

    def go(self, address: str) -> None:
        """Load another page in the same tab; its faults alone are then held."""
        self.faults.clear()
        self.own = "/".join(address.split("/")[:3])
        self.page.goto(address)


Open = Callable[..., Watched]


def watch(
    browser: Browser,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: Scheme = "light",
    script: bool = True,
    **options: Any,
) -> Watched:
    """An empty tab that knows nothing of any other; close its context when done."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        java_script_enabled=script,
        **options,
    )
    context.set_default_timeout(PATIENCE)
    watched = Watched(context.new_page())
    faults = watched.faults

    def admit(route: Route) -> None:
        if route.request.url.startswith((watched.own + "/", "data:", "blob:")):
            route.continue_()
        else:
            faults.append(f"foreign request: {route.request.url}")
            route.abort()

    def answered(answer: Response) -> None:
        if answer.status >= 400:
            faults.append(f"{answer.status} {answer.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console {message.type}: {message.text}")

    page = watched.page
    page.route("**/*", admit)
    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("response", answered)
    return watched


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Each page in a tab that knows nothing of the others."""
    contexts: list[BrowserContext] = []

    def open_(address: str, **options: Any) -> Watched:
        watched = watch(browser, **options)
        contexts.append(watched.page.context)
        watched.go(address)
        return watched

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def one_tab(browser: Browser) -> Iterator[Watched]:
    """One tab for tests that only look: another one costs twice what a page does."""
    watched = watch(browser)
    yield watched
    watched.page.context.close()


@pytest.fixture(scope="module")
def one_tab_without_script(browser: Browser) -> Iterator[Watched]:
    watched = watch(browser, script=False)
    yield watched
    watched.page.context.close()


def faults_in_views(
    watched: Watched,
    address: str,
    widths: Sequence[int],
    *,
    height: int = 900,
    ready: Callable[[Page], None] = lambda page: None,
) -> list[str]:
    """What axe-core finds at each width, light and dark, what passes the screen, what went wrong.

    The page is loaded once for each width, which a script asks for; none asks for the scheme. What
    `ready` does to the page comes before the look at it.
    """
    page, found = watched.page, []
    # Without motion: axe must not meet a colour on its way to another one.
    page.emulate_media(reduced_motion="reduce")
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        watched.go(address)
        ready(page)
        page.evaluate(AXE)
        faults = []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            faults += [
                f"{scheme}: {one['id']} {one['nodes'][0]['html'][:120]}"
                for one in page.evaluate(AXE_VIOLATIONS)
            ]
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                faults.append(f"{scheme}: {over} px wider than the screen")
        found += [f"{width} px: {fault}" for fault in faults + watched.faults]
    return found
