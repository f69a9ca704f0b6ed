"""The command line: its table, its help in both languages, what it says of a slip."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

from portevoix import __version__
from portevoix.commands import main
from portevoix.commands.options import HELP, VERSION, Misused, Option
from portevoix.commands.reading import help_of, read_words
from portevoix.commands.speech import language_of
from portevoix.commands.table import COMMANDS
from portevoix.language import LANGUAGES, catalogue

EVERY = [(name, option) for name, one in COMMANDS.items() for option in (*one.load().OPTIONS, HELP)]
CONFIGURATION = (
    "site_name: A\nsite_url: https://a.example.org/\ntheme: {name: porte-voix, language: en}\n"
    "plugins: {portevoix/resonance: {organisation: {name: A}}}\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An English site without a post."""
    (tmp_path / "docs" / "blog" / "posts").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_CA.UTF-8")  # for what names another configuration
    return tmp_path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_every_option_has_its_help(lang: str) -> None:
    """In both languages, each in a line of its own, its values in capitals."""
    said = catalogue(lang)
    for name, command in COMMANDS.items():
        options: tuple[Option, ...] = command.load().OPTIONS
        told = " ".join(help_of(f"porte-voix {name}", command.about, options, lang).split())
        assert said[command.about] in told
        for option in (*options, HELP, VERSION):
            shown = option.word if not option.is_placed else said[option.takes[0]]
            assert shown in told
            assert " ".join(said[option.about].split()) in told
            assert not any(f"{old} " in told for old in option.old if old.startswith("--"))
            assert all(said[key].isupper() for key in option.takes)


def test_one_thing_has_one_word_and_one_word_means_one_thing() -> None:
    """Across all commands; the words of before are understood and lead to the same."""
    meanings: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for _, option in EVERY:
        if not option.is_placed:
            meanings.setdefault(option.word, set()).add(option.about)
            words.setdefault(option.about, set()).add(option.word)
    assert [word for word, said in meanings.items() if len(said) > 1] == []
    assert [about for about, said in words.items() if len(said) > 1] == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("config", [None, "théâtre: [\n", "language: \x00", "INHERIT: mkdocs.yml"])
def test_help_and_version_stop_at_nothing(
    name: str, config: str | None, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the configuration holds, or without one."""
    (home / "mkdocs.yml").unlink()
    if config is not None:
        (home / "mkdocs.yml").write_text(config, "utf-8")
    assert main([name, "--nonsense", "--help"]) == 0
    assert f"porte-voix {name} " in capsys.readouterr().out
    assert main([name, "--version"]) == 0
    assert capsys.readouterr().out == f"porte-voix {__version__}\n"


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot go there")
def test_help_is_given_in_a_folder_that_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert main(["build", "--help"]) == 0
    assert main(["build"]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_command_is_named_by_its_nearest(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr().err
    assert all(f"  {name}  " in f"{told} " for name in COMMANDS)
    assert main(["biuld"]) == 2
    assert "“biuld” is not a command. Did you mean “build”?" in capsys.readouterr().err
    assert main(["xyz"]) == 2
    assert ", ".join(COMMANDS) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("build --sitedir x", "Did you mean “--site-dir”?"),
        ("build --quiet=3", "--quiet takes no value."),
        ("build --now", "--now must be followed by DATE."),
        ("check --glossary RIE", "--glossary must be followed by ACRONYM."),
        ("build --now 2026-02-30", "--now is “2026-02-30”, which is not a date."),
        ("build --posts nowhere", "nowhere: this folder does not exist."),
        ("check --config nowhere.yml", "nowhere.yml: this file does not exist."),
        ("build --site-dir \udcff", "this name is not in UTF-8."),
        ("check --json --sarif", "Choose only one of --json, --sarif."),
        ("check --baseline old", "--baseline is “old”: choose one of write, use."),
        ("serve --port 70000", "“70000” is not a port"),
        ("snippets", "POST is missing: its file, or the end of its address."),
        ("snippets a b", "“b” is one word too many"),
    ],
)
def test_a_slip_is_told_with_what_to_write(
    typed: str, told: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the language of the site, with exit code 2."""
    assert main(typed.split()) == 2
    said = capsys.readouterr()
    assert told in said.err and said.err.endswith("Add --help to see how the command is used.\n")
    assert said.out == ""


def test_words_may_come_in_any_order_and_the_old_ones_are_understood(home: Path) -> None:
    options = COMMANDS["new-post"].load().OPTIONS
    for typed in ("decision --date 2026-03-12 Le pont", "--now=2026-03-12 decision Le pont"):
        chosen = read_words(options, typed.split(), home=home, lang="en")
        assert (chosen.kind, chosen.title, chosen.now) == ("decision", ["Le", "pont"], "2026-03-12")
    options = COMMANDS["check"].load().OPTIONS
    chosen = read_words(options, ["--glossaire", "RIE", "Régie"], home=home, lang="en")
    assert chosen.glossary == ["RIE", "Régie"]
    with pytest.raises(Misused):  # a word is written whole
        read_words(options, ["--gloss", "RIE", "Régie"], home=home, lang="en")


@pytest.mark.skipif(os.name == "nt", reason="rights of files are POSIX")
def test_what_the_system_refuses_is_told_without_a_traceback(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file, why, what to do; exit code 1."""
    (home / "docs" / "blog" / "posts").rmdir()
    (home / "docs" / "blog" / "posts").write_text("", "utf-8")
    assert main(["new-post", "decision", "Bridge"]) == 1
    assert re.match(
        rf"{home}/docs/blog/posts.*: a folder is needed, but there is a file of that name\. Choose",
        capsys.readouterr().err,
    )
    assert main(["build", "--site-dir", str(home / "mkdocs.yml" / "site")]) == 1
    assert "a folder is needed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["decisionn", "X"], "Did you mean “decision”?"),
        (["Anonce", "X"], "Did you mean “announcement”?"),
        (["poème", "X"], "Known kinds: announcement, decision"),
        (["decision", "X", "--lang", "klingon"], "is not a language code"),
        (["decision", "中文"], "Add --slug"),
    ],
)
def test_a_post_that_is_asked_for_wrongly_is_a_slip(
    typed: list[str], said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-post", *typed]) == 2
    assert said in capsys.readouterr().err
    assert not list(home.rglob("*.md"))


def test_an_issue_that_is_not_there_is_told_by_what_was_typed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The settings are not at fault."""
    settings = CONFIGURATION.replace("{name: A}}}", "{name: A, email: a@a.example.org}}}")
    (home / "mkdocs.yml").write_text(settings, "utf-8")
    (home / "docs" / "index.md").write_text("# A\n", "utf-8")
    for words in (["../x"], ["../x", "--sent"]):
        assert main(["newsletter", *words]) == 1
        assert capsys.readouterr().err.startswith("../x: no issue and no post is called “../x”.")
    assert main(["newsletter", "--month", "2026-01"]) == 1
    assert capsys.readouterr().err.startswith("--month 2026-01: no post came out")


def test_nobody_at_the_keyboard_is_told_what_to_give(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "portevoix", "new-post"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("No one is there to answer: give the kind and the title")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("theme:\n  name: material\n\n# a note\n  language: en # and not fr\n", "en"),
        ("theme: {name: material, language: 'en'}\n", "en"),
        ("theme:\n  # language: en\n  name: material\nextra: {language: en}\n", "fr"),
        ("INHERIT: base.yml\nsite_name: A\n", "en"),
        ("INHERIT: mkdocs.yml\n", "fr"),
    ],
)
def test_the_language_is_read_from_the_configuration(
    text: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without reading its YAML; where there is none, the machine's language is taken."""
    monkeypatch.setenv("LC_ALL", "en_CA.UTF-8")
    (tmp_path / "base.yml").write_text("theme: {language: en}\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert language_of([], tmp_path) == lang
    assert language_of(["build", "--config", str(tmp_path / "base.yml")], tmp_path) == "en"
    assert language_of(["build"], tmp_path / "nowhere") == "en"
    monkeypatch.setenv("LC_ALL", "C")
    assert language_of(["build"], tmp_path / "nowhere") == "fr"


def test_a_build_where_nothing_changed_loads_neither_yaml_nor_the_engine() -> None:
    """What `build` needs to see that, and to say so."""
    program = (
        "import sys\n"
        "from portevoix.commands.reading import read_words\n"
        "from portevoix.commands.table import COMMANDS\n"
        "COMMANDS['build'].load()\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'yaml', 'mkdocs', 'material', 'regex', 'PIL', 'jinja2', 'lxml', 'markdown'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "name", ["build", "check", "init", "new_post", "publish", "release_charter", "serve"]
)
def test_each_script_is_a_door_to_its_command(name: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / f"{name}.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"scripts/{name}.py" in done.stdout
