"""How a publication goes, in words and bytes."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from portevoix.language import say
from portevoix.refusals import reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portevoix.deploying import Changes, Stopped, Traffic

_SHOWN = 12  # pages named of each sort
_OFTEN = 5.0  # seconds between two lines of progress


def tell_stopped(stopped: Stopped, place: str, lang: str) -> None:
    values = {
        name: reason_of(value, lang) if isinstance(value, OSError) else value
        for name, value in stopped.values.items()
    }
    what = say(lang, stopped.wording, **values)
    do = say(lang, f"{stopped.wording}_do", **values)
    print(f"{place}: {what} {do}", file=sys.stderr)


class Teller:
    """Says how a publication goes, in words and bytes."""

    def __init__(
        self,
        lang: str,
        name: str,
        *,
        quiet: bool,
        dry: bool,
        back: bool = False,
        verify: bool = False,
    ) -> None:
        self._lang, self._name, self._quiet, self._dry = lang, name, quiet, dry
        self._back = back  # whether what was live before comes again
        self._verify = verify  # whether every file there was looked at
        self._files = self._bytes = self._of_files = self._of_bytes = 0
        self._began = self._last = time.monotonic()

    def waiting(self, who: str) -> None:
        print(say(self._lang, "deploying.waiting", place=self._name, who=who), file=sys.stderr)

    def planned(self, changes: Changes) -> None:
        self._of_files, self._of_bytes = len(changes.sent), changes.bytes
        if amiss := sorted(changes.amiss - changes.doubtful):  # quiet or not: something was wrong
            told = "deploying.would_mend" if self._dry else "deploying.mend"
            print(f"{self._name}: {self._amiss(told, amiss)}", file=sys.stderr)
        if self._quiet:
            return
        if self._dry:
            would = "deploying.would_back" if self._back else "deploying.would"
            wording = would if changes.sent or changes.gone else "deploying.same"
            self._say(
                wording,
                files=len(changes.sent),
                size=self._size(changes.bytes),
                gone=len(changes.gone),
            )
            self._pages(changes)
        elif changes.doubtful:
            self._say("deploying.resumed")

    def _amiss(self, wording: str, paths: Sequence[str]) -> str:
        return say(self._lang, wording, count=len(paths), path=paths[0])

    def sent(self, files: int, size: int) -> None:
        self._files += files
        self._bytes += size
        if not self._quiet and time.monotonic() - self._last >= _OFTEN:
            self._last = time.monotonic()
            self._say(
                "deploying.progress",
                files=self._files,
                of=self._of_files,
                size=self._size(self._bytes),
                all=self._size(self._of_bytes),
            )

    def done(self, changes: Changes, traffic: Traffic) -> None:
        if self._quiet or self._dry:
            return
        if changes.is_empty:
            self._say("deploying.same")
            if self._verify:
                self._say("deploying.verified", count=len(changes.after.files))
            return
        seconds = f"{time.monotonic() - self._began:.1f}"
        self._say(
            "deploying.put_back" if self._back else "deploying.published",
            files=traffic.files,
            size=self._size(traffic.bytes),
            gone=len(changes.gone),
            seconds=seconds if self._lang == "en" else seconds.replace(".", ","),
        )
        self._pages(changes)

    def _pages(self, changes: Changes) -> None:
        """Which pages came, changed, left."""
        before, after = changes.before, changes.after
        root = after.address or before.address
        again = set(changes.stays_amiss())
        pages = [path for path in changes.sent if path.endswith(".html") and path not in again]
        for wording, paths in (
            ("deploying.new", [path for path in pages if path not in before.files]),
            ("deploying.changed", [path for path in pages if path in before.files]),
            ("deploying.left", [path for path in changes.gone if path.endswith(".html")]),
        ):
            if not paths or len(paths) == len(after.files):
                continue
            shown = [f"  {root}{path.removesuffix('index.html')}" for path in paths[:_SHOWN]]
            if len(paths) > _SHOWN:
                shown.append(f"  {say(self._lang, 'deploying.more', count=len(paths) - _SHOWN)}")
            print(say(self._lang, wording, count=len(paths)), *shown, sep="\n")

    def _say(self, wording: str, **values: object) -> None:
        print(f"{self._name}: {say(self._lang, wording, **values)}")

    def _size(self, size: int) -> str:
        for unit, factor in (("giga", 1_000_000_000), ("mega", 1_000_000), ("kilo", 1_000)):
            if size >= factor:
                number = f"{size / factor:.1f}"
                shown = number if self._lang == "en" else number.replace(".", ",")
                return say(self._lang, f"deploying.size_{unit}", number=shown)
        return say(self._lang, "deploying.size_byte", number=size)
