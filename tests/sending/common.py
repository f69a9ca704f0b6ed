"""What the tests of sending share: messages, clocks that wait for nobody, runs that are killed."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portevoix.networks import NETWORKS
from portevoix.sending import Attached, Clock, Message, Outcome, deliver, held
from portevoix.sending.http import Http
from portevoix.sending.mastodon import Mastodon
from portevoix.sending.outlet import Outlet
from tests.sending.standin import Server

# Sequences of bad luck on each network: few for every day, 100 with PORTEVOIX_FAULTS=100.
FAULTS = int(os.environ.get("PORTEVOIX_FAULTS", "3"))
ACCOUNT = "@aulnes@social.example"
LINK = "https://blog.exemple.org/blog/budget/?utm_source=mastodon&utm_medium=social"


def png(colour: int = 200) -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        sum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", sum)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    line = zlib.compress(bytes([0, colour]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", line) + chunk(b"IEND", b"")


PICTURE = Attached(content=png(), type="image/png", alt="Un point gris.", width=1, height=1)
SINGLE = Message(
    post="budget",
    network="mastodon",
    account=ACCOUNT,
    parts=(f"L’été sera calme : « tout » est prêt. {LINK}\n\n#Québec",),
    link=LINK,
    stamp=1_764_000_000,
)
THREAD = replace(
    SINGLE,
    parts=(
        f"Un budget en trois points. {LINK} (1/4)",
        "D’abord l’eau, ensuite les rues. (2/4)",
        "Puis les parcs & <les> jardins 🌳. (3/4)",
        "Enfin les bibliothèques. (4/4)",
    ),
    warning="Finances",
    picture=PICTURE,
)


class Hours:
    """A clock that goes on by what one sleeps."""

    def __init__(self, start: datetime = datetime(2026, 11, 27, 14, tzinfo=UTC)) -> None:
        self.time, self.slept = start, 0.0

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.time += timedelta(seconds=seconds)

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=10)
        return self.time

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.sleep)


def mastodon(server: Server, clock: Clock, *, token: str = "") -> Mastodon:
    http = Http(server.base, token or server.token, timeout=5)
    return Mastodon(http, ACCOUNT, NETWORKS["mastodon"], clock)


def run(
    message: Message, outlet: Outlet, ledger: Path, clock: Clock, *, again: bool = False
) -> Outcome:
    """One run of the command, for one message."""
    with held(ledger) as known:
        outlet.open()
        return deliver(message, outlet, known, clock, by="essai", again=again)


def killed(work: Callable[[], object], pid: Callable[[int], None]) -> bool:
    """Run `work` in a process of its own; whether it was killed. `pid` is told its number."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.read(reader, 1)  # until the parent knows whom to kill
            work()
        finally:
            os._exit(0)
    pid(child)
    os.write(writer, b"x")
    _, status = os.waitpid(child, 0)
    os.close(reader)
    os.close(writer)
    return os.WIFSIGNALED(status)
