"""One word for one thing, in all that people read in French and in English."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portevoix.language import catalogue
from portevoix.telephones import RUN, dialled

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PLUGIN = ROOT / "plugins" / "portevoix"
TERMS = tomllib.loads((Path(__file__).parent / "terms.toml").read_text("utf-8"))
# What is not prose: code, addresses, placeholders, front matter that nobody reads as text.
SILENT = re.compile(
    r"```[\s\S]*?```|`[^`\n]*`|<!--[\s\S]*?-->|\]\([^)\s]*\)|https?://\S+|\S+@\S+|\{\w*\}"
    r"|^(?: |-)*(?:keywords|tags|slug|aliases|url|file|forms): [^\n]*$"
    r"|^ *- title: [^\n]*\n *url: [^\n]*$|\b[\w-]+\.exemple\.org\S*|^(?: |-)*\w+:(?= |$)",
    re.MULTILINE,
)
SPACES = re.compile("[\u00a0\u202f]")


def texts() -> Iterator[tuple[str, str]]:
    """Each text with its place; keeps line ends, so that a line can be named."""
    yield from catalogue("fr").items()
    pages = [
        path
        for path in sorted([*DOCS.rglob("*.md"), *(DOCS / "charte").glob("*.yml")])
        if "versions" not in path.parts and ".en." not in path.name and "en" not in path.parts
    ]
    for path in pages:
        text = path.read_text("utf-8")
        if "lang: en" not in text:
            yield path.relative_to(ROOT).as_posix(), text


def quiet(text: str) -> str:
    """`text` without what is not prose, its lines where they were."""
    return SILENT.sub(
        lambda found: "\n" * found[0].count("\n") or " ", SPACES.sub(" ", text)
    ).replace("'", "’")


def english() -> Iterator[tuple[str, str]]:
    """Each English text with its place."""
    yield from catalogue("en").items()
    for path in sorted(PLUGIN.rglob("*.py")):
        source = path.read_text("utf-8")
        if "Words(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Words":
                said = node.args[-1]
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield f"{path.relative_to(ROOT).as_posix()}:{said.lineno}", said.value
    starting = PLUGIN / "starting" / "files"
    pages = [
        *(DOCS / "en").rglob("*.md"),
        *(DOCS / "blog").rglob("*.en.md"),
        *(DOCS / "guide" / name for name in ("in-english.md", "settings.md")),
        *(path for room in ("en", "charter-en") for path in (starting / room).rglob("*.j2")),
    ]
    for path in sorted(pages):
        text = re.sub(r"\[\[.*?\]\]|\[%.*?%\]", " ", path.read_text("utf-8"))  # of Jinja
        yield path.relative_to(ROOT).as_posix(), text


@pytest.mark.parametrize(("terms", "read"), [("terms", texts), ("english", english)])
def test_no_text_uses_a_word_that_another_replaces(
    terms: str, read: Callable[[], Iterator[tuple[str, str]]]
) -> None:
    """Each find names its place, its line and the word to use."""
    found = []
    prose = [(place, quiet(text)) for place, text in read()]
    for term in TERMS[terms]:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(term['drop'])})(?!\w)", re.IGNORECASE)
        for place, text in prose:
            for part in term.get("but", ()):
                text = text.replace(part, "")
            for one in pattern.finditer(text):
                line = text.count("\n", 0, one.start()) + 1
                found.append(f"{place}:{line}: « {one[0]} » → {term['keep']}")
    assert found == []


def test_no_wording_puts_a_name_after_a_word_that_elides() -> None:
    """« au nom de {organisation} » would read « au nom de Évreux »."""
    names = r"(?:organisation|site|title|author|label|name)"
    pattern = re.compile(rf"\b(?:de|que|le|la|du) \{{{names}\}}", re.IGNORECASE)
    found = [f"{key}: {text}" for key, text in catalogue("fr").items() if pattern.search(text)]
    assert found == []


def test_french_wordings_have_no_space_before_semicolons_and_marks() -> None:
    """Catalogues follow Québec's use; a profile that wants one sets it."""
    found = [
        key for key, text in catalogue("fr").items() if re.search(r"\s[;?!](?=\s|$|[\"»])", text)
    ]
    assert found == []


def test_english_wordings_have_no_space_before_punctuation() -> None:
    found = [place for place, text in english() if re.search(r"\w [;?!:](?=\s|$)", text)]
    assert found == []


def test_wordings_of_pages_take_the_spaces_of_their_profile() -> None:
    """The same catalogue, spaced as in Québec or as in France; a terminal keeps plain spaces."""
    quebec, france = catalogue("fr-CA"), catalogue("fr-FR")
    assert quebec == catalogue("fr")
    assert "ailleurs? Remplacez" in quebec["kits.server_none"]
    assert "ailleurs\u202f? Remplacez" in france["kits.server_none"]
    assert france["charter.leaf_leaks_do"] == quebec["charter.leaf_leaks_do"]


def test_a_page_dials_the_number_that_it_shows() -> None:
    """Ordinary pages write both; they must be one and the same, the help lines everywhere too."""
    wrong = []
    for path in sorted(DOCS.rglob("*.md")):
        if "versions" in path.parts or path.is_relative_to(DOCS / "charte"):
            continue
        for shown, number in re.findall(r"\[([^\]]+)\]\(tel:([^)]+)\)", path.read_text("utf-8")):
            # A variable gives both: one name, one number.
            if (shown if "{" in shown else dialled(shown, "fr-CA")) != number:
                wrong.append(f"{path.name}: {shown} → {number}")
    assert wrong == []
    assert RUN.findall("418 555-0142") == ["418 555-0142"]
