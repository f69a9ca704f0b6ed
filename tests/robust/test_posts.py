"""Every field of a post with every wrong value: told with file and line, or built."""

from __future__ import annotations

from pathlib import Path

import pytest

from portevoix.posts import KINDS, POST
from tests.site.running import run

from .running import report, settle
from .wrong import WRONG, pairs, put

_BELOW = (
    *("date.created", "date.updated", "call.text", "call.url", "call.until"),
    *("measure.indicator", "measure.target", "measure.review_on"),
    *("picture.file", "picture.alt", "picture.decorative", "picture.credit", "picture.licence"),
    *("picture.people", "picture.minors", "picture.consent", "picture.consent_until"),
    *("share.bluesky", "share.x.text", "share.x.at", "share.x.wanted", "share.inconnu"),
    *("answers.0.comment", "answers.0.answer"),
    *("correction.sources.0.title", "correction.sources.0.url"),
    *("crisis.updates.0.at", "crisis.updates.0.text"),
)
_DETAILS = tuple(f"{kind.key}.{detail.name}" for kind in KINDS.values() for detail in kind.details)
FIELDS = (*POST.names, *_BELOW, *_DETAILS)
EVERY_DAY = 140


def post_with(field: str, value: str, name: str) -> str:
    top = field.partition(".")[0]
    front = {"title": f"Billet {name}", "date": "2026-01-01"}
    front.pop(top, None)
    if top in KINDS:
        front["kind"] = top
    lines = [f"{key}: {written}" for key, written in front.items()]
    return "\n".join(["---", *lines, put(field, value), "---", "Un texte.", ""])


@pytest.mark.parametrize("staff", [False, True], ids=["public", "staff"])
def test_a_wrong_value_is_told_with_its_line_or_does_no_harm(tmp_path: Path, staff: bool) -> None:
    """All at once: who has thirty wrong posts reads of thirty."""
    posts = tmp_path / "blog" / "posts"
    posts.mkdir(parents=True)
    tried = list(pairs(FIELDS, EVERY_DAY))
    for number, (field, name) in enumerate(tried):
        text = post_with(field, WRONG[name], f"{number}")
        (posts / f"p{number}.md").write_text(text, "utf-8")
    options = ["--quiet", "--posts", str(posts.parent), "--site-dir", str(tmp_path / "site")]
    found = settle(lambda: run(*options, *(["--internal"] if staff else [])), posts)
    for name, said in found.told.items():
        assert all(":0:" not in line for line in said), (name, said)
    assert found.seconds < 30 + len(tried) / 20
    report("posts", len(tried), len(found.told), found.seconds)
