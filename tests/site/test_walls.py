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
from importlib import import_module
from pathlib import Path

import pytest

from portevoix.language import catalogue
from tests.conftest import ROOT

HOUSE = ROOT / "plugins" / "portevoix"
SCRIPTS = ROOT / "scripts"
TEMPLATES = HOUSE / "theme" / "templates"
ENGINES = {"mkdocs", "material"}
OUTER = {"commands", "engine", "preview", "workbench"}  # who knows the engine, whom people ask
MAY_KNOW = {  # package → the rooms whose files may name it
    **{engine: {"engine"} for engine in sorted(ENGINES)},
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


def test_only_one_room_knows_the_engine_and_only_two_know_pillow() -> None:
    """MkDocs and Material are in maintenance: the core outlives them."""
    crossed = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in modules()
        for line, name in imports(tree(file))
        if (rooms := MAY_KNOW.get(name.partition(".")[0])) and room_of(file) not in rooms
    ]
    assert crossed == []


def test_nothing_in_the_core_leans_on_the_engine() -> None:
    crossed = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in modules()
        if room_of(file) not in OUTER and file.name != "__main__.py"
        for line, name in imports(tree(file))
        if name.startswith("portevoix.") and name.split(".")[1] in OUTER
    ]
    assert crossed == []


def test_the_core_is_whole_where_the_engine_is_not_installed() -> None:
    """Every module of the core imports while MkDocs and Material cannot be found."""
    names = [
        ".".join(("portevoix", *file.relative_to(HOUSE).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for file in modules()
        if room_of(file) not in {"engine", "preview", "workbench"}
    ]
    program = (
        "import importlib, sys\n"
        f"for engine in {sorted(ENGINES)}: sys.modules[engine] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    command = [sys.executable, "-W", "error", "-c", program, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# Rooms whose `__init__` is their face: others import from it, so that files inside may move.
FACED = {
    *(
        "approvals",
        "body",
        "cards",
        "deploying",
        "figure",
        "inbox",
        "language",
        "listening",
        "metadata",
        "networks",
        "pictures",
    ),
    *("alerts", "results"),
    *("planning", "posts", "prose", "publisher", "schedulers", "sending", "snippets", "theme"),
    "typography",
}


def test_a_room_is_entered_by_its_face() -> None:
    crossed = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in modules()
        for line, name in imports(tree(file))
        if (path := name.split("."))[0] == "portevoix"
        and len(path) > 2
        and path[1] in FACED - {room_of(file)}
    ]
    assert crossed == []


@pytest.mark.parametrize("room", sorted(FACED))
def test_a_face_lists_all_that_it_shows(room: str) -> None:
    face = import_module(f"portevoix.{room}")
    here = {
        alias.asname or alias.name
        for node in ast.walk(tree(HOUSE / room / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"portevoix.{room}.")
        for alias in node.names
    }
    assert sorted(face.__all__) == sorted(set(face.__all__)) != []
    assert sorted(here - set(face.__all__)) == []
    assert [name for name in face.__all__ if not hasattr(face, name)] == []


def test_rooms_do_not_lean_on_each_other_in_a_circle() -> None:
    """Rooms of the core alone: what an adapter ties together is the engine's matter."""
    leans: dict[str, set[str]] = {}
    for file in modules():
        here = file.relative_to(HOUSE).parts[0].removesuffix(".py")
        for _, name in imports(tree(file)):
            path = name.split(".")
            if path[0] == "portevoix" and len(path) > 1 and path[1] != here:
                leans.setdefault(here, set()).add(path[1])
    leant = {there for others in leans.values() for there in others}
    while free := {room for room in leans if not leans[room] & leans.keys()}:
        for room in free:
            del leans[room]
    circle = {room: sorted(others & leans.keys()) for room, others in leans.items()}
    assert leant and circle == {}


def test_nothing_of_another_is_replaced_at_run_time() -> None:
    """No attribute of an imported module or class is assigned to: MkDocs, Material and every library
    are used as they come."""
    found = [
        f"{file.relative_to(ROOT)}:{line}: {what}"
        for file in (*modules(), *sorted(SCRIPTS.glob("*.py")))
        for line, what in patches(tree(file))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "import mkdocs.utils\nmkdocs.utils.copy_file = print",
        "from mkdocs.structure.pages import Page\nPage.render = print",
        "from mkdocs import utils as u\nu.cache: dict = {}",
        "from material import plugin\n(plugin.a, b) = 1, 2",
        "from material import plugin\ndel plugin.a",
        "from material import plugin\nfor plugin.a in (1, 2): pass",
        "from material import plugin\nplugin.__dict__['a'] = 1",
        "for where, name in (): setattr(where, name, 1)",
        "def f(page): type(page).render = print",
        "def f(page): page.__class__ = int",
        "from unittest.mock import patch",
        "import unittest.mock as m",
    ],
)
def test_the_search_for_patches_finds_them(code: str) -> None:
    assert list(patches(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.environ['A'] = 'b'",
        "def f(page): page.meta = {}",
        "from mkdocs import plugins\nclass A(plugins.B):\n    def f(self): self.g = plugins.C()",
        "import sys\nsys.path.insert(0, '')",
    ],
)
def test_the_search_for_patches_finds_nothing_else(code: str) -> None:
    assert list(patches(ast.parse(code))) == []


def patches(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of everything that changes a module or a class from outside."""
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            owner = node.value
            inside = isinstance(node, ast.Subscript)
            if inside and not (isinstance(owner, ast.Attribute) and owner.attr == "__dict__"):
                continue
            if root_of(owner) in imported or is_class_of(owner) or is_class_of(node):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call) and root_of(node.func) in ("setattr", "delattr"):
            yield node.lineno, ast.unparse(node)
    for line, name in imports(module):
        if name.startswith(("unittest", "pytest")):
            yield line, name


def root_of(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def is_class_of(node: ast.AST) -> bool:
    """Whether it is `type(x)` or `x.__class__`."""
    if isinstance(node, ast.Attribute):
        return node.attr == "__class__"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"


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
TOLD = (
    "command.",
    "commands.",
    "deploying.",
    "form.",
    "sending.",
    "starting.",
)  # rooms that speak in a terminal only
ROOMS = {key.partition(".")[0] for key in FRENCH}


def blanks(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def test_both_catalogues_hold_the_same_keys() -> None:
    assert sorted(FRENCH.keys() ^ ENGLISH.keys()) == []


def test_both_languages_leave_the_same_blanks() -> None:
    assert [key for key in FRENCH if blanks(FRENCH[key]) != blanks(ENGLISH.get(key, ""))] == []


def test_no_wording_is_empty() -> None:
    assert [key for words in (FRENCH, ENGLISH) for key, said in words.items() if not said] == []


FILES = {
    "css",
    "csv",
    "json",
    "jsonl",
    "txt",
    "html",
    "js",
    "xml",
    "yml",
    "md",
    "py",
    "toml",
    "svg",
    "png",
}


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
    for file in sorted([*TEMPLATES.rglob("*.html"), *(HOUSE / "workbench").rglob("*.html")]):
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
