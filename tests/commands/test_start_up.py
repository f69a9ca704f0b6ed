"""What a command takes along: nobody waits for a library that their command does not use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.conftest import ROOT

from portevoix.commands import main

# Libraries that take long to import, and rooms of ours that lead to many of them.
HEAVY = frozenset(
    {
        *("mkdocs", "material", "markdown", "pygments", "jinja2", "lxml", "nh3", "feedgen", "PIL"),
        *(
            "babel",
            "holidays",
            "yaml",
            "emoji",
            "css_inline",
            "starlette",
            "uvicorn",
            "obstore",
            "asyncssh",
        ),
        *("asyncio", "multiprocessing", "concurrent.futures", "ssl", "sqlite3", "tempfile"),
        *("importlib.metadata", "email", "http.client", "urllib.request"),
        *("portevoix.posts", "portevoix.networks", "portevoix.snippets", "portevoix.edition"),
        *("portevoix.charter", "portevoix.sources", "portevoix.engine", "portevoix.building.build"),
    }
)
# What is typed, in a site that is built and published already → what of these it may take along.
MAY: Mapping[tuple[str, ...], frozenset[str]] = {
    ("--version",): frozenset(),
    ("--help",): frozenset(),
    ("build", "--help"): frozenset(),
    ("build", "--quiet"): frozenset(),
    ("publish", "--help"): frozenset(),
    ("publish", "--quiet"): frozenset(),
    ("publish", "--quiet", "--dry-run"): frozenset(),
}
PROGRAM = """
import json, sys
from portevoix.commands import main
code = main(json.loads(sys.argv[1]))
print(json.dumps([code, sorted(sys.modules.keys() & set(json.loads(sys.argv[2])))]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is built and published; no test changes it."""
    home = tmp_path_factory.mktemp("started")
    posts = home / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (posts / "pont.md").write_text(
        "---\ntitle: Le pont\ndate: 2026-01-05\n---\n\nLe pont.\n", "utf-8"
    )
    (home / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (home / "mkdocs.yml").write_text(
        "site_name: Essai\nsite_url: https://blog.example.org/\n"
        "theme: {name: porte-voix, language: fr}\n"
        "plugins:\n  portevoix/resonance:\n    organisation: {name: Essai}\n"
        "    publish:\n      en-ligne: {to: folder, path: public}\n",
        "utf-8",
    )
    for _ in range(2):  # the second finds what the first could not keep yet
        assert taken_along(home, ["publish", "--quiet", "--no-check"])[0] == 0
    assert taken_along(home, ["build", "--quiet"])[0] == 0
    return home


def taken_along(home: Path, words: Sequence[str]) -> tuple[int, list[str]]:
    """Exit code, and what was imported of what is heavy."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(words), json.dumps(sorted(HEAVY))],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=True,
    )
    code, found = json.loads(done.stderr.rstrip().rpartition("\n")[2])
    return code, found


@pytest.mark.parametrize("words", MAY, ids=" ".join)
def test_a_command_takes_along_what_it_uses_alone(words: tuple[str, ...], home: Path) -> None:
    code, found = taken_along(home, words)
    assert code == 0
    assert sorted(set(found) - MAY[words]) == []


def test_to_read_the_settings_takes_no_room_along() -> None:
    program = (
        "import sys, json; import portevoix.configuration;"
        "print(sorted(sys.modules.keys() & set(json.loads(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(sorted(HEAVY))],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_an_environment_that_lacks_a_package_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """That of an older version, most likely: no traceback, and what to do."""

    def lacking(*_: object) -> int:
        raise ModuleNotFoundError("No module named 'zlib_ng.zlib_ng'", name="zlib_ng.zlib_ng")

    monkeypatch.setattr("portevoix.commands.line._run", lacking)
    assert main(["build"], tmp_path) == 1
    told = capsys.readouterr().err
    assert told.startswith("le module « zlib_ng » n’est pas installé")
    assert "pip install --upgrade porte-voix" in told
