"""The ledger in the project's repository: the newest is here before a text goes, and there once it went.

A machine that a forge makes anew for each run has no other memory. Nothing is forced, and nothing but
the ledger goes: commits that somebody else made here and did not push are theirs to push.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 120.0  # that git may take
_SAID = 300  # characters
_TRIES = 5  # against pushes at the same time
_CREDENTIALS = re.compile(r"://[^/@\s]+@")  # of an address, which may hold a token
# Forges start nothing for a commit that says so: GitHub, GitLab and Forgejo understand this one.
QUIET_MARK = "[skip ci]"
# What would lead git to another repository: it is set where a hook of git runs us.
_ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}


class NotKept(Exception):
    """The repository has not got the ledger, or we have not got its newest; `wording` says why, `said` is
    what the other side answered, or else what git printed."""

    def __init__(self, wording: str, said: str = "") -> None:
        super().__init__(wording)
        self.wording = wording
        self.said = _heart_of(_CREDENTIALS.sub("://", said))


def _heart_of(printed: str) -> str:
    """What a forge says says most; of git's own words, the last ones do."""
    lines = printed.splitlines()
    theirs = [line.removeprefix("remote:") for line in lines if line.startswith("remote:")]
    said = " ".join(" ".join(theirs or lines).split())
    return said[:_SAID] if theirs else said[-_SAID:]


class SharedLedger:
    """One ledger, on the branch that is checked out, and that branch where it comes from."""

    def __init__(self, file: Path, email: str) -> None:
        self._file = file
        self._email = email
        self._there = ""  # the commit that the branch has where it comes from

    def bring(self, message: str) -> None:
        """The newest commits of the branch; lines that were left here before go on top. Raises NotKept."""
        if shutil.which("git") is None:
            raise NotKept("no_program")
        if self._says("rev-parse", "--is-inside-work-tree") != "true":
            raise NotKept("no_repository")
        if self._does("check-ignore", "--quiet", "--", self._file.name):
            raise NotKept("is_ignored")
        branch = self._says("symbolic-ref", "--quiet", "--short", "HEAD")
        if not branch:
            raise NotKept("no_branch")
        self._commit(message)
        self._remote = self._says("config", f"branch.{branch}.remote") or "origin"
        self._ref = self._says("config", f"branch.{branch}.merge") or f"refs/heads/{branch}"
        self._run("unreachable", "fetch", "--quiet", "--no-tags", self._remote, self._ref)
        self._there = self._run("unreachable", "rev-parse", "FETCH_HEAD")
        self._refuse_others()
        if self._does("merge-base", "--is-ancestor", "HEAD", self._there):
            self._run("in_the_way", "merge", "--quiet", "--ff-only", self._there)
        elif not self._does("merge-base", "--is-ancestor", self._there, "HEAD"):
            self._rebase()

    def push(self, message: str) -> bool:
        """Whether anything had to go; behind the commits of who was faster. Raises NotKept."""
        self._commit(message)
        if self._run("refused", "rev-parse", "HEAD") == self._there:
            return False
        for _ in range(_TRIES):
            try:
                self._run("refused", "push", "--quiet", self._remote, f"HEAD:{self._ref}")
                return True
            except NotKept:
                had = self._there
                self.bring(message)
                if self._there == had:  # nobody was faster: it is we who are refused
                    raise
        raise NotKept("busy")

    def _commit(self, message: str) -> None:
        name = self._file.name
        if self._run("refused", "status", "--porcelain", "--", name):
            self._run("refused", "add", "--", name)
            words = ("--quiet", "--only", "--message", f"{message} {QUIET_MARK}", "--", name)
            self._run("refused", "commit", *words)

    def _refuse_others(self) -> None:
        """What somebody else committed here would go along."""
        kept_out = (":(top)", f":(exclude){self._file.name}")
        if self._says("rev-list", "--max-count=1", f"{self._there}..HEAD", "--", *kept_out):
            raise NotKept("others")

    def _rebase(self) -> None:
        """Each line of the ledger is one thing done: those of both sides stay, in any order."""
        with tempfile.TemporaryDirectory() as folder:
            attributes = Path(folder) / "attributes"
            attributes.write_text(f"{self._file.name} merge=union\n", "utf-8")
            settings = ("-c", f"core.attributesFile={attributes}")
            try:
                self._run("in_the_way", *settings, "rebase", "--quiet", self._there)
            except NotKept:
                self._does("rebase", "--abort")
                raise

    def _run(self, wording: str, *words: str) -> str:
        done = self._git(*words)
        if done.returncode:
            raise NotKept(wording, done.stderr or done.stdout)
        return done.stdout.strip()

    def _says(self, *words: str) -> str:
        """What git prints; "" where it refuses."""
        done = self._git(*words)
        return "" if done.returncode else done.stdout.strip()

    def _does(self, *words: str) -> bool:
        return self._git(*words).returncode == 0

    def _git(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["git", *self._as_whom(), *words]
        try:
            return subprocess.run(
                command,
                cwd=self._file.parent,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NotKept("unreachable") from None

    def _as_whom(self) -> tuple[str, ...]:
        """Who commits, where the machine does not say."""
        if os.environ.get("GIT_COMMITTER_EMAIL") or _has_email(self._file.parent):
            return ()
        return ("-c", "user.name=Porte-voix", "-c", f"user.email={self._email}")


def _has_email(folder: Path) -> bool:
    asked = ["git", "config", "user.email"]
    done = subprocess.run(asked, cwd=folder, env=_environment(), capture_output=True, check=False)
    return bool(done.stdout.strip())


def _environment() -> dict[str, str]:
    """Nobody is there to answer a question or to close an editor."""
    kept = {key: value for key, value in os.environ.items() if key not in _ELSEWHERE}
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C.UTF-8"}
