"""Values are those of the standard library, made more quickly."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from portevoix.values import dataclass
from tests.conftest import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    first: str
    second: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    name: str


@dataclass(frozen=True)
class Nothing:
    pass


def _made(decorator: Callable[..., Any]) -> type:
    """A class whose fields count for some things and not for others."""

    class Some:
        shown: str
        hidden: list[int] = dataclasses.field(default_factory=list, repr=False, hash=False)
        aside: int = dataclasses.field(default=0, compare=False)

    made: type = decorator(frozen=True, slots=True, kw_only=True)(Some)
    return made


def test_a_value_is_shown_compared_and_hashed_as_by_the_standard_library() -> None:
    ours, theirs = _made(dataclass), _made(dataclasses.dataclass)
    for values in ({"shown": "à"}, {"shown": "%r", "hidden": [1]}, {"shown": "", "aside": 7}):
        one, other = ours(**values), theirs(**values)
        assert repr(one) == repr(other)
        assert one == ours(**values)
        assert hash(one) == hash(ours(**values))
    assert ours(shown="a", aside=1) == ours(shown="a", aside=2)
    assert ours(shown="a", hidden=[1]) != ours(shown="a", hidden=[2])
    assert hash(ours(shown="a", hidden=[1])) == hash(ours(shown="a", hidden=[2]))


def test_values_of_one_field_and_of_none_are_told_too() -> None:
    assert repr(Alone("x")) == "Alone(name='x')"
    assert repr(Alone(("x",))) == "Alone(name=('x',))"  # type: ignore[arg-type]
    assert Alone("x") != Alone("y")
    assert repr(Nothing()) == "Nothing()"
    assert Nothing() == Nothing()
    other: object = Pair(first="x")
    assert Alone("x") != other


def test_a_value_is_frozen_replaced_and_sent_to_another_process() -> None:
    pair = Pair(first="a", second=(1,))
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair.first = "b"  # type: ignore[misc]
    assert dataclasses.replace(pair, first="b") == Pair(first="b", second=(1,))
    assert pickle.loads(pickle.dumps(pair)) == pair


def test_what_may_change_has_no_hash() -> None:
    @dataclass(slots=True)
    class Open:
        count: int = 0

    with pytest.raises(TypeError):
        hash(Open())
    assert Open(1) == Open(1)


def test_what_a_class_says_by_itself_stands() -> None:
    @dataclass(frozen=True, slots=True)
    class Loud:
        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loud) and self.text.lower() == other.text.lower()

        def __hash__(self) -> int:
            return hash(self.text.lower())

    assert {Loud("A"): 1}[Loud("a")] == 1


def test_all_values_are_made_quickly() -> None:
    slow = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "plugins" / "portevoix").rglob("*.py")
        if "from dataclasses import dataclass" in path.read_text("utf-8")
    ]
    assert slow == ["plugins/portevoix/values.py"]
