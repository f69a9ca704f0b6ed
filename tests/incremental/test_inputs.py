"""What a site is made of beside its sources: code, versions, includes, environment, options."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import portevoix.cache.fingerprint as ground
from portevoix.building import run as running
from portevoix.building.site import publish_all
from portevoix.cache.freshness import state_of
from portevoix.preview.serve import watched
from tests.conftest import ROOT
from tests.incremental.edits import undone
from tests.incremental.small import Small, build_command, differences, make, tree_of


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make(tmp_path / "project")


def _node(small: Small) -> int:
    return (small.site / "blog/le-pont-reste-ouvert/index.html").stat().st_ino


def test_an_include_that_changes_is_seen(small: Small) -> None:
    """It lies outside docs/, where nobody looks for changes."""
    small.file("parts").mkdir()
    small.file("parts/note.md").write_text("Une note.\n", "utf-8")
    text = small.file("mkdocs.yml").read_text("utf-8")
    snippets = "  pymdownx.snippets: {base_path: [parts]}\nplugins:"
    small.file("mkdocs.yml").write_text(text.replace("plugins:", snippets, 1), "utf-8")
    with small.post("pont.md").open("a", encoding="utf-8") as post:
        post.write('\n--8<-- "note.md"\n')
    first = small.build()
    small.file("parts/note.md").write_text("Une autre note.\n", "utf-8")
    second = small.build()
    page = "blog/le-pont-reste-ouvert/index.html"
    assert page in differences(first, second)
    assert differences(second, small.clean()) == []
    small.file("parts/note.md").write_text("Une note.\n", "utf-8")
    assert differences(small.build(), first) == []


def test_another_version_of_a_package_makes_all_anew(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of Python too; a page is then another file, though its bytes may be the same."""
    small.build()
    node = _node(small)
    for name in ("Markdown", "pillow"):
        (tmp_path / name / f"{name}-99.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(str(tmp_path / name))
        small.build()
        assert _node(small) != node
        node = _node(small)
    monkeypatch.setattr(ground, "sys", _Python(version_info=(3, 99, 0)))
    small.build()
    assert _node(small) != node


class _Python:
    def __init__(self, version_info: tuple[int, int, int]) -> None:
        self.version_info = version_info
        self.path = sys.path


def test_code_that_changes_makes_all_anew(small: Small) -> None:
    """A plugin of another version: its words stand on every page."""
    plugins = small.root / "plugins"
    shutil.copytree(
        ROOT / "plugins", plugins, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    first = _by(plugins, small)
    words = plugins / "portevoix/language/fr/site.toml"
    text = words.read_text("utf-8")
    assert 'published = "' in text
    words.write_text(text.replace('published = "', 'published = "Tout neuf : ', 1), "utf-8")
    second = _by(plugins, small)
    assert "blog/le-pont-reste-ouvert/index.html" in differences(first, second)
    assert (
        differences(second, _by(plugins, small, "--clean", "--site-dir", str(small.root / "c")))
        == []
    )


def _by(plugins: Path, small: Small, *options: str) -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": str(plugins)}
    subprocess.run(
        build_command(*options),
        cwd=small.root,
        env=environment,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return tree_of(small.root / "c" if "--clean" in options else small.site)


def test_a_source_edited_while_the_site_is_built_is_built_next(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edit falls after the posts were read and before the build ends."""

    def slow(*given: Any) -> Any:
        edition = publish_all(*given)
        post = small.post("pont.md")
        post.write_text(post.read_text("utf-8") + "\nTrop tard.\n", "utf-8")
        return edition

    monkeypatch.setattr(running, "publish_all", slow)
    small.build()
    monkeypatch.undo()
    assert differences(small.build(), small.clean()) == []
    assert "Trop tard" in (small.site / "blog/le-pont-reste-ouvert/index.html").read_text("utf-8")


def test_what_editors_leave_beside_a_source_stops_nothing(small: Small) -> None:
    """A lock that leads nowhere, a pipe, a link to the folder above; linked folders are sources."""
    if os.name == "nt":
        pytest.skip("Windows has neither named pipes nor links that need no right")
    small.post(".#pont.md").symlink_to("nobody@nowhere.1")
    small.file("docs/assets").mkdir()
    os.mkfifo(small.file("docs/assets/.pipe"))
    assert small.build()
    assert small.build()
    small.file("docs/assets/boucle").symlink_to(small.file("docs/assets"))
    (small.root / "ailleurs").mkdir()
    small.file("docs/lien").symlink_to(small.root / "ailleurs")
    before = state_of([str(small.file("docs"))])
    (small.root / "ailleurs/page.md").write_text("# Ailleurs\n", "utf-8")
    assert state_of([str(small.file("docs"))]) != before


def test_the_staff_site_and_the_preview_are_like_clean_ones(small: Small) -> None:
    """Kits, findings on posts, reviews: the pages that the public site has not."""
    text = small.file("mkdocs.yml").read_text("utf-8")
    small.file("mkdocs.yml").write_text(
        text.replace("profile: fr-CA", "profile: fr-CA\n    audience: internal"), "utf-8"
    )
    first = small.build()
    assert any(path.startswith("kits/") for path in first)
    for old, new in (
        ("Deux étés", "Trois étés"),
        ("message: Une", "message: La"),
        ("[pont]", "[ponts]"),
    ):
        with undone(small):
            post = small.post("pont.md")
            post.write_text(post.read_text("utf-8").replace(old, new), "utf-8")
            assert differences(small.build(), small.clean()) == []
        assert differences(small.build(), first) == []


def test_a_hook_that_is_edited_during_a_preview_says_that_it_is_read_once(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    """MkDocs keeps what it imported: the page would show neither the edit nor why."""
    hook = small.file("hook.py")
    hook.write_text("def on_page_markdown(markdown, **_):\n    return markdown\n", "utf-8")
    with small.file("mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    preview = small.preview(small.root / "preview")
    assert hook.resolve() in watched(preview.configuration, preview.chosen)
    assert small.previewed(preview)
    assert "hook.py" not in capfd.readouterr().err
    hook.write_text("def on_page_markdown(markdown, **_):\n    return markdown.upper()\n", "utf-8")
    assert small.previewed(preview)
    assert "hook.py a changé" in capfd.readouterr().err
    preview.close()
