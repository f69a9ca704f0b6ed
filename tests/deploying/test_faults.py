"""What goes wrong on the way to a place, and there: cut at any byte, a full disc, a clock that is wrong."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from portevoix.deploying import Place, Stopped
from tests.conftest import ROOT
from tests.deploying import servers
from tests.deploying.small import tree, write_site
from tests.deploying.stages import Stage
from tests.deploying.test_publication import CHILD, CUTS, check_pages, publish


@dataclass
class Stretch:
    """What goes over a line until it is made whole again."""

    limit: int | None = None
    sent: int = 0
    is_cut: bool = False
    open: list[socket.socket] = field(default_factory=list)


class Wire:
    """A line to a server that can be cut once so many bytes have gone to it."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._lock = threading.Lock()
        self._now = Stretch()
        self._all = [self._now]
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def sent(self) -> int:
        return self._now.sent

    def cut_after(self, count: int | None) -> None:
        """None: it is whole again."""
        self._now = Stretch(count)  # who still carries what went before cuts no more than that
        self._all.append(self._now)

    def close(self) -> None:
        self._ear.close()
        for one in self._all:
            self._cut(one)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._ear.accept()
            except OSError:
                return
            now = self._now
            if now.is_cut:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                near.close()
                continue
            with self._lock:
                now.open += [near, far]
            for source, target, counted in ((near, far, True), (far, near, False)):
                threading.Thread(
                    target=self._carry, args=(now, source, target, counted), daemon=True
                ).start()

    def _carry(
        self, now: Stretch, source: socket.socket, target: socket.socket, counted: bool
    ) -> None:
        with suppress(OSError):
            while data := source.recv(16_384):
                if counted:
                    with self._lock:
                        if now.limit is not None and now.sent + len(data) > now.limit:
                            data = data[: now.limit - now.sent]
                            now.is_cut = True
                        now.sent += len(data)
                target.sendall(data)
                if now.is_cut:
                    self._cut(now)
                    return
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _cut(self, now: Stretch) -> None:
        with self._lock:
            held, now.open = now.open, []
        for one in held:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@contextmanager
def wired(stage: Stage, home: Path) -> Iterator[tuple[Stage, Wire]]:
    """The same place, reached by a line."""
    with ExitStack() as stack:
        place = stage.place
        if place.to == "git":
            place, port = stack.enter_context(_daemon(place.repository, home))
        elif place.to == "sftp":
            port = place.port
        else:
            port = int(place.endpoint.rpartition(":")[2])
        wire = Wire(port)
        stack.callback(wire.close)
        if place.to == "git":
            place = replace(place, repository=f"git://127.0.0.1:{wire.port}/pages.git")
        elif place.to == "sftp":
            known = Path(place.known_hosts).read_text("utf-8").replace(str(port), str(wire.port))
            (home / "known").write_text(known, "utf-8")
            place = replace(place, port=wire.port, known_hosts=str(home / "known"))
        else:
            place = replace(place, endpoint=f"http://127.0.0.1:{wire.port}")
        yield replace(stage, place=place), wire


@contextmanager
def _daemon(repository: str, home: Path) -> Iterator[tuple[Place, int]]:
    port, folder = servers.free_port(), Path(repository).parent
    words = ["daemon", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}", "--export-all"]
    words += [f"--base-path={folder}", "--enable=receive-pack", str(folder)]
    with servers.running(["git", *words], port, home / "daemon.log"):
        yield Place(name="forge", to="git", branch="pages"), port


@pytest.mark.parametrize("stage", ["sftp", "git", "moto", "seaweedfs"], indirect=True)
def test_a_line_that_is_cut_at_any_byte_leaves_a_whole_site_and_the_next_run_ends_it(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    versions = [write_site(tmp_path / f"v{n}", str(n)) for n in range(2)]
    with wired(stage, tmp_path) as (there, wire):
        publish(there, versions[0], project)
        wire.cut_after(None)
        publish(there, versions[1], project)
        whole = wire.sent
        drawn = random.Random(stage.place.to)
        for n in range(CUTS):
            site = versions[n % 2]
            wire.cut_after(drawn.randrange(whole))
            with suppress(Stopped):  # a client that asks again may get through
                publish(there, site, project)
            check_pages(stage)
            wire.cut_after(None)
            publish(there, site, project)
            assert stage.tree() == tree(site)
            assert publish(there, site, project)[1].files == 0


@contextmanager
def small_disc(place: Path, size: str) -> Iterator[None]:
    """A file system of its own, where this account may make one."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("no small disc: only root of a Linux may mount one")
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no small disc: this container may not mount one")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("stage", ["folder", "sftp", "git"], indirect=True)
def test_a_full_disc_there_is_told_and_the_live_site_stays_whole(
    stage: Stage, tmp_path: Path, project: Path
) -> None:
    """Once there is room the publication goes on where it was."""
    disc = tmp_path / "disc"
    first, second = write_site(tmp_path / "v0", "0"), write_site(tmp_path / "v1", "1")
    with small_disc(disc, "700k"):
        if stage.place.to == "git":
            shutil.move(stage.place.repository, disc / "pages.git")
            place = replace(stage.place, repository=str(disc / "pages.git"))
            # Contents that git packs would fit.
            (second / "img" / "large.png").write_bytes(os.urandom(900_000))
        else:
            place = replace(stage.place, path=str(disc / "www"))
        there = replace(stage, place=place)
        publish(there, first, project)
        with pytest.raises(Stopped) as stopped:
            publish(there, second, project)
        assert stopped.value.wording == "deploying.full"
        live = read_tree(there)
        assert {path for path in tree(first) if path.endswith(".html")} <= live.keys()
        subprocess.run(["mount", "-o", "remount,size=30m", str(disc)], check=True)
        publish(there, second, project)
        assert read_tree(there) == tree(second)


def read_tree(stage: Stage) -> dict[str, bytes]:
    """What readers find at the place of a stage that was moved."""
    place = stage.place
    if place.to != "git":
        return tree(Path(place.path).resolve())
    out = Path(place.repository).parent / "out"
    shutil.rmtree(out, ignore_errors=True)
    words = ["git", "clone", "-q", "-b", "pages", place.repository, str(out)]
    subprocess.run(words, check=True)
    shutil.rmtree(out / ".git")
    found = tree(out)
    shutil.rmtree(out)
    found.pop(".nojekyll", None)
    return found


TELLING = CHILD.replace(
    "there.publish(manifest, site, ears=Ears(waiting=silent, planned=silent, sent=silent))",
    "from portevoix.deploying import Stopped\n"
    "try:\n"
    "    there.publish(manifest, site, ears=Ears(waiting=silent, planned=silent, sent=silent))\n"
    "except Stopped as stopped:\n"
    "    print(stopped.wording)\n",
)


def at_another_time(stage: Stage, site: Path, project: Path, clock: str) -> str:
    """A publication by a machine whose clock is wrong; what stopped it."""
    if shutil.which("faketime") is None:
        pytest.skip("no faketime: apt install faketime")
    words = [sys.executable, "-c", TELLING, str(site), str(project), repr(stage.place)]
    done = subprocess.run(
        ["faketime", "-m", "-f", clock, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "plugins",
        env={**os.environ, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.removeprefix("ready\n").strip()


@pytest.mark.parametrize("stage", ["folder", "sftp", "git", "moto"], indirect=True)
@pytest.mark.parametrize("clock", ["-400d", "+400d"])
def test_no_clock_says_which_site_is_live(
    clock: str, stage: Stage, tmp_path: Path, project: Path
) -> None:
    """A machine that lives in another year publishes before and after ours."""
    versions = [write_site(tmp_path / f"v{n}", str(n)) for n in range(3)]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    publish(stage, versions[0], project)
    assert at_another_time(stage, versions[1], elsewhere, clock) == ""
    assert stage.tree() == tree(versions[1])
    publish(stage, versions[2], project)
    assert stage.tree() == tree(versions[2])


@pytest.mark.parametrize("stage", ["seaweedfs"], indirect=True)
def test_a_clock_that_a_store_refuses_is_told(stage: Stage, tmp_path: Path, project: Path) -> None:
    site = write_site(tmp_path / "one", "1")
    assert at_another_time(stage, site, project, "+3d") == "deploying.clock"
    publish(stage, site, project)
    assert stage.tree() == tree(site)
