"""The database of what was made: large values wait on the disc, and nobody sees them too early."""

from __future__ import annotations

from pathlib import Path

import pytest

from portevoix.incremental import store as room
from portevoix.incremental.store import Store


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_HELD", 100)


def _values(count: int) -> dict[str, bytes]:
    return {f"key {n}": f"value {n}".encode() * 5 for n in range(count)}


def test_what_is_laid_aside_is_found_again_and_kept_when_the_build_is_good(tmp_path: Path) -> None:
    file = tmp_path / "made.sqlite"
    building, watching = Store.open(file), Store.open(file)
    for key, value in _values(50).items():
        building.put("page", key, b"an earlier one")
        building.put("page", key, value)
    assert {key: building.get("page", key) for key in _values(50)} == _values(50)
    assert building.get("search", "key 1") is None
    assert watching.all("page") == {}  # not before the build is good
    building.save()
    assert watching.all("page") == _values(50)
    assert Store.open(file, fresh=True).get("page", "key 1") is None


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "made.sqlite"
    failing = Store.open(file)
    for key, value in _values(50).items():
        failing.put("page", key, value)
    failing.close()
    assert Store.open(file).all("page") == {}


def test_a_value_that_nobody_uses_any_more_is_forgotten(tmp_path: Path) -> None:
    """Also when the whole room is read at each build."""
    file = tmp_path / "made.sqlite"
    first = Store.open(file)
    first.put("page", "used", b"1")
    first.put("page", "left", b"2")
    first.save()
    for build in range(2 * room.KEPT_BUILDS):
        store = Store.open(file)
        assert store.all("page")["used"] == b"1"
        store.use("page", "used")
        store.put("page", f"of build {build}", b"3")
        store.save()
        store.close()
    assert "left" not in Store.open(file).all("page")
