"""Drafts at an address that nobody can guess: found nowhere else, gone after their day."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from lxml import html

from portevoix.commands import main
from portevoix.deploying import Options, keep_drafts, keep_site, last_day, manifest_of, open_place
from portevoix.deploying.manifest import Manifest
from tests.deploying.small import tree, write_site
from tests.deploying.staff import write_project
from tests.deploying.stages import Stage
from tests.deploying.test_publication import EARS
from tests.pictures.samples import a_picture, saved

PLACE = "    publish:\n      en-ligne: {to: folder, path: public}\n"
DRAFT = """---
title: Le budget secret
date: 2026-02-20
draft: true
message: Le budget finance trente bancs.
objective: rassurer
picture: {file: images/bancs.jpg, alt: Trente bancs au soleil}
answers: [{comment: COMMENTAIREATTENDU, answer: REPONSEATTENDUE}]
share: {facebook: TEXTEPOURFACEBOOK}
---

Le budget finance trente bancs. Voyez [le pont](billet-0.md).

![Un banc](images/bancs.jpg)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path, PLACE + "    objectives: {rassurer: Rassurer}\n")
    posts = tmp_path / "docs" / "blog" / "posts"
    (posts / "budget.md").write_text(DRAFT, "utf-8")
    (posts / "images").mkdir()
    (posts / "images" / "bancs.jpg").write_bytes(saved(a_picture(640, 480), "JPEG"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def publish(*words: str, now: str = "2026-02-01 12:00") -> int:
    return main(["publish", "--now", now, *words])


def texts(page: html.HtmlElement, path: str) -> list[str]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def lot(home: Path) -> list[str]:
    return sorted(file.name for file in (home / "public").glob("approbation-*"))


def test_a_draft_is_shown_to_who_has_its_address_and_to_nobody_else(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish("--quiet") == 0
    before = tree(home / "public")
    capsys.readouterr()
    assert publish("--preview", "docs/blog/posts/budget.md", "--until", "2026-02-05") == 0
    told = capsys.readouterr().out
    (folder,) = lot(home)
    assert re.fullmatch(r"approbation-2026-02-05-[0-9a-f]{40}", folder)
    assert f"https://blog.example.org/{folder}/le-budget-secret/" in told
    assert "5 février 2026" in told

    after = tree(home / "public")
    shown = {path: content for path, content in after.items() if path.startswith("approbation-")}
    assert {path: after[path] for path in before} == before, "the site itself is what it was"
    assert before.keys() | shown.keys() == after.keys()
    for path, content in before.items():
        for secret in (
            b"budget-secret",
            b"Le budget secret",
            b"approbation-",
            b"TEXTEPOURFACEBOOK",
        ):
            assert secret not in content, path

    page = shown[f"{folder}/le-budget-secret/index.html"].decode()
    for seen in ("À approuver", "noindex", "no-referrer", "TEXTEPOURFACEBOOK", "trente bancs"):
        assert seen in page
    for kept in ("COMMENTAIREATTENDU", "REPONSEATTENDUE", "Rassurer", "canonical", "<script"):
        assert kept not in page
    assert 'href="https://blog.example.org/blog/le-pont-rouvre/"' in page
    at = f"{folder}/le-budget-secret/"
    read = html.fromstring(page)
    loaded = texts(read, "//@src | //link/@href")
    wanted = {unquote(urlsplit(urljoin(at, one)).path) for one in loaded if one != "data:,"}
    assert wanted <= shown.keys()
    assert any(one.endswith(".jpg") or one.endswith(".webp") for one in wanted)


def test_the_answer_that_is_prepared_is_the_one_that_is_entered(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish("--quiet") == 0
    assert publish("--preview", "le-budget-secret") == 0
    (folder,) = lot(home)
    page = (home / "public" / folder / "le-budget-secret" / "index.html").read_text("utf-8")
    letters = texts(html.fromstring(page), "//a/@href[starts-with(., 'mailto:')]")
    assert len(letters) == 2
    mail = urlsplit(letters[0])
    said = parse_qs(mail.query)
    assert mail.path == "communications@example.org"
    assert said["subject"] == ["Approuvé\xa0: Le budget secret"]
    command = next(line for line in said["body"][0].split("\r\n") if line.startswith("porte-voix"))
    words = command.split()[1:-1]
    assert main([*words, "Direction", "--now", "2026-02-01 12:30"]) == 0
    text = (home / "docs" / "blog" / "posts" / "budget.md").read_text("utf-8")
    edited = text.replace("TEXTEPOURFACEBOOK", "AUTRETEXTE")
    (home / "docs" / "blog" / "posts" / "budget.md").write_text(edited, "utf-8")
    capsys.readouterr()
    assert main([*words, "Direction"]) == 1, "another text than the one that was approved"


def test_a_draft_ends_by_its_day_or_when_it_is_told_to(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish("--quiet") == 0
    assert publish("--preview", "le-budget-secret", "--until", "2026-02-05") == 0
    site = home / "docs" / "blog" / "posts" / "billet-0.md"
    site.write_text(f"{site.read_text('utf-8')}\nUn détour reste en place.\n", "utf-8")
    assert publish(now="2026-02-05 23:00") == 0
    assert len(lot(home)) == 1, "its last day counts"
    assert publish(now="2026-02-06 00:30") == 0
    assert lot(home) == []
    records = home / ".public.porte-voix"
    kept = b"".join(file.read_bytes() for file in records.rglob("*") if file.is_file())
    assert b"TEXTEPOURFACEBOOK" not in kept, "it is not kept aside for an undo"
    assert publish("--back", now="2026-02-06 00:40") == 0
    assert lot(home) == []

    assert publish("--preview", "le-budget-secret", now="2026-02-07") == 0
    assert len(lot(home)) == 1
    capsys.readouterr()
    assert publish("--preview", "--end", now="2026-02-07") == 0
    assert "1 brouillon retiré" in capsys.readouterr().out
    assert lot(home) == []
    assert publish("--preview", "--end", now="2026-02-07") == 0
    assert "aucun brouillon" in capsys.readouterr().out


def test_a_dry_run_says_what_would_be_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish("--quiet") == 0
    capsys.readouterr()
    assert publish("--preview", "le-budget-secret", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "fichiers partiraient" in told and "0 serait retiré" in told
    assert lot(home) == []


def test_the_undo_is_that_of_the_site(home: Path) -> None:
    """A draft that was shown meanwhile takes nothing of it, and stays."""
    assert publish("--quiet") == 0
    post = home / "docs" / "blog" / "posts" / "billet-0.md"
    was = tree(home / "public")
    post.write_text(f"{post.read_text('utf-8')}\nUne erreur.\n", "utf-8")
    assert publish("--quiet") == 0
    assert publish("--preview", "le-budget-secret") == 0
    assert publish("--back") == 0
    now = tree(home / "public")
    assert {path: one for path, one in now.items() if not path.startswith("approbation-")} == was
    assert len(lot(home)) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--preview"], 2, "Nommez au moins un billet"),
        (["--preview", "absent"], 1, "aucun billet ne porte ce nom"),
        (["forge", "--preview"], 1, "le lieu par « --where forge »"),
        (["--preview", "le-budget-secret", "--until", "2026-01-01"], 2, "ce jour est passé"),
        (["--preview", "le-budget-secret", "--until", "2027-01-01"], 2, "90 jours"),
        (["--preview", "le-budget-secret", "--internal"], 2, "ne va pas avec --preview"),
        (["--end"], 2, "--end va avec --preview"),
        (["--preview", "le-budget-secret", "--where", "forge"], 1, "aucun lieu public"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    words: list[str], code: int, said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forge = "      forge: {to: git, repository: pages.git}\n"
    file = home / "mkdocs.yml"
    file.write_text(
        file.read_text("utf-8").replace("    objectives", f"{forge}    objectives"), "utf-8"
    )
    assert publish(*words) == code
    assert said in capsys.readouterr().err


FOLDER = f"approbation-2026-02-05-{'0a' * 20}"


@pytest.mark.parametrize("stage", ["folder", "sftp", "moto", "seaweedfs"], indirect=True)
def test_each_sort_of_place_keeps_drafts_beside_the_site_until_their_day(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    from datetime import date

    site = write_site(tmp_path / "one", "1")
    edited = write_site(tmp_path / "two", "1", edited="edited")
    lots = tmp_path / "lots"
    (lots / FOLDER).mkdir(parents=True)
    (lots / FOLDER / "index.html").write_bytes(b"a draft")
    drafts = tree(lots)
    address = "https://blog.example.org/"

    def send(source: Path, day: date | None, *, aside: bool = False) -> int:
        there = open_place(stage.place, project)
        keep = keep_site(day) if aside else keep_drafts(day or date.min)
        after = manifest_of(source, address, project) if source.exists() else Manifest(address, {})
        try:
            there.publish(after, source, ears=EARS, options=Options(kept=keep, aside=aside))
            return there.traffic.files
        finally:
            there.close()

    early, late = date(2026, 2, 1), date(2026, 2, 6)
    send(site, early)
    assert send(lots, early, aside=True) == 1
    assert stage.tree() == {**tree(site), **drafts}
    assert send(edited, early) == 3
    assert stage.tree() == {**tree(edited), **drafts}
    send(edited, late)
    assert stage.tree() == tree(edited)
    send(lots, early, aside=True)
    send(tmp_path / "nothing", None, aside=True)
    assert stage.tree() == tree(edited)


def test_only_our_own_names_are_taken_for_drafts() -> None:
    assert last_day(f"{FOLDER}/a/index.html") is not None
    for path in ("approbation-2026-02-05/index.html", "approbation-x/", FOLDER, f"a/{FOLDER}/b"):
        assert last_day(path) is None
    assert last_day(f"approbation-2026-02-31-{'0a' * 20}/a") is None
