"""One publisher decides: it asks what stands, renders what does not, and writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.digests import digest
from portevoix.metadata import Entry
from portevoix.publisher.following import Follower, Lead, anchors_of, files_of
from portevoix.publisher.places import Clash, Places
from portevoix.publisher.records import Lies, Record
from portevoix.publisher.target import Bundle, Page, Target
from portevoix.publisher.trees import Tree
from portevoix.publisher.workers import shared_out
from portevoix.values import dataclass

RenderPage = Callable[[Page], bytes]
_TOGETHER = 24  # targets of a batch, so that few wait for the last
_FOLLOWED = (".html", ".css")


class Clashing(Exception):
    """Two owners want one address, or two that some file systems hold for one."""

    def __init__(self, clashes: Iterable[Clash]) -> None:
        self.clashes = tuple(sorted(set(clashes)))
        super().__init__(", ".join(f"{one.path} / {one.other}" for one in self.clashes))


@dataclass(kw_only=True)
class Publisher:
    """The publication of one site: `make` as often as there are stages, then `complete`."""

    tree: Tree
    render_page: RenderPage
    frame_key: str  # of what every page shows
    follower: Follower | None = None  # None: nobody asks where addresses lead
    places: Places = field(default_factory=Places)
    ends: list[Lead] = field(default_factory=list)  # to be looked at once all is made
    kept: dict[str, Record] = field(default_factory=dict)
    made: dict[str, Record] = field(default_factory=dict)
    listed: list[Entry] = field(default_factory=list)  # of the sitemap

    def make(self, targets: Iterable[Target | Bundle]) -> None:
        """Raises Clashing before anything is rendered; DiagnosticsError with the mistakes of all
        targets, once all were tried. Nothing of the last site has changed then."""
        stale: list[tuple[Target, str]] = []
        stands, kept, listed = self.tree.stands, self.kept, self.listed
        bundles: list[Bundle] = []
        paths: list[str] = []
        for target in targets:
            if isinstance(target, Bundle):
                bundles.append(target)
                continue
            paths.append(target.path)
            key = f"{self.frame_key} {target.key}" if target.framed else target.key
            record = stands(target.path, key)
            if record is None:
                stale.append((target, key))
            else:
                kept[target.path] = record
            if target.listed is not None:
                listed.append(target.listed)
        self.places.take_all(paths)
        self._no_clash()
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
                lies, ends = found
                self.made[target.path] = Record(key, *lies)
                self.ends += ends
        if mistakes:
            raise DiagnosticsError(mistakes)

    def _no_clash(self) -> None:
        if self.places.clashes:
            raise Clashing(self.places.clashes)

    def content_of(self, target: Target) -> bytes | Path:
        """What a target renders to, in the frame of the site. Raises DiagnosticsError."""
        return self._bytes(target.render())

    def _write(self, one: tuple[Target, str]) -> tuple[Lies, list[Lead]] | list[Diagnostic]:
        target, _ = one
        try:
            content = target.render()
        except DiagnosticsError as found:
            return list(found.mistakes)
        written = self._bytes(content)
        return self.tree.write(target.path, written), self._ends(target.path, written)

    def _ends(self, path: str, content: bytes | Path) -> list[Lead]:
        if self.follower is None or not path.endswith(_FOLLOWED):
            return []
        read = content.read_bytes() if isinstance(content, Path) else content
        return self.follower.open_ends(path, read, self.places.paths)

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
            for path in before:
                self.places.take(path)
            self._no_clash()
            self.kept |= before
            self.listed += bundle.listed
            return
        made = list(bundle.render())
        for one in made:
            self.places.take(one.path)
        self._no_clash()
        for one in made:
            content = self._bytes(one.content)
            lies = self.tree.write(one.path, content)
            self.made[one.path] = Record(key, *lies, bundle.name)
            self.ends += self._ends(one.path, content)
        self.listed += bundle.listed

    def sizes(self) -> dict[str, int]:
        """Path → bytes of each file so far."""
        return {path: one.size for path, one in (*self.kept.items(), *self.made.items())}

    def lost(self, more: Iterable[Lead] = ()) -> list[Lead]:
        """What leads nowhere, of the files that were made and of `more`.

        The pages that it stands on are made again at the next build, which says so again.
        """
        found = sorted(set(self._lost([*self.ends, *more])))
        for page in {one.page for one in found}:
            for records in (self.made, self.kept):
                if page in records:
                    records[page] = records[page]._replace(key="")
        return found

    def _lost(self, ends: Iterable[Lead]) -> Iterator[Lead]:
        anchors: dict[str, set[str]] = {}
        for end in ends:
            path = next((one for one in files_of(end.path) if one in self.places.paths), "")
            if path and end.anchor and path.endswith(".html") and path != end.page:
                if path not in anchors:
                    anchors[path] = anchors_of(self.tree.read(path))
                if end.anchor not in anchors[path]:
                    yield end
            elif not path or (end.anchor and path == end.page):
                yield end

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
