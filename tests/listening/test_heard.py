"""« Vous avez dit, nous avons fait »: the page, the block, the feed, and what is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from feedparser.api import parse as _parse

from portevoix.heard import Heard, owed
from portevoix.posts import Post
from tests.listening.conftest import NOW, Run

parse: Callable[[bytes], Any] = _parse  # feedparser has no types
HEARD = """\
- date: 2026-11-20
  heard: Le pont ferme trop souvent.
  did: Il reste ouvert la nuit.
  posts: [pont]
  link: https://ville.example/pont/
- date: 2026-11-21
  heard: On veut un pont en or.
  because: L’or coûte trop cher.
- {date: 2026-11-22, heard: Le bruit dérange., promised: 2026-12-10}
"""


def test_what_was_heard_is_a_page_a_block_and_a_feed(project: Path, run: Run) -> None:
    (project / "docs" / "entendu.yml").write_text(HEARD, "utf-8")
    code, said = run("build")
    assert code == 0, said
    page = (project / "site" / "vous-avez-dit" / "index.html").read_text()
    for words in ("Il reste ouvert la nuit.", "L’or coûte trop cher.", "10 décembre 2026"):
        assert words in page
    post = (project / "site" / "blog" / "pont" / "index.html").read_text()
    assert "Il reste ouvert la nuit." in post and "coûte trop cher" not in post
    feed = parse((project / "site" / "vous-avez-dit" / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [one.title for one in feed.entries] == [
        "Le bruit dérange.",
        "On veut un pont en or.",
        "Le pont ferme trop souvent.",
    ]
    assert "10 décembre 2026" in feed.entries[0].description
    assert feed.entries[2].link.endswith("#2026-11-20-le-pont-ferme-trop-souvent")
    ids = [one.id for one in feed.entries]
    # An answer that came is news.
    text = HEARD.replace("promised: 2026-12-10", "did: Le bruit cesse à 22 h.")
    (project / "docs" / "entendu.yml").write_text(text, "utf-8")
    assert run("build")[0] == 0
    after = parse((project / "site" / "vous-avez-dit" / "feed.xml").read_bytes())
    assert [one.id == id for one, id in zip(after.entries, ids, strict=True)] == [False, True, True]


def test_mistakes_come_together_and_nobody_is_named(project: Path, run: Run) -> None:
    text = (
        "- {date: 2026-11-20, heard: Écrivez à jean.untel@gmail.com., posts: []}\n"
        "- {date: hier, heard: Un., did: A., because: B.}\n"
        "- {heard: Sans date.}\n"
        "- {date: 2026-11-20, herd: Quoi?}\n"
        "- {date: 2026-11-21, heard: On attend.}\n"
    )
    (project / "docs" / "entendu.yml").write_text(text, "utf-8")
    code, said = run("build")
    assert code == 1 and "Traceback" not in said
    for line, words in (
        (1, "semble être celui d’une personne"),
        (2, "se contredisent"),
        (3, "« date (entrée 3) » manque"),
        (4, "heard"),
        (5, "ce que vous en avez fait"),
    ):
        assert any(
            one.startswith(f"docs/entendu.yml:{line}:") and words in one for one in said.split("\n")
        ), (line, words, said)


def test_what_was_heard_outlives_the_post_that_it_was_of(project: Path, run: Run) -> None:
    text = HEARD.replace("[pont]", "[fete-2024, pnt, pont]")
    (project / "docs" / "entendu.yml").write_text(text, "utf-8")
    code, said = run("build")
    assert code == 0, said
    notices = [one for one in said.split("\n") if "docs/entendu.yml:4: " in one]
    assert len(notices) == 2 and "fete-2024" in notices[0]
    assert "Vouliez-vous dire « pont »" in notices[1] and "Vouliez-vous" not in notices[0]
    page = (project / "site" / "vous-avez-dit" / "index.html").read_text()
    assert "Il reste ouvert la nuit." in page and "fete-2024" not in page


def test_results_and_answers_are_owed_until_they_are_told(project: Path, run: Run) -> None:
    post = (project / "docs" / "blog" / "posts" / "pont.md").read_text()
    day = NOW.date()
    asked = (
        f"kind: consultation\nconsultation: {{opens: {day - timedelta(days=9)}, "
        f"closes: {day - timedelta(days=2)}, results_on: {day + timedelta(days=3)}MORE}}\n---\n\nUn texte"
    )
    file = project / "docs" / "blog" / "posts" / "avis.md"
    text = post.replace("slug: pont", "slug: avis").replace("---\n\nUn texte", asked)
    (project / "docs" / "entendu.yml").write_text(HEARD, "utf-8")
    run("hear", "Bonjour")
    page = project / "site-interne" / "boite" / "index.html"
    for more, told in (("", True), (", results: https://ville.example/r", False)):
        file.write_text(text.replace("MORE", more))
        code, said = run("build", "--internal")
        assert code == 0, said
        assert ("Résultats de la consultation" in page.read_text()) is told
        assert "Le bruit dérange." in page.read_text()


def test_an_answer_without_a_day_is_owed_to_nobody() -> None:
    def one(promised: date | None, did: str = "") -> Heard:
        on = date(2026, 11, 1)
        return Heard(file="f", line=1, id="a", on=on, heard="H", did=did, promised=promised)

    due = date(2026, 12, 1)
    some = [one(due), one(None), one(due, "Fait.")]
    found = owed([], some, date(2026, 11, 28))
    assert [(each.why, each.due) for each in found] == [("answer", due)]
    assert found[0].is_late(date(2026, 12, 2)) and not found[0].is_late(due)


def test_a_job_that_is_closed_promises_no_results(make_post: Callable[..., Post]) -> None:
    closed = date(2026, 9, 18)
    for kind, owes in (("recruitment", 0), ("consultation", 1)):
        head = (
            f"title: Avis\ndate: 2026-08-25\nslug: avis\nkind: {kind}\n{kind}: {{closes: {closed}}}"
        )
        post = make_post(f"---\n{head}\n---\n\nUn texte.")
        assert len(owed((post,), (), closed + timedelta(days=30))) == owes, kind
