"""When the page of an event says that it is over."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from portevoix.commands import main
from tests.incremental.small import AUTHORS, CONFIGURATION


@pytest.mark.parametrize(
    ("moments", "since", "until"),
    [
        ("starts: 2026-12-31 20:00", "2026-12-31T20:00-05:00", "2026-12-31T23:59-05:00"),
        ("starts: 2026-11-01", "2026-11-01T09:00-05:00", "2026-11-01T23:59-05:00"),
        (
            "starts: 2026-12-31 20:00, ends: 2027-01-01 02:00",
            "2026-12-31T20:00-05:00",
            "2027-01-01T02:00-05:00",
        ),
        ("ends: 2026-12-31", None, "2026-12-31T23:59-05:00"),
    ],
)
def test_an_event_is_over_at_its_end_or_with_its_day_and_never_as_it_begins(
    moments: str,
    since: str | None,
    until: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posts = tmp_path / "docs/blog/posts"
    posts.mkdir(parents=True)
    (tmp_path / "overrides").mkdir()
    (posts.parent / ".authors.yml").write_text(AUTHORS, "utf-8")
    text = "---\ntitle: Bal\ndate: 2026-10-01\nkind: event\nevent: {%s}\n---\nOn danse.\n"
    (posts / "bal.md").write_text(text % moments, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--quiet", "--no-check", "--now", "2026-10-02"]) == 0
    page = html.parse(tmp_path / "site/blog/bal/index.html").getroot()
    (state,) = page.xpath("//*[@data-state]")
    assert (state.get("data-since"), state.get("data-until")) == (since, until)
