"""What is told of an import on its way: what must be mended, what changes, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.language import say
from portevoix.values import dataclass


@dataclass(slots=True)
class Gathering:
    """Each reader adds to it; `lenient` leaves out what cannot be read, and says so."""

    lang: str
    lenient: bool = False
    mistakes: list[Diagnostic] = field(default_factory=list)
    changed: list[Diagnostic] = field(default_factory=list)
    left: list[Diagnostic] = field(default_factory=list)
    hosts: Counter[str] = field(default_factory=Counter)  # whose pictures became links

    def mistake(self, file: str, line: int, wording: str, /, **values: object) -> None:
        """What stands in the way; `wording` has its `…_do`."""
        what = say(self.lang, wording, **values)
        do = say(self.lang, f"{wording}_do", **values)
        self.refuse([Diagnostic(file=file, line=line, what=what, do=do)])

    def refuse(self, mistakes: Iterable[Diagnostic]) -> None:
        (self.left if self.lenient else self.mistakes).extend(mistakes)

    def change(self, file: str, line: int, wording: str, /, **values: object) -> None:
        what = say(self.lang, wording, **values)
        self.changed.append(Diagnostic(file=file, line=line, what=what, do=""))

    def leave(self, file: str, line: int, wording: str, /, **values: object) -> None:
        what = say(self.lang, wording, **values)
        self.left.append(Diagnostic(file=file, line=line, what=what, do=""))

    def take(self, diagnostics: Diagnostics) -> None:
        """What the reader of a front matter said."""
        self.refuse(diagnostics.mistakes)
