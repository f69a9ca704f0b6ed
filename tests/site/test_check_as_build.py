"""A check says of posts what a build says of them, in the same lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portevoix.commands import main
from tests.incremental.small import NOW, Small, make

HEAD = "---\n{title}date: 2026-06-01\nslug: {slug}\n{more}---\n\n{text}\n"
TITLE = "title: Un essai\n"
CONSENT = "alt: Un pont, consent: C-2, consent_until: 2026-12-01"
LONG = "anticonstitutionnellement" * 6

# Name of a post → lines of its front matter, its text: each is told, and stops nothing.
NOTICES = {
    "marque": ("", "Un texte.\n\n{{< youtube abc >}}"),
    "marques": ("", "{% include a.html %} et ~~barré~~ [[lien]]"),
    "champ": ("message: Un <b>mot</b> **gras** et `code`.\n", "Un texte."),
    "reste": ('description: "{{< note >}} Un mot."\n', "Un texte."),
    "lien": ("", "Voir [a](rien.md), [b](/blog/rien/), [c](../rien)."),
    "ancre": ("", "Voir [a](pont.md#calendrie) et [b](#ici)."),
    "contacter": ("", "Voir [a](../../contact.md#rien)."),
    "retenu": ("", "Voir [a](avenir.md#x) et [b](brouillon.md)."),
    "appel": ("call: {text: Venez, url: /rien/}\n", "Un texte."),
    "tard": ("updated: 2027-03-01\n", "Un texte."),
    "carte": (f"title: {LONG}\n", "Un texte."),
    "cle": ("search: {boost: 2}\n", "Un texte."),
    "inconnue": ("tagz: [a]\n", "Un texte."),
    "heure": ("expires: 2027-03-14 02:30\n", "Un texte."),
    "accord": (f"picture: {{file: images/pont.png, {CONSENT}}}\n", "Un texte."),
}
# The same of mistakes: those of one row come together, and stop the build.
MISTAKES = (
    {  # of reading
        "date": ("updated: hier\n", "Un texte."),
        "tel": ("lang: klingon\n", "Un texte."),
        "auteur": ("authors: [personne]\n", "Un texte."),
        "image": ("picture: {file: rien.png, alt: Rien}\n", "Un texte."),
        "fusion": ("", "<<<<<<< HEAD\nUn\n=======\nDeux\n>>>>>>> b"),
        "traduit": ("translation_of: rien\n", "Un texte."),
        "reseau": ("share: {facebok: Bonjour}\n", "Un texte."),
    },
    {  # of making the text
        "sans-valeur": ("", "## Titre { data-toc-label }\n\nUn texte."),
        "absente": ("", "![Un pont](absente.png)"),
        "fil": (f"share: {{sms: '{'Un mot. ' * 200}'}}\n", "Un texte."),
    },
    {"ancienne": ("aliases: [contact]\n", "Un texte.")},  # of addresses
    {"photo": ("", '<img src="images/pont.png" srcset="/blog/grand.png 2x" alt="Un pont">')},
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    made = make(tmp_path_factory.mktemp("check") / "project")
    settings = made.file("mkdocs.yml")
    settings.write_text(
        settings.read_text("utf-8").replace("  abbr: {}\n", "  abbr: {}\n  attr_list: {}\n")
    )
    assert made.build()
    return made


def _write(small: Small, posts: dict[str, tuple[str, str]]) -> list[Path]:
    files = []
    for name, (more, text) in posts.items():
        file = small.post(f"{name}.md")
        written = HEAD.format(
            title="" if more.startswith("title:") else TITLE, slug=name, more=more, text=text
        )
        file.write_text(written, "utf-8")
        files.append(file)
    return files


def _of_posts(told: str) -> list[str]:
    return sorted(line for line in told.splitlines() if line.startswith("docs/blog/posts/"))


def _both(
    small: Small, posts: dict[str, tuple[str, str]], capfd: pytest.CaptureFixture[str]
) -> tuple[list[str], list[str], list[str]]:
    """What a build says of the posts, what a check of all says, what checks of each file say."""
    files = _write(small, posts)
    try:
        capfd.readouterr()
        small.build()
        built = _of_posts(capfd.readouterr().err)
        main(["check", "--now", NOW, "--no-cache"], small.root)
        checked = _of_posts(capfd.readouterr().err)
        one_by_one = []
        for file in files:
            main(["check", "--now", NOW, os.path.relpath(file)], small.root)
            one_by_one += _of_posts(capfd.readouterr().err)
    finally:
        for file in files:
            file.unlink()
    return built, checked, sorted(one_by_one)


def test_what_a_build_notices_a_check_says(
    small: Small, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all posts, or of one that is named."""
    monkeypatch.chdir(small.root)
    built, checked, one_by_one = _both(small, NOTICES, capfd)
    assert {line.partition(".md:")[0] for line in built} == {
        f"docs/blog/posts/{name}" for name in NOTICES
    }
    assert checked == built
    assert one_by_one == built


@pytest.mark.parametrize("posts", MISTAKES, ids=["reading", "text", "addresses", "pictures"])
def test_what_stops_a_build_a_check_says(
    small: Small,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    posts: dict[str, tuple[str, str]],
) -> None:
    monkeypatch.chdir(small.root)
    built, checked, one_by_one = _both(small, posts, capfd)
    assert {line.partition(".md:")[0] for line in built} == {
        f"docs/blog/posts/{name}" for name in posts
    }
    assert checked == built
    assert one_by_one == built


def test_a_draft_is_told_what_its_build_would_say(
    small: Small, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build says nothing of it yet: a person who checks it wants to know."""
    monkeypatch.chdir(small.root)
    built, checked, one_by_one = _both(
        small, {"projet": ("draft: true\n", "Voir [a](rien.md) et [b](#ici).")}, capfd
    )
    assert built == []
    assert len(checked) == 2 and checked == one_by_one


def test_a_site_with_a_hook_is_checked_as_it_is_built(
    small: Small, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the engine makes is asked of it there, and its folders are no pages."""
    monkeypatch.chdir(small.root)
    settings, hook = small.file("mkdocs.yml"), small.file("hook.py")
    written = settings.read_bytes()
    capfd.readouterr()
    alone = main(["check", "--now", NOW, "--no-cache"], small.root), capfd.readouterr()
    settings.write_bytes(written + b"hooks: [hook.py]\n")
    hook.write_text("def on_files(files, config):\n    return files\n", "utf-8")
    try:
        hooked = main(["check", "--now", NOW, "--no-cache"], small.root), capfd.readouterr()
    finally:
        settings.write_bytes(written)
        hook.unlink()
    assert hooked == alone
