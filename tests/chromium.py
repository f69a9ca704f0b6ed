"""Chromium, with every host but the page's own out of reach."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def browser_path() -> str | None:
    """Chromium, or what PORTEVOIX_BROWSER names."""
    named = os.environ.get("PORTEVOIX_BROWSER")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browser_path()
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
    threading.Thread(target=server.serve_forever, daemon=True).start()
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


Open = Callable[..., Watched]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def open_(
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        script: bool = True,
        **options: object,
    ) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        watched = Watched(context.new_page())
        own = "/".join(address.split("/")[:3])

        def admit(route: Route) -> None:
            if route.request.url.startswith((own + "/", "data:", "blob:")):
                route.continue_()
            else:
                watched.faults.append(f"foreign request: {route.request.url}")
                route.abort()

        page = watched.page
        page.route("**/*", admit)
        page.on("console", lambda said: _note(watched, said.type, said.text))
        page.on("pageerror", lambda error: watched.faults.append(f"error: {error}"))
        page.on(
            "response",
            lambda answer: (
                watched.faults.append(f"{answer.status} {answer.url}")
                if answer.status >= 400
                else None
            ),
        )
        page.goto(address)
        return watched

    yield open_
    for context in contexts:
        context.close()


def _note(watched: Watched, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        watched.faults.append(f"console {kind}: {text}")
