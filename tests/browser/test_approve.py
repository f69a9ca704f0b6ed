"""The page of a draft, as who approves it opens it from a link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.chromium import Watched, faults_in_views, served
from tests.deploying.staff import write_project
from tests.deploying.test_drafts import DRAFT, PLACE
from tests.pictures.samples import a_picture, saved

from portevoix.commands import main

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = write_project(
        tmp_path_factory.mktemp("approve") / "site",
        PLACE + "    objectives: {rassurer: Rassurer}\n",
    )
    posts = home / "docs" / "blog" / "posts"
    (posts / "budget.md").write_text(DRAFT, "utf-8")
    (posts / "images").mkdir()
    (posts / "images" / "bancs.jpg").write_bytes(saved(a_picture(640, 480), "JPEG"))
    words = ["publish", "--preview", "le-budget-secret", "--now", "2026-02-01"]
    assert main([*words, "--config", str(home / "mkdocs.yml")]) == 0
    (lot,) = (home / "public").iterdir()
    with served(home / "public") as root:
        yield f"{root}{lot.name}/le-budget-secret/"


def test_it_loads_whole_and_axe_finds_nothing(one_tab: Watched, address: str) -> None:
    assert faults_in_views(one_tab, address, (320, 1280)) == []
    assert one_tab.faults == []


def test_the_answer_is_one_step_away_for_the_keyboard(one_tab: Watched, address: str) -> None:
    one_tab.go(address)
    page = one_tab.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href").startswith("mailto:")
