"""A small project with its workbench running: the real command, on the loopback."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.conftest import ROOT
from tests.incremental.small import ARTICLE, make

BODY = "Un premier mot.\n\n## La suite\n\nUn second mot.\n"
POST = f"---\ntitle: Le pont # de bois\ndate: 2026-03-02\nslug: pont\nlayout: post\n---\n\n{BODY}"
SECONDS = 60


@dataclass
class Shop:
    root: Path
    process: subprocess.Popen[bytes] = field(repr=False)
    address: str

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def secret(self) -> str:
        return urlsplit(self.address).path.strip("/")

    def post(self, name: str = "pont.md") -> Path:
        return self.root / "docs" / "blog" / "posts" / name

    def ask(
        self,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        method: str = "",
        whole: bool = False,
    ) -> tuple[int, str, http.client.HTTPMessage]:
        """What is answered to a browser's request; `whole` says that the path has its secret."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        sent = {"Origin": f"http://127.0.0.1:{self.port}", **(headers or {})}
        sent = {name: value for name, value in sent.items() if value}
        place = path if whole else f"/{self.secret}{path}"
        link.request(method or ("GET" if body is None else "POST"), place, body, sent)
        answer = link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        link.close()
        return answer.status, text, answer.headers

    def send(self, path: str, data: object) -> tuple[int, Any]:
        """JSON, as a page's script sends it."""
        status, text, _ = self.ask(
            path, body=json.dumps(data).encode(), headers={"Content-Type": "application/json"}
        )
        return status, json.loads(text) if text.startswith(("{", "[")) else text

    def fill(
        self, path: str, values: Mapping[str, str]
    ) -> tuple[int, str, http.client.HTTPMessage]:
        """A form, as a browser without scripts sends it."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(path, body=urlencode(values).encode(), headers=kind)

    def base(self, name: str = "pont.md") -> str:
        """The digest of the file that a page of the editor begins with."""
        found = re.search(r'name="base" value="([^"]*)"', self.ask(f"/billets/{name}")[1])
        assert found
        return found[1]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    """One that nobody is given who asks for none."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def project(root: Path) -> Path:
    make(root, charter=True)
    (root / "docs" / "charte" / "06-article.md").write_text(
        ARTICLE.format(id="6", title="Avant de publier"), "utf-8"
    )
    (root / "docs" / "blog" / "posts" / "pont.md").write_text(POST, "utf-8")
    return root


@contextmanager
def started(root: Path, port: int = 0, *, patience: float = SECONDS) -> Iterator[Shop]:
    """The workbench of a project, once its site was built."""
    command = [
        sys.executable,
        "-m",
        "portevoix",
        "atelier",
        "--no-open",
        "--now",
        "2026-11-21 12:00",
    ]
    command += ["--port", str(port)] if port else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "NO_MKDOCS_2_WARNING": "1"}
    log = root / "atelier.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_for(lambda: "http://" in log.read_text("utf-8") or process.poll() is not None)
        said = log.read_text("utf-8")
        found = re.search(r"http://\S+", said)
        assert found, said
        shop = Shop(root, process, found[0])
        wait_for(lambda: json.loads(shop.ask("/etat")[1])["number"] > 0, patience)
        yield shop
        assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")
        assert not (root / ".cache/porte-voix/atelier/fault.txt").exists()
    finally:
        process.terminate()
        process.wait(SECONDS)


def wait_for(condition: Callable[[], bool], seconds: float = SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the workbench did not follow"
        time.sleep(0.05)
