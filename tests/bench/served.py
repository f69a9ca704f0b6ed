"""A live preview: from the edit of a post to its new page served, the same way for every generator."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import Run, end_of, surroundings
from tests.bench.posts import edit, title_of
from tests.bench.processes import largest_peak, tree_cpu

START, ANSWER, REST = 1800, 300, 120  # seconds at most: first build, an edit, what follows it
POLLED_EVERY = 0.01  # seconds


def time_edits(
    command: Sequence[str],
    folder: Path,
    posts: Path,
    address: Callable[[Path, str], str],
    *,
    times: int,
    environment: Mapping[str, str] | None = None,
) -> list[Run]:
    """Edits as many posts, one by one, each once the preview is at rest.

    `command` takes the port as its last word. `address` gives the page of a post from its file and
    its title. The time ends when the page holds the new sentence; the processor time when the
    preview is at rest again.
    """
    port = _free_port()
    with _started([*command, str(port)], folder, environment or {}) as (process, wait_until):
        wait_until(lambda: _page(port, "/") is not None, START)
        return [
            _time_edit(process, wait_until, port, posts, address, number)
            for number in range(1, times + 1)
        ]


Wait = Callable[[Callable[[], bool], float], None]


def _time_edit(
    process: int,
    wait_until: Wait,
    port: int,
    posts: Path,
    address: Callable[[Path, str], str],
    number: int,
) -> Run:
    _rest(process)
    before = tree_cpu(process)
    started = time.perf_counter()
    post, mark = edit(posts, number)
    page = address(post, title_of(post))
    wait_until(lambda: mark in (_page(port, page) or ""), ANSWER)
    wall = time.perf_counter() - started
    _rest(process)
    return Run(wall=wall, cpu=tree_cpu(process) - before, peak=largest_peak(process))


@contextmanager
def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[int, Wait]]:
    log = folder / "bench.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env={**surroundings(), **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
        )

    def wait_until(condition: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{' '.join(command)}: no answer in time\n{end_of(log)}")
            time.sleep(POLLED_EVERY)

    try:
        yield server.pid, wait_until
    finally:
        server.terminate()
        server.wait()


def _rest(process: int) -> None:
    """Until a second goes by in which the preview does next to nothing."""
    deadline = time.monotonic() + REST
    used = tree_cpu(process)
    while time.monotonic() < deadline:
        time.sleep(1)
        before, used = used, tree_cpu(process)
        if used - before <= 0.02:
            return


def _page(port: int, path: str) -> str | None:
    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("GET", path)
        answer = link.getresponse()
        body = answer.read().decode("utf-8", errors="replace")
        link.close()
    except (OSError, http.client.HTTPException):
        return None
    return body if answer.status == 200 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
