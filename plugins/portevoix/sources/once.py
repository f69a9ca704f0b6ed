"""Values made anew only when their key is not the last one's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Once = Callable[[str, object, Callable[[], T]], T]
