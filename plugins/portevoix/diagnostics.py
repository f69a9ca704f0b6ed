"""Mistakes in what people wrote: diagnostics over a whole run, then shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One thing that cannot be read: where it stands, what is wrong, what to do."""

    file: str  # as the person would name it from the folder where they work
    line: int  # from 1; 0 when it concerns the whole file
    what: str
    do: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.do}".rstrip()


class DiagnosticsError(Exception):
    """Raised once a reader has seen everything; `mistakes` is sorted by file and line."""

    def __init__(self, mistakes: Iterable[Diagnostic]) -> None:
        self.mistakes: tuple[Diagnostic, ...] = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))

    def __reduce__(self) -> tuple[type[DiagnosticsError], tuple[tuple[Diagnostic, ...]]]:
        """Whole, too, when the process that met the mistakes is another one."""
        return type(self), (self.mistakes,)
