"""The rooms of the checks: each has a face, and they lean on one another one way only."""

from __future__ import annotations

from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

from tests.conftest import ROOT
from tests.site.test_walls import imports, tree

CHECKS = ROOT / "plugins" / "portevoix" / "checks"
NAME = "portevoix.checks"
ROOMS = sorted(path.parent.name for path in CHECKS.glob("*/__init__.py"))


def room_of(file: Path) -> str:
    """The room of a file, "" for the face of the whole and for files of elsewhere."""
    inside = file.relative_to(CHECKS).parts if file.is_relative_to(CHECKS) else ()
    return inside[0] if len(inside) > 1 else ""


def crossings() -> list[tuple[Path, int, str]]:
    """File, line and name of each import of a room's module or face from outside that room."""
    return [
        (file, line, name)
        for folder in ("plugins", "scripts")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line, name in imports(tree(file))
        if name.startswith(f"{NAME}.") and name.split(".")[2] != room_of(file)
    ]


def test_every_file_stands_in_a_room() -> None:
    assert [file.name for file in CHECKS.glob("*.py")] == ["__init__.py"]


def test_rooms_are_entered_by_their_face() -> None:
    """No import from elsewhere names a module inside a room."""
    inside = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file, line, name in crossings()
        if len(name.split(".")) > 3
    ]
    assert inside == []


def test_a_face_lists_what_others_may_import() -> None:
    lacking = []
    for name in (NAME, *(f"{NAME}.{room}" for room in ROOMS)):
        face = import_module(name)
        lacking += [f"{name}.{one}" for one in face.__all__ if not hasattr(face, one)]
    assert lacking == []


def test_no_two_rooms_lean_on_each_other() -> None:
    """One may read them in an order, each standing on those before."""
    leans: dict[str, set[str]] = {room: set() for room in ROOMS}
    for file, _, name in crossings():
        if room := room_of(file):
            leans[room].add(name.split(".")[2])
    assert set(TopologicalSorter(leans).static_order()) == set(ROOMS)
