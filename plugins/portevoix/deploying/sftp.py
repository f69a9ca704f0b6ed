"""SFTP, with an atomic switch: the site that readers see is a link, and a publication moves it.

`www/site` leads to one of two trees in `www/.site.porte-voix/`. Contents lie there once, under their
digests; a tree is made of hard links to them, so that what stands costs no byte. The tree out of use
gets the new site, then the link is renamed over (`posix-rename@openssh.com`: a plain rename refuses
an existing name).
"""

from __future__ import annotations

import asyncio
import posixpath
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.deploying.changes import Changes
from portevoix.deploying.host import Beat, Left, Overtaken, Stopped, Traffic
from portevoix.deploying.manifest import NOTHING, Entry, Manifest, base_of, name_of, read_manifest
from portevoix.deploying.settings import Place
from portevoix.deploying.sftp_records import SftpRecords
from portevoix.deploying.sftp_session import SftpSession, quietly

if TYPE_CHECKING:
    import asyncssh

_BATCH = 128
_TREES = ("a", "b")


class SftpPlace:
    """A folder of a server that is reached by SSH."""

    keeps_all = True

    def __init__(self, place: Place) -> None:
        self._link = place.path.rstrip("/")
        above, name = posixpath.split(self._link)
        self._since: int | None = (
            None  # the date of the last state, where what is live was looked at
        )
        self.traffic = Traffic()
        self._session = SftpSession(place, self._link, self.traffic)
        folder = posixpath.join(above, f".{name}.porte-voix")
        self._records = SftpRecords(self._session, folder, self.traffic)

    # What a publication asks

    def read_state(self) -> bytes | None:
        return self._session.run(self._records.read_state())

    def write_state(self, content: bytes) -> None:
        self._session.run(self._records.write_state(content))

    def read(self, name: str) -> bytes:
        return self._session.run(self._records.read(f"manifests/{name}"), absent=True)

    def write(self, name: str, content: bytes) -> None:
        self._session.run(self._records.write(f"manifests/{name}", content))

    def forget(self, names: Collection[str]) -> None:
        self._session.run(self._records.forget(names))

    def strangers(self, files: Mapping[str, Entry]) -> tuple[str, ...]:
        return self._session.run(self._strangers())

    def amiss(self, live: Mapping[str, Entry], *, verify: bool) -> set[str]:
        return self._session.run(self._amiss(live, verify))

    def transfer(self, changes: Changes, source: Path | None, beat: Beat) -> None:
        self._session.run(self._transfer(changes, source, beat))

    def finish(self, changes: Changes, needed: Collection[str], left: Left | None) -> None:
        self._session.run(self._finish(changes, needed))

    def close(self) -> None:
        self._session.close()

    # How it is done

    async def _strangers(self) -> tuple[str, ...]:
        """Where the link would lie: nothing, a link of ours or an empty folder is nobody's."""
        import asyncssh

        sftp = await self._session.client()
        above = posixpath.dirname(self._link) or "."
        if not await sftp.isdir(above):
            raise Stopped("deploying.no_folder", place=above)
        if await sftp.islink(self._link):
            ours = self._records.name in str(await sftp.readlink(self._link))
            return () if ours else (self._link,)
        try:
            inside = [name for name in await sftp.listdir(self._link) if name not in (".", "..")]
        except asyncssh.SFTPNoSuchFile:
            return ()
        except asyncssh.SFTPError:  # a file
            return (self._link,)
        return tuple(f"{self._link}/{name}" for name in sorted(inside))

    async def _amiss(self, live: Mapping[str, Entry], verify: bool) -> set[str]:
        """The folder that the link leads to tells whether the site is there; the others are looked at
        where it does not, or where that is asked for. Sizes tell, and dates later than our last state."""
        import asyncssh

        sftp = await self._session.client()
        try:
            self._since = (
                await sftp.stat(self._records.at(f"state.{self._records.generation}"))
            ).mtime
        except asyncssh.SFTPNoSuchFile:
            raise Overtaken from None
        top = await self._session.lying(self._link)
        first = {path.partition("/")[0]: one for path, one in live.items()}
        if not verify and all(
            name in top and (name not in live or self._is_sound(top[name], one))
            for name, one in first.items()
        ):
            return set()
        folders = {posixpath.dirname(path) for path in live}
        there: dict[str, asyncssh.SFTPAttrs] = {}

        async def look(folder: str) -> None:
            for name, one in (
                await self._session.lying(posixpath.join(self._link, folder))
            ).items():
                there[posixpath.join(folder, name)] = one

        await self._session.all(look, sorted(folders))
        objects = await self._session.lying(self._records.at("objects"))
        return {
            path
            for path, one in live.items()
            if not (
                path in there
                and self._is_sound(there[path], one)
                and one.digest in objects
                and self._is_sound(objects[one.digest], one)
            )
        }

    def _is_sound(self, lies: asyncssh.SFTPAttrs, one: Entry) -> bool:
        if lies.mtime is not None and self._since is not None and lies.mtime > self._since:
            return False
        return lies.size in (None, one.size)  # not every server tells

    async def _transfer(self, changes: Changes, source: Path | None, beat: Beat) -> None:
        await self._records.folders(["objects", "trees", "incoming"])
        sftp = await self._session.client()
        for name in await self._records.names("incoming"):
            if not name.startswith(self._records.ours):
                await quietly(sftp.remove(self._records.at(f"incoming/{name}")))
        wanted = {one.digest: path for path, one in changes.after.files.items()}
        if changes.amiss:
            # What was written over by others may be a content that lies aside: it bears both names.
            aside = await self._session.lying(self._records.at("objects"))
            there = {
                one.digest
                for one in changes.after.files.values()
                if one.digest in aside and self._is_sound(aside[one.digest], one)
            }
            for one_of in _TREES:  # nobody knows what they hold
                await quietly(sftp.remove(self._records.at(f"tree-{one_of}")))
        elif changes.doubtful or source is None or not changes.before.files:
            there = set(await self._records.names("objects"))
        else:
            there = {one.digest for one in changes.before.files.values()}
        missing = sorted((path, digest) for digest, path in wanted.items() if digest not in there)
        if missing and source is None:
            raise Stopped("deploying.not_kept", path=missing[0][0])
        for some in _batches(missing):
            await self._session.all(self._sender(source, changes.after), some)
            size = sum(changes.after.files[path].size for path, _ in some)
            await asyncio.to_thread(beat, len(some), size)  # which may write the state
        live = await self._live()
        tree = _TREES[0] if live != _TREES[0] else _TREES[1]
        await self._fill(tree, changes, beat)
        await self._switch(tree)

    def _sender(
        self, source: Path | None, after: Manifest
    ) -> Callable[[tuple[str, str]], Awaitable[None]]:
        async def send(one: tuple[str, str]) -> None:
            path, digest = one
            assert source is not None
            sftp = await self._session.client()
            new = await self._records.aside((source / path).read_bytes())
            await sftp.posix_rename(new, self._records.at(f"objects/{digest}"))
            self.traffic.files += 1
            self.traffic.bytes += after.files[path].size

        return send

    async def _fill(self, tree: str, changes: Changes, beat: Beat) -> None:
        """Make the tree out of use hold what comes after, from what it is known to hold: all of its
        manifest but what was erased from it."""
        sftp = await self._session.client()
        after = changes.after
        name = name_of(after.to_bytes())
        holds = await self._held(tree)
        if holds is not None and holds[0] == name and not changes.erased:
            return
        await quietly(sftp.remove(self._records.at(f"tree-{tree}")))
        if holds is None:
            await quietly(sftp.rmtree(self._records.at(f"trees/{tree}"), ignore_errors=True))
        before = holds[1].files if holds else NOTHING.files
        linked = [
            (path, one.digest)
            for path, one in after.files.items()
            if path not in before
            or before[path].digest != one.digest
            or path.startswith(changes.erased)
        ]
        gone = before.keys() - after.files.keys()

        async def remove(path: str) -> None:
            await quietly(sftp.remove(self._records.at(f"trees/{tree}/{path}")))

        async def link(one: tuple[str, str]) -> None:
            path, digest = one
            new, place = (
                self._records.new(),
                self._records.at(f"trees/{tree}/{path}"),
            )
            await sftp.link(self._records.at(f"objects/{digest}"), new)
            await sftp.posix_rename(new, place)
            # Of two names of one file a rename leaves both (POSIX): then the first goes here.
            await quietly(sftp.remove(new))

        await self._session.all(remove, sorted(gone))
        folders = {f"trees/{tree}"}
        for path, _ in linked:
            while path := posixpath.dirname(path):
                folders.add(f"trees/{tree}/{path}")
        known = {posixpath.dirname(path) for path in before}
        await self._records.folders(
            [one for one in sorted(folders) if one.removeprefix(f"trees/{tree}/") not in known]
        )
        for some in _batches(sorted(linked)):
            await self._session.all(link, some)
            await asyncio.to_thread(beat, 0, 0)
        await self._records.write(f"tree-{tree}", name.encode())

    async def _held(self, tree: str) -> tuple[str, Manifest] | None:
        """What a tree is known to hold; None where nobody knows."""
        try:
            name = (await self._records.read(f"tree-{tree}")).decode()
            content = await self._records.read(f"manifests/{name}.json")
            if base := base_of(content):
                before = read_manifest(await self._records.read(f"manifests/{base}.json"))
                return name, read_manifest(content, before)
            return name, read_manifest(content)
        except (FileNotFoundError, ValueError):
            return None

    async def _live(self) -> str:
        sftp = await self._session.client()
        if not await sftp.islink(self._link):
            return ""
        return posixpath.basename(str(await sftp.readlink(self._link)))

    async def _switch(self, tree: str) -> None:
        sftp = await self._session.client()
        new = self._records.new()
        # The link is read from where it will lie.
        final = posixpath.join(self._records.name, "trees", tree)
        await sftp.symlink(final, new)
        if not await sftp.islink(self._link) and await sftp.lexists(self._link):
            await quietly(sftp.rmdir(self._link))
            if await sftp.lexists(self._link):  # asked for: nothing of it is lost
                await sftp.rename(self._link, f"{self._link}.before-porte-voix")
        await sftp.posix_rename(new, self._link)

    async def _finish(self, changes: Changes, needed: Collection[str]) -> None:
        sftp = await self._session.client()
        kept = {one.digest for one in changes.after.files.values()} | set(needed)
        out = _TREES[1] if await self._live() == _TREES[0] else _TREES[0]
        for path in changes.before.files:
            if path.startswith(changes.erased):
                await quietly(sftp.remove(self._records.at(f"trees/{out}/{path}")))

        async def drop(digest: str) -> None:
            await quietly(sftp.remove(self._records.at(f"objects/{digest}")))

        await self._session.all(
            drop, [name for name in await self._records.names("objects") if name not in kept]
        )


def _batches(items: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
