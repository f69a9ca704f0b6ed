"""What YAML or Git would do to a text behind its author's back is told on its line."""

from __future__ import annotations

import pytest

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostics
from portevoix.posts import Known, read_post
from portevoix.site import Site
from portevoix.yaml_text import read_yaml


def told(text: str) -> list[int]:
    diagnostics = Diagnostics("fr")
    read_yaml(text, file="essai.md", diagnostics=diagnostics)
    assert all("dièse" in one.what for one in diagnostics.mistakes)
    return [one.line for one in diagnostics.mistakes]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("title: Réunion publique #3", [1]),
        ("tags:\n  - #Neige\n  - Été #4\n  - pluie", [2, 3]),
        ("tags: #pluie", [1]),
        ("share:\n  x: Le vent souffle #Vent", [2]),
        ("message: Suivez le mot\n  pour savoir #fin", [2]),
        ("message: Suivez le mot #Dé\n  pour savoir", [1]),
        ("a: b\ntags: [#Neige, #Hiver]\nc: d", [2]),
        ("tags: [Été #4\n  , b]", [1]),
        ("call: {text: Venez #ici}", [1]),
    ],
)
def test_a_hash_that_cuts_a_value_is_a_mistake(text: str, lines: list[int]) -> None:
    assert told(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "title: 'Réunion #3' # le titre",
        "kind: decision # announcement, decision, crisis…",
        "draft: true #à retirer",
        "date: 2026-05-01 #jeudi",
        "description: # une phrase",
        "# une ligne\n#une autre\ntitle: A#3",
        "text: |\n  Réunion #3\n  #mot",
        "title: Langage C# et F#",
    ],
)
def test_comments_stay_comments(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("title: A\ntags:\n  - pont\n  - !!python/object/apply:os.system [touch pwned]", [4]),
        ("tags: [!x pont, !<tag:exemple.org,2026:y> b]", [1, 1]),
        ("title: !Important le pont ferme", [1]),
        ("call: !map {text: Venez}\n!cle titre: A", [1, 2]),
        ("picture: !!binary R0lGODlh", [1]),
        ("tags: !!set {a, b}", [1]),
    ],
)
def test_a_tag_of_yaml_is_a_mistake_on_its_line_and_is_never_obeyed(
    text: str, lines: list[int]
) -> None:
    diagnostics = Diagnostics("fr")
    read_yaml(text, file="essai.md", diagnostics=diagnostics)
    assert [one.line for one in diagnostics.mistakes] == lines
    assert all("marque de type" in one.what and one.do for one in diagnostics.mistakes)
    settings = Diagnostics("fr")  # MkDocs has tags of its own there
    read_yaml(text, file="mkdocs.yml", diagnostics=settings, prose=False)
    assert settings.mistakes == []


def test_the_tags_of_yaml_itself_change_no_text() -> None:
    diagnostics = Diagnostics("fr")
    text = "a: !!str true\nb: !!int 7\nc: !!seq [x]\nd: ! oui\ne: '!x non'"
    read = read_yaml(text, file="essai.md", diagnostics=diagnostics)[0]
    assert read == {"a": "true", "b": "7", "c": ["x"], "d": "oui", "e": "!x non"}
    assert diagnostics.mistakes == []


CONFLICT = "<<<<<<< HEAD\nUne version.\n=======\nUne autre.\n>>>>>>> relecture\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"---\ntitle: A\ndate: 2026-05-01\n---\n\nAvant.\n\n{CONFLICT}", 8),
        (
            "---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> b\ndate: 2026-05-01\n---\nT.\n",
            2,
        ),
        ("---\ntitle: A\ndate: 2026-05-01\n---\n```\n<<<<<<< HEAD\n```\n=======\n>>>>>>> b\n", 6),
        ("---\ntitle: A\ndate: 2026-05-01\n---\n<<<<<<< HEAD\nA\n||||||| base\nB\n=======\n", 5),
    ],
)
def test_the_marks_of_a_merge_are_a_mistake_where_they_begin(
    site: Site, text: str, line: int
) -> None:
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=())
    assert read_post(text.encode(), file="a.md", known=known, diagnostics=diagnostics) is None
    assert [(one.line, "fusion" in one.what) for one in diagnostics.mistakes] == [(line, True)]


def test_a_lesson_on_merging_is_no_conflict() -> None:
    assert conflict_line(f"Voici :\n\n```\n{CONFLICT}```\n") is None
    assert conflict_line("Un titre\n=======\n\n>>>>>>> une citation\n") == 3
