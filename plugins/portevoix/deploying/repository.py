"""Our own repository of git, in which a branch is put together.

Contents are shared with all runs, as git lets them be; refs, index and locks are those of one run.
So a run that was killed, or commands of it that live on, keep nobody out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from portevoix.cache.checksummed import read_record, write_record

_TIP = "there"  # the branch as it was last seen
_ABANDONED = 86_400.0  # seconds after which what a killed run left goes
# What git says of contents that a machine lost while it wrote them.
_DAMAGED = ("object file", "corrupt", "bad object", "unable to read tree")
# What would lead git to another repository: it is set where a hook of git publishes.
_ELSEWHERE = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
}
_PLAIN = ("-c", "core.quotePath=false", "-c", "gc.auto=0")


class Refused(Exception):
    """What git said, when it did not do what it was asked."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    @property
    def is_damage(self) -> bool:
        """Whether contents of a repository cannot be read."""
        return any(sign in self.said for sign in _DAMAGED)


class Repository:
    """Contents below `folder`, kept from run to run; `given` is added to git's environment."""

    def __init__(self, folder: Path, given: Mapping[str, str]) -> None:
        self._folder = folder
        self._given = given
        self._run: Path | None = None

    def open(self) -> None:
        """Raises Refused, OSError."""
        self.close()
        self._folder.mkdir(parents=True, exist_ok=True)
        _sweep(self._folder)
        self._run = Path(tempfile.mkdtemp(prefix="run-", dir=self._folder))
        self.git("init", "--quiet", "--bare", "--template=")
        self._take_up()

    def close(self) -> None:
        if self._run is not None:
            shutil.rmtree(self._run, ignore_errors=True)
            self._run = None

    def forget(self) -> None:
        """Begin anew: all contents can be had again."""
        self.close()
        shutil.rmtree(self._folder / "objects", ignore_errors=True)
        self._tip.unlink(missing_ok=True)

    @property
    def _tip(self) -> Path:
        return self._folder / f"{_TIP}.json"

    def fetch(self, remote: str, ref: str, depth: int) -> str:
        """The commit at `ref` of `remote`, with so many before it. Raises Refused."""
        assert self._run is not None
        self.git(
            "fetch", "--quiet", "--no-tags", f"--depth={depth}", remote, f"+{ref}:refs/heads/{_TIP}"
        )
        commit = self.git("rev-parse", f"refs/heads/{_TIP}")
        shallow = self._run / "shallow"
        ends = shallow.read_text("ascii") if shallow.is_file() else ""
        write_record(self._tip, {"commit": commit, "ends": ends})
        return commit

    def _take_up(self) -> None:
        """Say to whom we fetch from what we hold already, where we still hold it."""
        assert self._run is not None
        try:
            record = read_record(self._tip)
            commit, ends = str(record["commit"]), str(record["ends"])
        except (KeyError, TypeError):
            return
        if ends:
            (self._run / "shallow").write_text(ends, "ascii")
        try:
            self.git("cat-file", "-e", f"{commit}^{{tree}}")
            self.git("update-ref", f"refs/heads/{_TIP}", commit)
        except Refused:
            (self._run / "shallow").unlink(missing_ok=True)

    def git(
        self, *words: str, given: str | None = None, more: Mapping[str, str] | None = None
    ) -> str:
        """What a command of git says. Raises Refused."""
        assert self._run is not None
        done = subprocess.run(
            ("git", "--git-dir", str(self._run), *_PLAIN, *words),
            input=None if given is None else given.encode("utf-8", "surrogateescape"),
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
            env={
                **{name: value for name, value in os.environ.items() if name not in _ELSEWHERE},
                "LC_ALL": "C",
                "GIT_TERMINAL_PROMPT": "0",
                "GIT_OBJECT_DIRECTORY": str(self._folder / "objects"),
                **self._given,
                **(more or {}),
            },
        )
        if done.returncode:
            raise Refused(done.stderr.decode("utf-8", "replace"))
        return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def _sweep(folder: Path) -> None:
    for left in folder.glob("run-*"):
        try:
            old = time.time() - left.stat().st_mtime > _ABANDONED
        except OSError:
            continue
        if old:
            shutil.rmtree(left, ignore_errors=True)
