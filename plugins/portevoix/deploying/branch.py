"""A branch of a git repository, as forges serve pages from (GitHub, GitLab, Codeberg, Forgejo).

Git is all that a publication asks for: a commit is a state, told by its tree; a push wins only over
what it was made on; nothing is sent twice. Files of the branch that are not ours stay: the commit
names them.
"""

from __future__ import annotations

import base64
import contextlib
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from portevoix.cache.freshness import cache_folder
from portevoix.deploying.changes import Changes, changes_of
from portevoix.deploying.drafts import KEEP_NOTHING, Keep
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Overtaken, Stopped, Traffic
from portevoix.deploying.manifest import Entry, Manifest
from portevoix.deploying.options import AS_USUAL, Options
from portevoix.deploying.repository import Refused, Repository
from portevoix.deploying.settings import Place
from portevoix.digests import digest
from portevoix.safe_addresses import without_secret
from portevoix.values import dataclass

T = TypeVar("T")
_ADDRESS, _KEEPS = "Porte-voix-Address", "Porte-voix-Keeps"  # trailers of our commits
_LOOKED_BACK = 20  # commits of others after our last one
_TRIES = 6  # against publications at the same time
_PAUSE = 0.1  # seconds before the second; twice as long before each one more
_EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"  # the empty blob
_PLAIN = ".nojekyll"  # GitHub then serves what lies there as it is
# What git says when another publication was faster.
_FASTER = (
    "[rejected]",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
)
# What git says → what to say.
_CAUSES = (
    (
        ("Authentication failed", "Permission denied", "could not read Username", "403"),
        "deploying.keys",
    ),
    (("Host key verification failed",), "deploying.unknown_key"),
    (("No space left", "unpack failed", "disk quota"), "deploying.full"),
    (("protected branch", "pre-receive hook declined", "remote rejected"), "deploying.denied"),
    (
        ("does not appear to be a git repository", "not found", "does not exist"),
        "deploying.no_repository",
    ),
)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the branch holds."""

    commit: str = ""  # "" where there is no branch yet
    address: str = ""  # of our last commit in it
    files: Mapping[str, Entry] = field(default_factory=dict)  # all of its tree
    strange: frozenset[str] = frozenset()  # those that are not ours
    is_ours: bool = False  # whether the last commit is
    amiss: frozenset[str] = frozenset()  # what others changed or removed since our last commit


class Branch:
    """A branch as a place of publication."""

    def __init__(self, place: Place, project: Path) -> None:
        self._remote = place.repository
        if "://" not in self._remote and (project / self._remote).exists():
            self._remote = str((project / self._remote).resolve())
        self._branch = place.branch or "pages"
        self._shown = f"{without_secret(self._remote)} ({self._branch})"
        self._token = place.secret("TOKEN")
        folder = cache_folder(project) / f"git-{digest(self._remote, self._branch)[:16]}"
        self._repository = Repository(folder, self._given())
        self.traffic = Traffic()

    def ask_ahead(self) -> None:
        return

    def publish(
        self, after: Manifest, source: Path, *, ears: Ears, options: Options = AS_USUAL
    ) -> Changes:
        """Make the branch hold `after`. Raises Stopped.

        Git itself tells what the branch holds, whether to verify it was asked for or not. It holds no drafts to approve, so that nothing of it is kept: a branch forgets nothing.
        """
        return self._sound(lambda: self._publish(after, source, ears, options))

    def _publish(self, after: Manifest, source: Path, ears: Ears, options: Options) -> Changes:
        built = Manifest(after.address, {**self._blobs(after, source)})

        def once() -> Changes:
            head = self._head()
            ours = {path: one for path, one in head.files.items() if path not in head.strange}
            if head.commit and not head.address and not options.take_over:
                path = min(head.files, default="")
                raise Stopped("deploying.strangers", count=len(head.files), path=path)
            if head.address not in ("", after.address) and not options.move:
                raise Stopped("deploying.moved", live=head.address, built=after.address)
            amiss = head.amiss & built.files.keys()
            changes = changes_of(Manifest(head.address, ours), built, amiss=amiss)
            ears.planned(changes)
            if not options.dry and not changes.is_empty:
                strange = sorted(head.strange - built.files.keys())
                self._push(head, self._tree(head, built), after.address, strange)
                self._sent(changes, ears)
            return changes

        return self._in_turn(once)

    def back(self, *, ears: Ears, dry: bool = False, kept: Keep = KEEP_NOTHING) -> Changes:
        """Put the tree of the commit before the last one in its place again, by a new commit."""

        def once() -> Changes:
            head = self._head()
            if head.commit and not head.is_ours:
                raise Stopped("deploying.strange_commit", place=self._shown)
            parent = self._parent(head.commit)
            if not parent or not self._trailers(parent)[0]:
                raise Stopped("deploying.no_previous")
            files = self._files(parent)
            before = Manifest(head.address, _without(head.files, head.strange))
            after = Manifest(self._trailers(parent)[0], _without(files, head.strange))
            changes = changes_of(before, after)
            ears.planned(changes)
            if not dry:
                tree = self._git("rev-parse", f"{parent}^{{tree}}")
                self._push(head, tree, after.address, sorted(head.strange))
                self.traffic.files += len(changes.sent)
            return changes

        return self._sound(lambda: self._in_turn(once))

    def close(self) -> None:
        self._repository.close()

    def _sound(self, act: Callable[[], T]) -> T:
        """In a repository made anew, where a machine that died left the old one damaged."""
        try:
            self._opened()
            return act()
        except Refused as refused:
            if not refused.is_damage:
                raise self._stopped(refused) from None
        self._repository.forget()
        try:
            self._opened()
            return act()
        except Refused as refused:
            raise self._stopped(refused) from None

    def _opened(self) -> None:
        try:
            self._repository.open()
        except OSError as error:
            raise Stopped("deploying.refused", place=self._shown, reason=str(error)) from error

    def _in_turn(self, act: Callable[[], T]) -> T:
        """Again from what is there by now, when another publication was faster."""
        for tried in range(_TRIES):
            if tried:
                time.sleep(_PAUSE * 2 ** (tried - 1))
            with contextlib.suppress(Overtaken):
                return act()
        raise Stopped("deploying.busy", who=self._shown)

    def _parent(self, commit: str) -> str:
        try:
            return self._git("rev-parse", "--verify", "--quiet", f"{commit}^")
        except Refused:
            return ""

    def _head(self) -> _Head:
        ref = f"refs/heads/{self._branch}"
        found = self._git("ls-remote", self._remote, ref)
        if not found:
            return _Head()
        commit = self._repository.fetch(self._remote, ref, _LOOKED_BACK)
        files = self._files(commit)
        log = self._git("rev-list", "--first-parent", f"--max-count={_LOOKED_BACK}", commit)
        for n, earlier in enumerate(log.split()):
            address, keeps = self._trailers(earlier)
            if address:
                then = files if n == 0 else self._files(earlier)
                ours = then.keys() - keeps
                strange = frozenset(files.keys() - ours)
                amiss = frozenset(path for path in ours if files.get(path) != then[path])
                return _Head(commit, address, files, strange, is_ours=n == 0, amiss=amiss)
        return _Head(commit, "", files, frozenset(files))

    def _trailers(self, commit: str) -> tuple[str, frozenset[str]]:
        """The address and the files of others that a commit of ours names; "" for another's."""
        body = self._git("log", "-1", "--format=%B", commit)
        said = [line.partition(": ") for line in body.split("\n")]
        address = next((value for name, _, value in said if name == _ADDRESS), "")
        return address, frozenset(value for name, _, value in said if name == _KEEPS)

    def _files(self, commit: str) -> Mapping[str, Entry]:
        found = {}
        for line in self._git("ls-tree", "-r", "-l", "-z", commit).split("\0"):
            if line:
                meta, _, path = line.partition("\t")
                _, _, blob, size = meta.split()
                found[path] = Entry(int(size) if size.isdigit() else 0, blob, "")
        return found

    def _blobs(self, after: Manifest, source: Path) -> Mapping[str, Entry]:
        """The site's files as git knows them, their contents in our repository."""
        paths = sorted(after.files)
        given = "".join(f"{source / path}\n" for path in paths)
        said = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=given)
        found = {
            path: Entry(after.files[path].size, blob, "")
            for path, blob in zip(paths, said.split("\n"), strict=True)
        }
        self._git("hash-object", "-w", "--stdin", given="")
        return {_PLAIN: Entry(0, _EMPTY, ""), **found}

    def _tree(self, head: _Head, built: Manifest) -> str:
        files = {path: one.digest for path, one in head.files.items() if path in head.strange}
        files |= {path: one.digest for path, one in built.files.items()}
        given = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(files.items()))
        self._git("read-tree", "--empty")
        self._git("update-index", "-z", "--index-info", given=given)
        return self._git("write-tree")

    def _push(self, head: _Head, tree: str, address: str, strange: Sequence[str]) -> None:
        """Raises Overtaken when the branch has moved."""
        said = [f"Publish {address}", "", f"{_ADDRESS}: {address}"]
        said += [f"{_KEEPS}: {path}" for path in strange]
        parent = ("-p", head.commit) if head.commit else ()
        host = urlsplit(address).hostname or "localhost"
        names = {}
        for who in ("AUTHOR", "COMMITTER"):
            names[f"GIT_{who}_NAME"] = os.environ.get(f"GIT_{who}_NAME", "Porte-voix")
            names[f"GIT_{who}_EMAIL"] = os.environ.get(f"GIT_{who}_EMAIL", f"noreply@{host}")
        commit = self._git("commit-tree", tree, *parent, given="\n".join(said), more=names)
        try:
            self._git("push", "--quiet", self._remote, f"{commit}:refs/heads/{self._branch}")
        except Refused as refused:
            if any(sign in refused.said for sign in _FASTER):
                raise Overtaken from None
            raise

    def _sent(self, changes: Changes, ears: Ears) -> None:
        self.traffic.files += len(changes.sent)
        self.traffic.bytes += changes.bytes
        ears.sent(len(changes.sent), changes.bytes)

    def _git(
        self, *words: str, given: str | None = None, more: Mapping[str, str] | None = None
    ) -> str:
        return self._repository.git(*words, given=given, more=more)

    def _given(self) -> Mapping[str, str]:
        """A token, where git does not know how to sign in by itself; never among the words of a
        command, which every account of a machine can read."""
        if not self._token or not self._remote.startswith("https://"):
            return {}
        signed = base64.b64encode(f"oauth2:{self._token}".encode()).decode()
        return {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "http.extraHeader",
            "GIT_CONFIG_VALUE_0": f"Authorization: Basic {signed}",
        }

    def _stopped(self, refused: Refused) -> Stopped:
        for signs, wording in _CAUSES:
            if any(sign in refused.said for sign in signs):
                return Stopped(wording, place=self._shown, reason=_last(refused.said))
        return Stopped("deploying.refused", place=self._shown, reason=_last(refused.said))


def _without(files: Mapping[str, Entry], strange: frozenset[str]) -> dict[str, Entry]:
    return {path: one for path, one in files.items() if path not in strange}


def _last(said: str) -> str:
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    return (lines[-1] if lines else "")[:200]
