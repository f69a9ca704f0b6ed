"""What every test may use: a site value, posts made of text, a built site, a browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.networks import NETWORKS
from portevoix.posts.known import Known
from portevoix.posts.post import Author, Post
from portevoix.posts.read_post import read_post
from portevoix.site import Organisation, Site

pytest_plugins = ["tests.chromium"]

ROOT = Path(__file__).resolve().parent.parent

# Properties draw the same examples on every run: a failure is then everybody's failure.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


@pytest.fixture
def site() -> Site:
    return Site(
        url="https://blog.exemple.org/",
        name="Exemple",
        description="Le blogue d’un organisme.",
        zone=ZoneInfo("America/Toronto"),
        organisation=Organisation(name="Organisme d’exemple"),
        objectives={"informer": "Informer", "recruter": "Recruter"},
    )


@pytest.fixture
def make_post(site: Site) -> Callable[..., Post]:
    """A post read from the text of its file; fails with the mistakes of a text that has any."""

    def make(text: str, file: str = "docs/blog/posts/essai.md") -> Post:
        diagnostics = Diagnostics("fr")
        authors = {"equipe": Author(key="equipe", name="Équipe des communications")}
        known = Known(site=site, authors=authors, networks=tuple(NETWORKS))
        post = read_post(text.encode(), file=file, known=known, diagnostics=diagnostics)
        if post is None:
            raise DiagnosticsError(diagnostics.mistakes)
        return post

    return make


# Rooms whose tests take longest, beside those in a browser.
LONG = ("tests/incremental/", "tests/site/", "tests/cards/", "tests/pictures/")


@pytest.hookimpl(trylast=True)  # when they lie in random order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser its tests are left out, in one line; in CI that is a failure."""

    def is_long(item: pytest.Item) -> bool:
        return bool(item.get_closest_marker("browser")) or item.nodeid.startswith(LONG)

    # What takes long begins first: no core waits for it in the end. Files stay whole: what the tests
    # of one share is else made twice.
    long = {item.path for item in items if is_long(item)}
    items.sort(key=lambda item: item.path not in long)
    from tests.chromium import browser_path  # a plugin: pytest imports it first

    if browser_path() is None and os.environ.get("CI") != "true":
        reason = "no Chromium: install the package « chromium », or set PORTEVOIX_BROWSER"
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own public site, built once; every test only reads it."""
    return build_once(tmp_path_factory, "public")


@pytest.fixture(scope="session")
def staff_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(tmp_path_factory, "staff", "--internal")


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One worker at a time; a folder is made by one only."""
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.rmdir()


def build_once(factory: pytest.TempPathFactory, name: str, *options: str) -> Path:
    """Build into a folder that the test workers share, whoever comes first."""
    shared = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    place = shared / name
    with alone(shared / f"{name}.lock"):
        if not place.exists():
            build_site(place, *options)
    return place


def build_site(place: Path, *options: str, now: str = "2026-11-21 12:00") -> None:
    """Run the newcomer's command; it must succeed without a word on standard error."""
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--quiet"]
    done = subprocess.run(
        [*command, "--now", now, "--site-dir", str(place), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
