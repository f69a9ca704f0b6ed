"""A session of SFTP: its connection, its requests side by side, and what a server refuses, in words."""

from __future__ import annotations

import asyncio
import contextlib
import posixpath
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from portevoix.deploying.host import Stopped, Traffic
from portevoix.deploying.loops import Loop
from portevoix.deploying.settings import Place

if TYPE_CHECKING:
    import asyncssh

_T = TypeVar("_T")
_AT_ONCE = 32  # requests under way
_LITTLE = 1_000_000  # bytes: a disc with less is full


class SftpSession:
    """What a place's server is asked, one connection for all of it. `folder` is what messages name."""

    def __init__(self, place: Place, folder: str, traffic: Traffic) -> None:
        self._place, self._folder, self._traffic = place, folder, traffic
        self._loop = Loop()
        self._open: contextlib.AsyncExitStack | None = None
        self._sftp: asyncssh.SFTPClient | None = None

    def close(self) -> None:
        with contextlib.suppress(Exception):  # what is over may already be cut
            if self._open is not None:
                self._loop.run(self._open.aclose())
        self._loop.close()

    async def all(self, act: Callable[[Any], Awaitable[None]], items: Sequence[Any]) -> None:
        waiting = iter(items)

        async def work() -> None:
            for item in waiting:
                self._traffic.requests += 1
                await act(item)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(_AT_ONCE, len(items))):
                    group.create_task(work())
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None

    async def lying(self, folder: str) -> dict[str, asyncssh.SFTPAttrs]:
        """How what a folder holds lies there; nothing where it is none."""
        import asyncssh

        sftp = await self.client()
        self._traffic.requests += 1
        try:
            return {str(one.filename): one.attrs for one in await sftp.readdir(folder)}
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPFailure):
            return {}

    async def client(self) -> asyncssh.SFTPClient:
        import asyncssh

        if self._sftp is None:
            place, stack = self._place, contextlib.AsyncExitStack()
            options: dict[str, Any] = {"connect_timeout": 20, "keepalive_interval": 15}
            if place.identity:
                options["client_keys"] = [str(Path(place.identity).expanduser())]
                options["passphrase"] = place.secret("PASSPHRASE") or None
            if key := place.secret("IDENTITY"):  # the key itself, on a machine that keeps none
                passphrase = place.secret("PASSPHRASE") or None
                options["client_keys"] = [asyncssh.import_private_key(key + "\n", passphrase)]
            if known := place.secret("KNOWN_HOSTS"):
                options["known_hosts"] = asyncssh.import_known_hosts(known + "\n")
            elif place.known_hosts:
                options["known_hosts"] = str(Path(place.known_hosts).expanduser())
            if password := place.secret("PASSWORD"):
                options["password"] = password
            connection = await stack.enter_async_context(
                asyncssh.connect(place.host, place.port, username=place.user, **options)
            )
            self._sftp = await stack.enter_async_context(connection.start_sftp_client())
            self._open = stack
        return self._sftp

    def run(self, work: Coroutine[Any, Any, _T], *, absent: bool = False) -> _T:
        with self._told(absent):
            return self._loop.run(work)

    @contextmanager
    def _told(self, absent: bool) -> Iterator[None]:
        """What the server refuses, in words; raises FileNotFoundError where that is an answer."""
        import asyncssh

        shown = f"sftp://{self._place.host}/{self._folder}"
        try:
            yield
        except FileNotFoundError as error:
            if absent:
                raise
            raise Stopped("deploying.refused", place=shown, reason=str(error)) from error
        except asyncssh.HostKeyNotVerifiable as error:
            host = self._place.host
            raise Stopped("deploying.unknown_host", host=host, port=self._place.port) from error
        except (asyncssh.PermissionDenied, asyncssh.KeyImportError) as error:
            raise Stopped("deploying.keys", place=shown, reason=str(error)) from error
        except (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection) as error:
            raise Stopped("deploying.cut", place=shown, reason=str(error)) from error
        except asyncssh.SFTPPermissionDenied as error:
            raise Stopped("deploying.denied", place=shown, reason=str(error)) from error
        except asyncssh.SFTPError as error:
            wording = "deploying.full" if self._is_full() else "deploying.refused"
            raise Stopped(wording, place=shown, reason=error.reason) from error
        except (asyncssh.Error, OSError) as error:
            raise Stopped("deploying.cut", place=shown, reason=str(error)) from error

    def _is_full(self) -> bool:
        """OpenSSH answers a bare « Failure » to what does not fit: its disc is asked."""
        try:
            assert self._sftp is not None
            found = self._loop.run(self._sftp.statvfs(posixpath.dirname(self._folder) or "."))
        except Exception:  # not every server tells
            return False
        return bool(found.bavail * found.frsize < _LITTLE)


async def quietly(work: Awaitable[Any]) -> None:
    """Do it where there is anything to do."""
    import asyncssh

    with contextlib.suppress(
        asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPFailure
    ):
        await work
