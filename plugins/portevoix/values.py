"""Values: dataclasses that are made quickly.

`dataclasses` writes and compiles the methods of each class anew, and a command begins with four hundred
classes. What shows, compares and hashes a value differs by the names of its fields alone: here it is one
function for all, and a command starts a tenth of a second earlier.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, eq: bool = True, order: bool = False, **chosen: bool) -> Callable:
        """As that of the standard library, whose words it takes."""

        def made(cls: type) -> type:
            if order or not eq:
                return dataclasses.dataclass(cls, eq=eq, order=order, **chosen)
            if cls.__doc__ is None:  # else its signature is composed, which nobody reads
                cls.__doc__ = cls.__name__
            value = dataclasses.dataclass(cls, eq=False, repr=False, **chosen)
            fields = dataclasses.fields(value)
            compared = [one.name for one in fields if one.compare]
            hashed = [one.name for one in fields if (one.compare if one.hash is None else one.hash)]
            own = vars(cls)  # what a class says by itself stands
            shown = [one.name for one in fields if one.repr]
            value.__repr__ = own.get("__repr__") or _shown(shown)
            value.__eq__ = own.get("__eq__") or _equal(_reader(compared))
            frozen = _hashed(_reader(hashed)) if chosen.get("frozen") else None
            value.__hash__ = own.get("__hash__") or frozen
            return value

        return made


def _reader(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _shown(names: list[str]) -> Callable[[Any], str]:
    read = _reader(names)
    form = ", ".join(f"{name}=%r" for name in names)

    def __repr__(self: Any) -> str:
        return f"{self.__class__.__qualname__}({form % read(self)})"

    return __repr__


def _equal(read: Callable[[Any], object]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hashed(read: Callable[[Any], object]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:
        return hash(read(self))

    return __hash__
