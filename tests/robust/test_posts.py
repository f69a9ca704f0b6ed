"""Every field of a post with every wrong value: told with file and line, or built."""

from __future__ import annotations

from pathlib import Path

import pytest

from portevoix.posts import KINDS
from tests.site.running import run

from .declared import PATHS
from .running import report, settle
from .wrong import WRONG, pairs, put

# Beyond what is declared: networks and keys that people choose, and one that nothing reads.
_MORE = ("share.bluesky", "share.inconnu", "answers.1", "picture", "inconnu")
FIELDS = tuple(dict.fromkeys((*PATHS["post"], *_MORE)))
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
