"""The build cache: large values wait on the disc, and what nobody uses is forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.cache import store as room
from portevoix.cache.columns import (
    column_to_numbers,
    column_to_texts,
    numbers_to_column,
    texts_to_column,
)
from portevoix.cache.store import Store
from portevoix.publisher.workers import shared_out


@pytest.fixture(autouse=True)
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_HELD", 100)


def _values(count: int) -> dict[str, bytes]:
    return {f"key {n}": f"value {n}".encode() * 5 for n in range(count)}


def test_what_is_new_is_found_again_at_once_and_by_the_next_build(tmp_path: Path) -> None:
    file = tmp_path / "made.sqlite"
    building = Store.open(file)
    for key, value in _values(50).items():
        building.put("page", key, b"an earlier one")
        building.put("page", key, value)
    assert {key: building.get("page", key) for key in _values(50)} == _values(50)
    assert building.get("search", "key 1") is None
    building.save()
    assert Store.open(file).all("page") == _values(50)
    assert Store.open(file, fresh=True).get("page", "key 1") is None


def test_what_was_flushed_is_seen_by_a_copy_of_the_process(tmp_path: Path) -> None:
    """It opens the database anew: a link must not be used on both sides of a fork."""
    store = Store.open(tmp_path / "made.sqlite")
    store.put("page", "a", b"1")
    store.flush()
    found = shared_out(lambda _: store.get("page", "a"), [[0], [1]], cores=2, fewest=0)
    assert found == [b"1", b"1"]
    assert store.get("page", "a") == b"1"


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


def test_what_a_known_value_leads_to_lives_as_long_whoever_builds_in_between(
    tmp_path: Path,
) -> None:
    """Two sites share the database, and one of them builds whenever values are forgotten."""
    file = tmp_path / "made.sqlite"
    first = Store.open(file)
    first.put_json("post", "fact", {"leads": "to a body"})
    first.put("body", "text", b"1")
    first.save()
    for build in range(2, 6 * room.KEPT_BUILDS):
        store = Store.open(file)
        if build % 6 == 1:
            assert "fact" in store.all_json("post")
            if store.use("post", "fact"):
                store.keep("body", "text")
        store.save()
        store.close()
    assert Store.open(file).get("body", "text") == b"1"


@given(st.lists(st.text()), st.lists(st.integers()))
def test_columns_come_back_as_they_were(texts: list[str], numbers: list[int]) -> None:
    """Whatever a file of the site is called, and however large a node."""
    written = json.dumps([texts_to_column(texts), numbers_to_column(numbers)])
    as_texts, as_numbers = json.loads(written)
    assert column_to_texts(as_texts) == texts
    assert column_to_numbers(as_numbers) == numbers
