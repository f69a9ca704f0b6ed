"""What a place by SFTP keeps beside its site: contents, trees, manifests, and which state is the last.

Nothing is written under the name that it will bear: a whole file lies aside, then takes it.
"""

from __future__ import annotations

import itertools
import posixpath
import secrets
from collections.abc import Collection, Iterable

from portevoix.deploying.host import Overtaken, Traffic
from portevoix.deploying.sftp_session import SftpSession, quietly

_LOOKS = 10  # each one lost is another publication that went on


class SftpRecords:
    """The files of one folder, by their paths below it."""

    def __init__(self, session: SftpSession, folder: str, traffic: Traffic) -> None:
        self.name = posixpath.basename(folder)
        self.generation = 0  # of the state that was read or written last
        # A run that was cut may have left a second name of a file that is shown: no name is taken twice.
        self.ours = secrets.token_hex(6)
        self._number = itertools.count()
        self._session, self._folder, self._traffic = session, folder, traffic

    async def read_state(self) -> bytes | None:
        """Who publishes meanwhile takes a state away once the next one stands: it is looked for again."""
        for left in reversed(range(_LOOKS)):
            self.generation = max(await self._generations(), default=0)
            if not self.generation:
                break
            try:
                return await self.read(f"state.{self.generation}")
            except FileNotFoundError:
                if not left:
                    raise
        return None

    async def write_state(self, content: bytes) -> None:
        """A name that nobody may take twice: who comes second has been overtaken."""
        import asyncssh

        sftp = await self._session.client()
        new = await self.aside(content)
        following = self.at(f"state.{self.generation + 1}")
        try:
            await sftp.rename(new, following)
        except asyncssh.SFTPError:
            if not await sftp.lexists(following):
                raise
            await sftp.remove(new)
            raise Overtaken from None
        self.generation += 1
        for number in await self._generations():
            if number < self.generation:
                await quietly(sftp.remove(self.at(f"state.{number}")))

    async def _generations(self) -> list[int]:
        names = (name.partition(".")[2] for name in await self.names("") if name[:6] == "state.")
        return [int(name) for name in names if name.isdigit()]

    async def read(self, name: str) -> bytes:
        import asyncssh

        sftp = await self._session.client()
        self._traffic.requests += 1
        try:
            async with sftp.open(self.at(name), "rb") as file:
                content: object = await file.read()
                return content if isinstance(content, bytes) else str(content).encode()
        except asyncssh.SFTPNoSuchFile:
            raise FileNotFoundError(name) from None

    async def write(self, name: str, content: bytes) -> None:
        sftp = await self._session.client()
        new = await self.aside(content)
        await self.folders([posixpath.dirname(name)])
        await sftp.posix_rename(new, self.at(name))

    async def forget(self, names: Collection[str]) -> None:
        sftp = await self._session.client()
        for name in await self.names("manifests"):
            if name not in names:
                await quietly(sftp.remove(self.at(f"manifests/{name}")))

    def new(self) -> str:
        """A name that nobody sees."""
        return self.at(f"incoming/{self.ours}-{next(self._number)}")

    async def aside(self, content: bytes) -> str:
        """A whole file that nobody sees yet."""
        import asyncssh

        sftp = await self._session.client()
        new = self.new()
        self._traffic.requests += 1
        try:
            file = await sftp.open(new, "wb")
        except asyncssh.SFTPNoSuchFile:
            await self.folders(["incoming"])
            file = await sftp.open(new, "wb")
        async with file:
            await file.write(content)
        return new

    async def names(self, folder: str) -> list[str]:
        import asyncssh

        sftp = await self._session.client()
        self._traffic.requests += 1
        try:
            return [name for name in await sftp.listdir(self.at(folder)) if name not in (".", "..")]
        except asyncssh.SFTPNoSuchFile:
            return []

    async def folders(self, names: Iterable[str]) -> None:
        """Make these folders below the records, those above first."""
        sftp = await self._session.client()
        for name in ("", *names):
            try:
                await sftp.mkdir(self.at(name))
            except Exception:
                if not await sftp.isdir(self.at(name)):
                    raise

    def at(self, name: str) -> str:
        return posixpath.join(self._folder, name) if name else self._folder
