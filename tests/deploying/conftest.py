"""Servers for a session, a fresh place for each test; what is not installed is left out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.deploying import servers
from tests.deploying.stages import Stage, folder_stage, git_stage, s3_stage, sftp_stage

KINDS = ("folder", "sftp", "git", "moto", "seaweedfs")
_PROGRAMS = {"sftp": "sshd", "git": "git", "moto": "moto_server", "seaweedfs": "weed"}


class Servers:
    """Started when they are first asked for."""

    def __init__(self, stack: ExitStack, factory: pytest.TempPathFactory) -> None:
        self._stack, self._factory = stack, factory
        self._known: dict[str, tuple[object, Path]] = {}

    def get(self, name: str) -> tuple[object, Path]:
        if name not in self._known:
            folder = self._factory.mktemp(name)
            start = {"moto": servers.moto, "seaweedfs": servers.seaweed, "sftp": servers.sshd}
            self._known[name] = self._stack.enter_context(start[name](folder)), folder
        return self._known[name]


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with ExitStack() as stack:
        yield Servers(stack, tmp_path_factory)


@pytest.fixture(params=KINDS)
def stage(
    request: pytest.FixtureRequest,
    started: Servers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    return make_stage(request.param, started, tmp_path, monkeypatch)


def make_stage(kind: str, started: Servers, home: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    name = _PROGRAMS.get(kind)
    if name and servers.program(name) is None:
        pytest.skip(servers.left_out(name))
    if kind == "folder":
        return folder_stage(home)
    if kind == "git":
        return git_stage(home)
    given, folder = started.get(kind)
    if kind == "sftp":
        assert isinstance(given, int)
        return sftp_stage(home, given, folder)
    monkeypatch.setenv("PORTEVOIX_CLOUD_KEY", "test")
    monkeypatch.setenv("PORTEVOIX_CLOUD_SECRET", "testtest")
    make = servers.make_bucket if kind == "moto" else servers.make_weed_bucket
    return s3_stage(str(given), make)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """Where this machine remembers."""
    place = tmp_path / "project"
    place.mkdir()
    yield place
    shutil.rmtree(place)
