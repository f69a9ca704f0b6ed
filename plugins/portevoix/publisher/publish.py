"""One publisher decides: it asks what stands, renders what does not, and writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.metadata import Entry
from portevoix.publisher.records import Record
from portevoix.publisher.target import Bundle, Page, Target
from portevoix.publisher.trees import Tree
from portevoix.publisher.workers import shared_out

RenderPage = Callable[[Page], bytes]
_TOGETHER = 24  # targets of a batch, so that few wait for the last


@dataclass(kw_only=True)
class Publisher:
    """The publication of one site: `make` as often as there are stages, then `complete`."""

    tree: Tree
    render_page: RenderPage
    frame_key: str  # of what every page shows
    kept: dict[str, Record] = field(default_factory=dict)
    made: dict[str, Record] = field(default_factory=dict)
    listed: list[Entry] = field(default_factory=list)  # of the sitemap

    def make(self, targets: Iterable[Target | Bundle]) -> None:
        """Raises DiagnosticsError with the mistakes of all targets, once all were tried; nothing
        of the last site has changed then."""
        stale: list[tuple[Target, str]] = []
        stands, kept, listed = self.tree.stands, self.kept, self.listed
        bundles = []
        for target in targets:
            if isinstance(target, Bundle):
                bundles.append(target)
                continue
            key = f"{self.frame_key} {target.key}" if target.framed else target.key
            record = stands(target.path, key)
            if record is None:
                stale.append((target, key))
            else:
                kept[target.path] = record
            if target.listed is not None:
                listed.append(target.listed)
        self._render(stale)
        for bundle in bundles:
            self._bundle(bundle)

    def _render(self, stale: list[tuple[Target, str]]) -> None:
        stale.sort(key=lambda one: one[0].group)  # stable: makers' order within a group
        batches = sorted(_batches(stale), key=len, reverse=True)
        written = shared_out(self._write, batches)
        mistakes: list[Diagnostic] = []
        ordered = (one for batch in batches for one in batch)
        for (target, key), found in zip(ordered, written, strict=True):
            if isinstance(found, list):
                mistakes += found
            else:
                self.made[target.path] = Record(key, *found)
        if mistakes:
            raise DiagnosticsError(mistakes)

    def _write(self, one: tuple[Target, str]) -> tuple[int, int, int] | list[Diagnostic]:
        target, _ = one
        try:
            content = target.render()
        except DiagnosticsError as found:
            return list(found.mistakes)
        return self.tree.write(target.path, self._bytes(content))

    def _bytes(self, content: bytes | Page | Path) -> bytes | Path:
        return self.render_page(content) if isinstance(content, Page) else content

    def _bundle(self, bundle: Bundle) -> None:
        key = digest(self.frame_key, bundle.name, bundle.key) if bundle.key else ""
        before = {
            path: record
            for path, record in self.tree.records.items()
            if record.bundle == bundle.name
        }
        if key and before and all(self.tree.stands(path, key) for path in before):
            self.kept |= before
            self.listed += bundle.listed
            return
        for made in bundle.render():
            lies = self.tree.write(made.path, self._bytes(made.content))
            self.made[made.path] = Record(key, *lies, bundle.name)
        self.listed += bundle.listed

    def sizes(self) -> dict[str, int]:
        """Path → bytes of each file so far."""
        return {path: one.size for path, one in (*self.kept.items(), *self.made.items())}

    def complete(self) -> None:
        for path in self.made:
            self.kept.pop(path, None)
        self.tree.complete(self.kept, self.made)


def _batches(stale: list[tuple[Target, str]]) -> list[list[tuple[Target, str]]]:
    """Targets in batches, those of one group in one; the largest first."""
    found: list[list[tuple[Target, str]]] = []
    for one in stale:
        last = found[-1] if found else []
        same_group = last and last[-1][0].group == one[0].group != ""
        if same_group or (last and len(last) < _TOGETHER):
            last.append(one)
        else:
            found.append([one])
    return found
