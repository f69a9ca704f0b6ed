"""Mistakes in what people wrote: diagnostics over a whole run, then shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from portevoix.language import say


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


@dataclass(slots=True)
class Diagnostics:
    """What a reader gathers on its way; the only thing in a reader that changes."""

    lang: str = "fr"
    mistakes: list[Diagnostic] = field(default_factory=list)
    notices: list[Diagnostic] = field(default_factory=list)

    def mistake(self, file: str, line: int, wording: str, /, **values: object) -> None:
        self.mistakes.append(self._made(file, line, wording, values))

    def notice(self, file: str, line: int, wording: str, /, **values: object) -> None:
        self.notices.append(self._made(file, line, wording, values))

    def _made(self, file: str, line: int, wording: str, values: dict[str, object]) -> Diagnostic:
        what = say(self.lang, wording, **values)
        do = say(self.lang, f"{wording}_do", **values)
        return Diagnostic(file=file, line=line, what=what, do=do)
