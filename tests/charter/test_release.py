"""A release freezes the charter, or changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portevoix.charter import read_charter
from portevoix.charter.release import release_charter
from portevoix.diagnostics import DiagnosticsError
from portevoix.site import Site
from tests.charter.conftest import RULES
from tests.charter.small import change
from tests.charter.test_mistakes import release

NOTE = "Les captures se gardent deux ans au lieu d’un (article 9)."


def seen(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def test_a_release_freezes_the_sources_and_dates_the_index(folder: Path, staff: Site) -> None:
    before = seen(folder)
    place = release_charter(folder, "2.0", NOTE, date(2026, 4, 1), staff, RULES)
    after = seen(folder)
    frozen = {name: after[f"versions/2.0/{name}"] for name in before}
    assert frozen | {"index.md": before["index.md"]} == before
    assert after["index.md"] == frozen["index.md"]
    assert b'version: "2.0"\nin_force: 2026-04-01\n' in after["index.md"]
    assert set(after) == {*before, "versions", "versions/2.0", *(f"versions/2.0/{n}" for n in (*before, "version.yml"))}  # fmt: skip
    charter = read_charter(folder, staff, RULES)
    assert charter.released
    assert (charter.versions[0].number, charter.versions[0].note) == ("2.0", NOTE)
    assert place.name == "2.0"


@pytest.mark.parametrize(
    ("number", "note", "day", "said"),
    [
        ("1.1", NOTE, "2026-05-01", "la version 1.1 existe déjà"),
        ("1.1.0", NOTE, "2026-05-01", "la version 1.1.0 existe déjà"),
        ("1.0.9", NOTE, "2026-05-01", "vient avant la dernière publiée, 1.1"),
        ("deux", NOTE, "2026-05-01", "n’est pas un numéro de version"),
        ("../2", NOTE, "2026-05-01", "n’est pas un numéro de version"),
        ("1.2", "Mise à jour", "2026-05-01", "ne dit pas ce qui change"),
        ("1.2", "corrections mineures.", "2026-05-01", "ne dit pas ce qui change"),
        ("1.2", "  ", "2026-05-01", "ne dit pas ce qui change"),
        ("1.2", NOTE, "2026-01-01", "précède celle de la version 1.1"),
    ],
)
def test_a_refused_release_leaves_the_folder_as_it_was(
    folder: Path, staff: Site, number: str, note: str, day: str, said: str
) -> None:
    """Numbers go forward, notes say what changed, dates do not go back."""
    release(folder, "1.1", staff)
    change(folder, "09-moderation.md", "un an", "deux ans")
    before = seen(folder)
    with pytest.raises(DiagnosticsError, match=said):
        release_charter(folder, number, note, date.fromisoformat(day), staff, RULES)
    assert seen(folder) == before


def test_a_charter_with_mistakes_is_not_released(folder: Path, staff: Site) -> None:
    """Its mistakes come with those of the release itself."""
    change(folder, "09-moderation.md", "owner: Communications\n", "")
    before = seen(folder)
    with pytest.raises(DiagnosticsError) as found:
        release_charter(folder, "1.1", "maj", date(2026, 5, 1), staff, RULES)
    assert {mistake.file for mistake in found.value.mistakes} == {
        "docs/charte/09-moderation.md",
        "docs/charte/versions",
    }
    assert seen(folder) == before


def test_nothing_new_is_not_released_twice(folder: Path, staff: Site) -> None:
    release(folder, "1.1", staff)
    before = seen(folder)
    with pytest.raises(DiagnosticsError, match=r"rien n’a changé depuis la version 1\.1"):
        release(folder, "1.2", staff)
    assert seen(folder) == before


def test_a_disk_that_fails_leaves_the_folder_as_it_was(
    folder: Path, staff: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index page cannot be replaced: the frozen folder goes away again."""

    def full(self: Path, target: object) -> Path:
        raise OSError("No space left on device")

    before = seen(folder)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        release_charter(folder, "1.1", NOTE, date(2026, 5, 1), staff, RULES)
    assert seen(folder) == before
