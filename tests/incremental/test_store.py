"""The build cache: large values wait on the disc, and what nobody uses is forgotten."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portevoix.cache import store as room
from portevoix.cache.columns import (
    column_to_numbers,
    column_to_texts,
    numbers_to_column,
    texts_to_column,
)
from portevoix.cache.packs import Packs
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
    for build in range(1, 6 * room.KEPT_BUILDS):
        store = Store.open(file)
        if build % 6 == 1:
            records = Packs(store, "record")
            assert records.all() == ({"post": "leads to a body"} if build > 1 else {})
            if build == 1:
                records.put("post", "leads to a body")
                store.put("body", "text", b"1")
            elif records.renews:
                store.keep("body", "text")
            records.save(["post"])
        store.save()
        store.close()
    assert Store.open(file).get("body", "text") == b"1"


@pytest.mark.parametrize("seed", range(3))
def test_packs_give_what_was_last_put_and_grow_no_further(tmp_path: Path, seed: int) -> None:
    """Whoever builds clean, or fails, in between: what is lost is missing, never an older value."""
    chosen, file = random.Random(seed), tmp_path / "made.sqlite"
    names = [f"post {n}" for n in range(400)]
    put: dict[str, list[int]] = {}
    for build in range(80):
        store = Store.open(file, fresh=build % 31 == 30)
        packs = Packs(store, "record")
        found = packs.all()
        assert store.fresh or {name: found.get(name) for name in put} == put
        new = names if store.fresh or not build else chosen.sample(names, chosen.choice((1, 9, 90)))
        for name in new:
            put[name] = [build, chosen.randrange(9)]
            packs.put(name, put[name])
        packs.save(names)
        if chosen.random() < 0.8:
            store.save()
        store.close()
    written = [json.loads(pack) for pack in Store.open(file).all("record").values()]
    assert sum(map(len, written)) <= 1.25 * len(names) + 128


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(), max_size=9), st.lists(st.integers(), max_size=9))
def test_columns_come_back_as_they_were(texts: list[str], numbers: list[int]) -> None:
    """Whatever a file of the site is called, and however large a node."""
    written = json.dumps([texts_to_column(texts), numbers_to_column(numbers)])
    as_texts, as_numbers = json.loads(written)
    assert column_to_texts(as_texts) == texts
    assert column_to_numbers(as_numbers) == numbers
