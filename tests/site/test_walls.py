"""The walls between rooms, read from the imports; the words, read from the catalogues."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from portevoix.language import catalogue
from tests.conftest import ROOT

HOUSE = ROOT / "plugins" / "portevoix"
SCRIPTS = ROOT / "scripts"
TEMPLATES = HOUSE / "theme" / "templates"
ENGINES = {"mkdocs", "material"}
MAY_KNOW = {  # package → the rooms whose files may name it
    **{engine: {"adapters", "incremental"} for engine in sorted(ENGINES)},
    "PIL": {"cards", "pictures"},
}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def imports(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, wherever it stands."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from ((found.lineno, alias.name) for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert found.level == 0, "imports name their module whole"
            yield found.lineno, found.module or ""


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def room_of(file: Path) -> str:
    inside = file.relative_to(HOUSE)
    return inside.parts[0] if len(inside.parts) > 1 else ""


def test_only_the_adapters_know_the_engine_and_only_two_rooms_know_pillow() -> None:
    """MkDocs and Material are in maintenance: the core outlives them."""
    crossed = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in modules()
        for line, name in imports(tree(file))
        if (rooms := MAY_KNOW.get(name.partition(".")[0])) and room_of(file) not in rooms
    ]
    assert crossed == []


def test_nothing_in_the_core_leans_on_an_adapter() -> None:
    outer = {"adapters", "commands", "incremental"}
    crossed = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in modules()
        if room_of(file) not in outer and file.name != "__main__.py"
        for line, name in imports(tree(file))
        if name.startswith("portevoix.") and name.split(".")[1] in outer
    ]
    assert crossed == []


def test_the_core_is_whole_where_the_engine_is_not_installed() -> None:
    """Every module of the core imports while MkDocs and Material cannot be found."""
    names = [
        ".".join(("portevoix", *file.relative_to(HOUSE).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for file in modules()
        if room_of(file) not in {"adapters", "incremental"}
    ]
    program = (
        "import importlib, sys\n"
        f"for engine in {sorted(ENGINES)}: sys.modules[engine] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    command = [sys.executable, "-W", "error", "-c", program, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_scripts_enter_their_environment_before_they_need_it() -> None:
    """On a machine with Python alone, each script gets as far as `enter`."""
    known = sys.stdlib_module_names | {"environment"}
    early = []
    for file in sorted(SCRIPTS.glob("*.py")):
        for statement in tree(file).body:
            calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
            if file.name != "environment.py" and any(
                isinstance(call.func, ast.Name) and call.func.id == "enter" for call in calls
            ):
                break
            for line, name in imports(statement):
                if name.partition(".")[0] not in known:
                    early.append(f"{file.name}:{line}: {name}")
        else:
            assert file.name == "environment.py", f"{file.name} never enters"
    assert early == []


# Words


def written(lang: str) -> dict[str, str]:
    return {
        f"{file.stem}.{name}": wording
        for file in sorted((HOUSE / "language" / lang).glob("*.toml"))
        for name, wording in tomllib.loads(file.read_text("utf-8")).items()
    }


FRENCH, ENGLISH = written("fr"), written("en")
TOLD = ("command.", "commands.", "form.")  # rooms that speak in a terminal only
ROOMS = {key.partition(".")[0] for key in FRENCH}


def blanks(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def test_both_catalogues_hold_the_same_keys() -> None:
    assert sorted(FRENCH.keys() ^ ENGLISH.keys()) == []


def test_both_languages_leave_the_same_blanks() -> None:
    assert [key for key in FRENCH if blanks(FRENCH[key]) != blanks(ENGLISH.get(key, ""))] == []


def test_no_wording_is_empty() -> None:
    assert [key for words in (FRENCH, ENGLISH) for key, said in words.items() if not said] == []


FILES = {"css", "json", "html", "js", "xml", "yml", "md", "py", "toml", "svg", "png"}


@cache
def strings_of_code() -> tuple[dict[str, str], list[tuple[str, str]], set[str]]:
    """Whole keys with the place that says them, (start, end) of keys put together, names."""
    whole: dict[str, str] = {}
    parts: list[tuple[str, str]] = []
    names: set[str] = set()

    def take(said: str, where: str) -> None:
        names.add(said)
        if is_key(said):
            whole.setdefault(said, where)
        elif said.partition(".")[0] in ROOMS and said.endswith((".", "_")):
            parts.append((said, ""))

    for file in modules():
        for node in ast.walk(tree(file)):
            where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                take(node.value, where)
            elif isinstance(node, ast.JoinedStr):
                ends = [
                    part.value if isinstance(part, ast.Constant) else ""
                    for part in (node.values[0], node.values[-1])
                ]
                parts.append((str(ends[0]), str(ends[1]) if len(node.values) > 1 else ""))
            elif isinstance(node, ast.keyword | ast.arg) and node.arg:
                names.add(node.arg)
    for file in sorted(TEMPLATES.rglob("*.html")):
        for _, said in re.findall(r"""(['"])([^'"<>\n]{1,60})\1""", file.read_text("utf-8")):
            take(said, str(file.relative_to(ROOT)))
    return whole, parts, names


def is_key(text: str) -> bool:
    room, _, name = text.partition(".")
    shape = re.fullmatch(r"[a-z][a-z0-9_-]*[a-z0-9]", name)
    return room in ROOMS and shape is not None and name not in FILES


def is_made_of(key: str, start: str, end: str) -> bool:
    return key.startswith(start) and key.endswith(end) and len(key) > len(start) + len(end)


def test_every_wording_that_code_or_a_page_asks_for_exists() -> None:
    whole, parts, _ = strings_of_code()
    missing = [f"{where}: {key}" for key, where in whole.items() if key not in FRENCH]
    missing += [
        f"{start}…{end}"
        for start, end in parts
        if is_key(f"{start}x")
        and start.endswith("_")
        and not any(is_made_of(key, start, end) for key in FRENCH)
    ]
    assert missing == []


def test_every_mistake_says_what_to_do() -> None:
    """What `wrong`, `mistake` and `notice` say has its `…_do`."""
    lacking = []
    for file in modules():
        for node in ast.walk(tree(file)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr in ("wrong", "mistake", "notice", "choice_of"):
                said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                lacking += [
                    f"{file.relative_to(ROOT)}:{node.lineno}: {key}"
                    for key in said
                    if isinstance(key, str) and is_key(key) and f"{key}_do" not in FRENCH
                ]
    assert lacking == []


def test_no_wording_waits_for_nobody() -> None:
    """Each key is asked for whole, by its own name, or by a start or an end that code adds to."""
    whole, parts, names = strings_of_code()
    starts = {start for start, _ in parts if start.endswith("_")}
    ends = {end for _, end in parts if end.startswith("_")} | {
        name for name in names if re.fullmatch(r"_[a-z]+", name)
    }
    ends.discard("_do")

    def asked(key: str) -> bool:
        name = key.partition(".")[2]
        return (
            key in whole
            or name in names
            or any(key.startswith(start) or name.startswith(start) for start in starts)
            or any(name.endswith(end) for end in ends)
        )

    unused = [key for key in FRENCH if not asked(key) and not asked(key.removesuffix("_do"))]
    assert unused == [], "\n".join(unused)


def test_wordings_are_set_as_their_language_sets_them() -> None:
    """Curved apostrophes; on a French page no line breaks inside « » or before a colon; in English
    no accent but that of « Lire en français »."""
    pages = [
        key
        for key in FRENCH
        if f"{key}_do" not in FRENCH and not key.endswith("_do") and not key.startswith(TOLD)
    ]
    straight = [
        f"{key}: {said}" for key, said in (*FRENCH.items(), *ENGLISH.items()) if "'" in said
    ]
    loose = [key for key in pages if re.search(r" [:;?!»]|« ", catalogue("fr")[key])]
    accented = [
        key
        for key, said in ENGLISH.items()
        if re.search(r"[àâçéèêëîïôûùœ«»]", said) and key != "site.read_in_fr"
    ]
    assert (straight, loose, accented) == ([], [], [])
