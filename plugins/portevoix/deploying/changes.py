"""From what is live to what is built: which files go, in which order, and which leave afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from portevoix.deploying.manifest import Entry, Files, Manifest
from portevoix.deploying.served import Phase, phase_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that a publication does to a place."""

    before: Manifest  # live
    after: Manifest
    # Paths that a cut run may have touched: nobody knows what lies there until the place is asked.
    doubtful: frozenset[str]
    sent: tuple[str, ...]  # in the order in which they go
    gone: tuple[str, ...]  # paths of ours that leave, once all is sent
    erased: tuple[str, ...] = ()  # folders of which no undo keeps anything
    # Paths that are not as a publication left them: removed, or changed by others.
    amiss: frozenset[str] = frozenset()

    @property
    def bytes(self) -> int:
        return sum(self.after.files[path].size for path in self.sent)

    @property
    def is_empty(self) -> bool:
        return not self.sent and not self.gone and not self.doubtful

    def phases(self) -> Sequence[Sequence[str]]:
        """What may go together: each group before the next.

        New pages before those that were there: a list names a page that stands already.
        """
        groups: dict[tuple[Phase, bool], list[str]] = {}
        for path in self.sent:
            known = path in self.before.files and phase_of(path) is Phase.PAGES
            groups.setdefault((phase_of(path), known), []).append(path)
        return [groups[key] for key in sorted(groups)]

    def leaving(self) -> Sequence[Sequence[str]]:
        """The contrary: pages that nobody announces any more, then what only they linked."""
        groups: dict[Phase, list[str]] = {}
        for path in self.gone:
            groups.setdefault(phase_of(path), []).append(path)
        return [groups[key] for key in sorted(groups, reverse=True)]

    def replaced(self) -> Mapping[str, str]:
        """Digest → a path that holds it now and will not: what an undo needs."""
        return {
            one.digest: path
            for path, one in sorted(differing(self.before.files, self.after.files), reverse=True)
            if not path.startswith(self.erased) and path not in self.amiss
        }

    def stays_amiss(self) -> Sequence[str]:
        """What is amiss and is to be there as it should be now, but for what a cut run left so."""
        before, after = self.before.files, self.after.files
        return sorted(
            path
            for path in self.amiss - self.doubtful
            if path in before and path in after and before[path].digest == after[path].digest
        )


def changes_of(
    before: Manifest,
    after: Manifest,
    cut: Sequence[Manifest] = (),
    erased: tuple[str, ...] = (),
    amiss: Collection[str] = (),
) -> Changes:
    """`cut` are the manifests that cut runs were on their way to; `amiss` is what lies otherwise than
    the last publication left it."""
    doubtful = frozenset(
        path
        for manifest in cut
        for one, other in ((manifest, before), (before, manifest))
        for path, _ in differing(one.files, other.files)
    )
    sent = {path for path, _ in differing(after.files, before.files)}
    sent |= (doubtful | frozenset(amiss)) & after.files.keys()
    known = before.files.keys() | {path for manifest in cut for path in manifest.files}
    return Changes(
        before=before,
        after=after,
        doubtful=doubtful,
        sent=tuple(sorted(sent, key=lambda path: (phase_of(path), path))),
        gone=tuple(sorted(known - after.files.keys())),
        erased=erased,
        amiss=frozenset(amiss),
    )


def differing(files: Files, others: Files) -> Iterator[tuple[str, Entry]]:
    """What of some files is not, or not with that content, among others."""
    for path, one in files.items():
        other = others.get(path)
        if other != one and (other is None or other.digest != one.digest):
            yield path, one
