"""Mistakes in what people wrote: diagnostics over a whole run, then shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from portevoix.language import say
from portevoix.values import dataclass


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
        if isinstance(key := values.get("key"), str):
            values = {**values, "key": say_key(key, self.lang)}
        what = say(self.lang, wording, **values)
        do = say(self.lang, f"{wording}_do", **values)
        return Diagnostic(file=file, line=line, what=what, do=do)


def say_key(path: str, lang: str) -> str:
    """A path in words: `answers.0.comment` is « comment (answers, entrée 1) », since people count from 1.

    A list that is a whole file, `list.2.date`, has no name to say.
    """
    steps, said = path.split("."), [""]
    for n, step in enumerate(steps):
        if n and step.isdigit() and step.isascii():
            name = "" if said[-1] == "list" and len(said) == 1 else said[-1]
            wording = "form.value_of" if n == len(steps) - 1 and name else "form.entry_of"
            said[-1:] = [say(lang, wording, name=name, number=int(step[:9]) + 1).strip(", "), ""]
        else:
            said[-1] = f"{said[-1]}.{step}".lstrip(".")
    *above, last = [one for one in said if one] or [path]
    return f"{last} ({', '.join(above)})" if above else last
