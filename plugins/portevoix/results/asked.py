"""What a person says of a results file, and why one cannot be read."""

from __future__ import annotations

from datetime import date

from portevoix.values import dataclass


class NotRead(Exception):
    """A file that is none of ours to read; `wording` is a key of `results`, with its values."""

    def __init__(self, wording: str, line: int = 0, **values: object) -> None:
        super().__init__(wording)
        self.wording, self.line, self.values = wording, line, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person says of a file that the file does not."""

    at: date  # the day of the numbers
    tool: str = ""
    network: str = ""
    account: str = ""
    first: date | None = None
    last: date | None = None
    lang: str = "fr"
