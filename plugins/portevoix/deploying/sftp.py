"""SFTP, with an atomic switch: the site that readers see is a link, and a publication moves it.

`www/site` leads to one of two trees in `www/.site.porte-voix/`. Contents lie there once, under their
digests; a tree is made of hard links to them, so that what stands costs no byte. The tree out of use
gets the new site, then the link is renamed over (`posix-rename@openssh.com`: a plain rename refuses
an existing name).
"""

from __future__ import annotations

import asyncio
import itertools
import posixpath
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.deploying.changes import Changes
from portevoix.deploying.host import Beat, Left, Overtaken, Stopped, Traffic
from portevoix.deploying.manifest import NOTHING, Entry, Manifest, base_of, name_of, read_manifest
from portevoix.deploying.settings import Place
from portevoix.deploying.sftp_session import SftpSession, quietly

if TYPE_CHECKING:
    import asyncssh

_BATCH = 128
_LOOKS = 10  # each one lost is another publication that went on
_TREES = ("a", "b")


class SftpPlace:
    """A folder of a server that is reached by SSH."""

    keeps_all = True

    def __init__(self, place: Place) -> None:
        self._link = place.path.rstrip("/")
        above, name = posixpath.split(self._link)
        self._records = posixpath.join(above, f".{name}.porte-voix")
        self._generation = 0
        self._since: int | None = (
            None  # the date of the last state, where what is live was looked at
        )
        # A run that was cut may have left a second name of a file that is shown: no name is taken twice.
        self._ours = secrets.token_hex(6)
        self._number = itertools.count()
        self.traffic = Traffic()
        self._session = SftpSession(place, self._link, self.traffic)

    # What a publication asks

    def read_state(self) -> bytes | None:
        return self._session.run(self._read_state())

    def write_state(self, content: bytes) -> None:
        self._session.run(self._write_state(content))

    def read(self, name: str) -> bytes:
        return self._session.run(self._read(f"manifests/{name}"), absent=True)

    def write(self, name: str, content: bytes) -> None:
        self._session.run(self._write(f"manifests/{name}", content))

    def forget(self, names: Collection[str]) -> None:
        self._session.run(self._forget(names))

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

    async def _read_state(self) -> bytes | None:
        """Who publishes meanwhile takes a state away once the next one stands: it is looked for again."""
        for left in reversed(range(_LOOKS)):
            self._generation = max(await self._generations(), default=0)
            if not self._generation:
                break
            try:
                return await self._read(f"state.{self._generation}")
            except FileNotFoundError:
                if not left:
                    raise
        return None

    async def _write_state(self, content: bytes) -> None:
        """A name that nobody may take twice: who comes second has been overtaken."""
        import asyncssh

        sftp = await self._session.client()
        new = await self._aside(content)
        following = self._at(f"state.{self._generation + 1}")
        try:
            await sftp.rename(new, following)
        except asyncssh.SFTPError:
            if not await sftp.lexists(following):
                raise
            await sftp.remove(new)
            raise Overtaken from None
        self._generation += 1
        for number in await self._generations():
            if number < self._generation:
                await quietly(sftp.remove(self._at(f"state.{number}")))

    async def _generations(self) -> list[int]:
        names = (name.partition(".")[2] for name in await self._names("") if name[:6] == "state.")
        return [int(name) for name in names if name.isdigit()]

    async def _names(self, folder: str) -> list[str]:
        import asyncssh

        sftp = await self._session.client()
        self.traffic.requests += 1
        try:
            return [
                name for name in await sftp.listdir(self._at(folder)) if name not in (".", "..")
            ]
        except asyncssh.SFTPNoSuchFile:
            return []

    async def _read(self, name: str) -> bytes:
        import asyncssh

        sftp = await self._session.client()
        self.traffic.requests += 1
        try:
            async with sftp.open(self._at(name), "rb") as file:
                content: object = await file.read()
                return content if isinstance(content, bytes) else str(content).encode()
        except asyncssh.SFTPNoSuchFile:
            raise FileNotFoundError(name) from None

    async def _write(self, name: str, content: bytes) -> None:
        sftp = await self._session.client()
        new = await self._aside(content)
        await self._folders([posixpath.dirname(name)])
        await sftp.posix_rename(new, self._at(name))

    def _new(self) -> str:
        """A name that nobody sees."""
        return self._at(f"incoming/{self._ours}-{next(self._number)}")

    async def _aside(self, content: bytes) -> str:
        """A whole file that nobody sees yet."""
        import asyncssh

        sftp = await self._session.client()
        new = self._new()
        self.traffic.requests += 1
        try:
            file = await sftp.open(new, "wb")
        except asyncssh.SFTPNoSuchFile:
            await self._folders(["incoming"])
            file = await sftp.open(new, "wb")
        async with file:
            await file.write(content)
        return new

    async def _forget(self, names: Collection[str]) -> None:
        sftp = await self._session.client()
        for name in await self._names("manifests"):
            if name not in names:
                await quietly(sftp.remove(self._at(f"manifests/{name}")))

    async def _strangers(self) -> tuple[str, ...]:
        """Where the link would lie: nothing, a link of ours or an empty folder is nobody's."""
        import asyncssh

        sftp = await self._session.client()
        above = posixpath.dirname(self._link) or "."
        if not await sftp.isdir(above):
            raise Stopped("deploying.no_folder", place=above)
        if await sftp.islink(self._link):
            ours = posixpath.basename(self._records) in str(await sftp.readlink(self._link))
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
            self._since = (await sftp.stat(self._at(f"state.{self._generation}"))).mtime
        except asyncssh.SFTPNoSuchFile:
            raise Overtaken from None
        top = await self._lying(self._link)
        first = {path.partition("/")[0]: one for path, one in live.items()}
        if not verify and all(
            name in top and (name not in live or self._is_sound(top[name], one))
            for name, one in first.items()
        ):
            return set()
        folders = {posixpath.dirname(path) for path in live}
        there: dict[str, asyncssh.SFTPAttrs] = {}

        async def look(folder: str) -> None:
            for name, one in (await self._lying(posixpath.join(self._link, folder))).items():
                there[posixpath.join(folder, name)] = one

        await self._session.all(look, sorted(folders))
        objects = await self._lying(self._at("objects"))
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

    async def _lying(self, folder: str) -> dict[str, asyncssh.SFTPAttrs]:
        """How what a folder holds lies there; nothing where it is none."""
        import asyncssh

        sftp = await self._session.client()
        self.traffic.requests += 1
        try:
            return {str(one.filename): one.attrs for one in await sftp.readdir(folder)}
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPFailure):
            return {}

    def _is_sound(self, lies: asyncssh.SFTPAttrs, one: Entry) -> bool:
        if lies.mtime is not None and self._since is not None and lies.mtime > self._since:
            return False
        return lies.size in (None, one.size)  # not every server tells

    async def _transfer(self, changes: Changes, source: Path | None, beat: Beat) -> None:
        await self._folders(["objects", "trees", "incoming"])
        sftp = await self._session.client()
        for name in await self._names("incoming"):
            if not name.startswith(self._ours):
                await quietly(sftp.remove(self._at(f"incoming/{name}")))
        wanted = {one.digest: path for path, one in changes.after.files.items()}
        if changes.amiss:
            # What was written over by others may be a content that lies aside: it bears both names.
            aside = await self._lying(self._at("objects"))
            there = {
                one.digest
                for one in changes.after.files.values()
                if one.digest in aside and self._is_sound(aside[one.digest], one)
            }
            for one_of in _TREES:  # nobody knows what they hold
                await quietly(sftp.remove(self._at(f"tree-{one_of}")))
        elif changes.doubtful or source is None or not changes.before.files:
            there = set(await self._names("objects"))
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
            new = await self._aside((source / path).read_bytes())
            await sftp.posix_rename(new, self._at(f"objects/{digest}"))
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
        await quietly(sftp.remove(self._at(f"tree-{tree}")))
        if holds is None:
            await quietly(sftp.rmtree(self._at(f"trees/{tree}"), ignore_errors=True))
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
            await quietly(sftp.remove(self._at(f"trees/{tree}/{path}")))

        async def link(one: tuple[str, str]) -> None:
            path, digest = one
            new, place = (
                self._new(),
                self._at(f"trees/{tree}/{path}"),
            )
            await sftp.link(self._at(f"objects/{digest}"), new)
            await sftp.posix_rename(new, place)
            # Of two names of one file a rename leaves both (POSIX): then the first goes here.
            await quietly(sftp.remove(new))

        await self._session.all(remove, sorted(gone))
        folders = {f"trees/{tree}"}
        for path, _ in linked:
            while path := posixpath.dirname(path):
                folders.add(f"trees/{tree}/{path}")
        known = {posixpath.dirname(path) for path in before}
        await self._folders(
            [one for one in sorted(folders) if one.removeprefix(f"trees/{tree}/") not in known]
        )
        for some in _batches(sorted(linked)):
            await self._session.all(link, some)
            await asyncio.to_thread(beat, 0, 0)
        await self._write(f"tree-{tree}", name.encode())

    async def _held(self, tree: str) -> tuple[str, Manifest] | None:
        """What a tree is known to hold; None where nobody knows."""
        try:
            name = (await self._read(f"tree-{tree}")).decode()
            content = await self._read(f"manifests/{name}.json")
            if base := base_of(content):
                before = read_manifest(await self._read(f"manifests/{base}.json"))
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
        new = self._new()
        # The link is read from where it will lie.
        final = posixpath.join(posixpath.basename(self._records), "trees", tree)
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
                await quietly(sftp.remove(self._at(f"trees/{out}/{path}")))

        async def drop(digest: str) -> None:
            await quietly(sftp.remove(self._at(f"objects/{digest}")))

        await self._session.all(
            drop, [name for name in await self._names("objects") if name not in kept]
        )

    async def _folders(self, names: Iterable[str]) -> None:
        """Make these folders below the records, those above first."""
        sftp = await self._session.client()
        for name in ("", *names):
            try:
                await sftp.mkdir(self._at(name))
            except Exception:
                if not await sftp.isdir(self._at(name)):
                    raise

    def _at(self, name: str) -> str:
        return posixpath.join(self._records, name) if name else self._records


def _batches(items: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]
