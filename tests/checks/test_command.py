"""The command, as people and machines run it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from portevoix.checks import RULES
from portevoix.commands import main

_CONFIG = """\
site_name: Essai
site_url: https://blog.exemple.org/
theme: {name: material, language: LANG}
plugins:
  blog: {}
  portevoix/resonance:
    profile: fr-CA
    time_zone: America/Toronto
    objectives: {informer: Informer}
    checks:
      severity: {R01: off}
"""
_POST = "---\ntitle: Piscine\nslug: piscine\ndate: 2026-02-03\n---\nVenez. [ici](/a/)\n"
_KEYS = ["rule", "article", "severity", "file", "line", "column", "excerpt", "message", "todo"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    (folder / "docs/blog/posts").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG.replace("LANG", "fr"), "utf-8")
    (folder / "docs/blog/posts/piscine.md").write_text(_POST, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 1 March 2026
    return folder


def test_json_has_exactly_its_nine_keys(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit code says that a blocking finding remains."""
    assert main(["check", "--json"], home) == 1
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["findings"]
    assert [list(one) for one in told["findings"]] == [_KEYS]
    assert told["findings"][0]["file"] == "docs/blog/posts/piscine.md"
    assert (told["findings"][0]["line"], told["findings"][0]["column"]) == (6, 8)


def test_a_file_outside_the_site_is_checked_too(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whatever its front matter: a post, another generator's, or none."""
    for name, text in (
        ("a.md", _POST),
        ("b.md", "---\ntitle: Piscine\nauthor: Nous\nlayout: post\n---\nVenez [ici](/a/).\n"),
        ("c.md", "Venez [ici](/a/).\n"),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert main(["check", str(path), "--json"], home) == 1
        (finding,) = json.loads(capsys.readouterr().out)["findings"]
        assert finding["rule"] == "R13" and finding["file"] == path.as_posix()


def test_the_text_names_the_place_the_article_and_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the language of the site."""
    main(["check"], home)
    french = capsys.readouterr().out
    assert "docs/blog/posts/piscine.md:6:8: [R13, bloque] Art. 6.4 – " in french
    assert "https://blog.exemple.org/charte/6.4/" in french
    (home / "mkdocs.yml").write_text(_CONFIG.replace("LANG", "en"), "utf-8")
    main(["check", "--no-cache"], home)
    assert "[R13, blocks] Art. 6.4 – The link “ici” does not say" in capsys.readouterr().out


def test_sarif_and_annotations_say_the_same(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One result, one line, with their places."""
    assert main(["check", "--sarif"], home) == 1
    log = json.loads(capsys.readouterr().out)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert log["version"] == "2.1.0" and result["ruleId"] == "R13" and result["level"] == "error"
    assert place["artifactLocation"]["uri"] == "docs/blog/posts/piscine.md"
    assert place["region"]["startLine"] == 6
    told = [one["id"] for one in log["runs"][0]["tool"]["driver"]["rules"]]
    assert told == [rule.id for rule in RULES]
    main(["check", "--github"], home)
    line = capsys.readouterr().out
    assert line.startswith("::error file=docs/blog/posts/piscine.md,line=6,col=8,title=R13%2C art")
    assert line.count("\n") == 1


def test_a_baseline_tells_new_faults_only(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Even when what was known has moved; and what is new is told."""
    path = home / "docs/blog/posts/piscine.md"
    assert main(["check", "--baseline", "write"], home) == 0
    path.write_text(_POST.replace("Venez.", "Venez.\n\nUne ligne de plus.\n\n"), "utf-8")
    assert main(["check", "--baseline", "use", "--json"], home) == 0
    path.write_text(path.read_text("utf-8") + "\n[ici](/b/) et [lien](/c/)\n", "utf-8")
    capsys.readouterr()
    assert main(["check", "--baseline", "use", "--json"], home) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [one["excerpt"] for one in told] == ["ici", "lien"]


def test_a_warm_run_says_the_same_and_a_spoilt_cache_says_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cache is believed only when it is whole, of this code and of this content."""
    main(["check", "--json"], home)
    cold = capsys.readouterr().out
    cache = home / ".cache/checks.json"
    seal, _, content = cache.read_text("utf-8").partition("\n")
    stored = json.loads(content)
    main(["check", "--json"], home)
    assert capsys.readouterr().out == cold
    stored["reviews"]["docs/blog/posts/piscine.md"]["findings"] = []
    wrong = json.dumps({**stored, "reviews": 3})
    for spoilt in (
        f"{seal}\n{json.dumps(stored)}",
        content,
        "[]",
        f"{hashlib.sha256(b'null').hexdigest()}\nnull",
        f"{hashlib.sha256(wrong.encode()).hexdigest()}\n{wrong}",
    ):
        cache.write_text(spoilt, "utf-8")
        main(["check", "--json"], home)
        assert capsys.readouterr().out == cold


def test_one_bad_post_hides_no_other_fault(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A post that cannot be read is told; the others are checked all the same."""
    (home / "docs/blog/posts/bad.md").write_text("---\ntitle: [\n---\nx\n", "utf-8")
    assert main(["check", "--json"], home) == 1
    told = capsys.readouterr()
    assert [one["rule"] for one in json.loads(told.out)["findings"]] == ["R13"]
    assert "docs/blog/posts/bad.md" in told.err


def test_a_missing_file_is_told_without_a_traceback(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with what to do."""
    assert main(["check", "nulle-part.md"], home) == 1
    assert "nulle-part.md: ce fichier n’existe pas." in capsys.readouterr().err


def test_fix_shows_what_it_writes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The diff first, then the file; a second run has nothing to do."""
    path = home / "docs/blog/posts/piscine.md"
    path.write_text(_POST.replace("Venez.", "Venez !"), "utf-8")
    assert main(["check", "--fix", "--dry-run"], home) == 0
    assert "Venez !" in path.read_text("utf-8")
    assert main(["check", "--fix"], home) == 0
    assert "-Venez ! [ici](/a/)\n+Venez! [ici](/a/)\n" in capsys.readouterr().out
    assert path.read_text("utf-8") == _POST.replace("Venez.", "Venez!")
    assert main(["check", "--fix"], home) == 0
    said = capsys.readouterr().out
    assert said.startswith("Il n’y a rien que l’outil corrige seul.\n")
    assert "porte-voix check" in said


def test_the_glossary_command_adds_once_and_settles_the_acronym(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second time changes nothing; another meaning is refused."""
    path = home / "docs/blog/posts/piscine.md"
    path.write_text(_POST.replace("Venez. [ici](/a/)", "La RIE ouvre."), "utf-8")
    main(["check", "--json"], home)
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["R20"]
    assert main(["check", "--glossaire", "RIE", "Régie des eaux"], home) == 0
    assert main(["check", "--glossaire", "RIE", "Régie des eaux"], home) == 0
    assert main(["check", "--glossary", "RIE", "Autre chose"], home) == 1
    capsys.readouterr()
    assert (home / "docs/glossaire.yml").read_text("utf-8") == "RIE: Régie des eaux\n"
    assert main(["check", "--json"], home) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_files_that_cannot_be_read_have_passed_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither one that is not there nor a folder is said to be right."""
    assert main(["check", "nulle-part.md", "docs"], home) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        "nulle-part.md: ce fichier n’existe pas." in said.err
        and "docs: c’est un dossier." in said.err
    )
