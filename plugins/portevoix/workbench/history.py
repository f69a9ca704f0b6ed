"""The versions of a project that is a git repository: what changed, a version recorded, one looked at
or brought back. Nothing is ever forced, and nothing that is not recorded is written over.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.posts import decode, split
from portevoix.values import dataclass
from portevoix.whole_files import write_whole
from portevoix.yaml_text import Yaml, read_yaml

SECONDS = 60.0  # that git may take; a hook of the project may check the site
MOST_VERSIONS = 100
MOST_CHANGES = 500
MOST_BYTES = 2_000_000  # of a text that is compared
_VERSION = re.compile(r"[0-9a-f]{40}")
_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")


class GitTrouble(Exception):
    """git did not do it; `wording` says why in our words, `said` is what it or a hook printed."""

    def __init__(self, wording: str, said: str = "") -> None:
        super().__init__(wording)
        self.wording, self.said = wording, said.strip()[-4_000:]


class Sort(StrEnum):
    """Worded under `composer.change_<sort>`."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"
    CONFLICT = "conflict"  # a merge that nobody finished


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file that is not as the last version has it."""

    path: str  # below the project, with slashes
    sort: Sort
    title: str = ""  # of a post or page
    fields: tuple[str, ...] = ()  # of its front matter, that are not what they were
    added: int = 0  # words of the text
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    id: str  # of the commit
    at: datetime  # aware
    by: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git repository that holds the project, maybe below its top."""

    home: Path  # the project
    program: str = "git"

    def changes(self) -> Sequence[Change]:
        """What is not as the last version has it, in the order of the names. Raises GitTrouble."""
        told = self._git("status", "--porcelain=v1", "-z", "--untracked-files=all", "--", ".")
        top = self._top()
        found = []
        rows = iter(told.split("\0"))
        for row in rows:
            if not row:
                continue
            state, path = row[:2], row[3:]
            if state[0] in "RC":
                old = next(rows, "")
                if state[0] == "R":
                    found.append(self._change("D ", old, top))
            found.append(self._change(state, path, top))
            if len(found) >= MOST_CHANGES:
                break
        return sorted(found, key=lambda one: one.path)

    def _change(self, state: str, path: str, top: Path) -> Change:
        file = top / path
        inside = file.relative_to(self.home).as_posix()
        if state in ("DD", "AA") or "U" in state:
            return Change(path=inside, sort=Sort.CONFLICT)
        if "D" in state and not file.exists():
            return _of_text(inside, Sort.DELETED, self._committed("HEAD", path), "")
        new = state in ("??", "A ", "AM")
        before = "" if new else self._committed("HEAD", path)
        return _of_text(inside, Sort.ADDED if new else Sort.CHANGED, before, _text_of(file))

    def record(self, sentence: str) -> Version:
        """A version of all that changed in the project, and of nothing else.

        Raises GitTrouble, the files as they were: without a sentence, an identity, or where a hook
        of the project refuses.
        """
        sentence = sentence.strip()
        if not sentence:
            raise GitTrouble("no_sentence")
        changes = self.changes()
        if not changes:
            raise GitTrouble("nothing_new")
        if any(one.sort is Sort.CONFLICT for one in changes) or self._is_merging():
            raise GitTrouble("conflict")
        if not self._says("config", "user.name") or not self._says("config", "user.email"):
            raise GitTrouble("no_identity")
        self._git("add", "--all", "--", ".")
        try:
            # What others have put aside for a commit of their own, elsewhere, is left out.
            self._git(
                "commit", "--quiet", "--file=-", "--cleanup=whitespace", "--", ".", said=sentence
            )
        except GitTrouble as trouble:
            raise GitTrouble("hook", trouble.said) from None
        return self.versions(most=1)[0]

    def versions(self, path: str = "", *, most: int = MOST_VERSIONS) -> Sequence[Version]:
        """The newest versions of the project, or of one of its files. Raises GitTrouble."""
        if not self._says("rev-parse", "--verify", "--quiet", "HEAD"):
            return ()
        form = "--format=%H%x00%aI%x00%an%x00%s%x00"
        told = self._git("log", f"--max-count={most}", form, "--", path or ".")
        parts = told.split("\0")
        return [
            Version(id=id.strip(), at=datetime.fromisoformat(at), by=by, sentence=said)
            for id, at, by, said in zip(
                parts[0::4], parts[1::4], parts[2::4], parts[3::4], strict=False
            )
        ]

    def content(self, version: str, path: str) -> bytes:
        """A file as a version has it. Raises GitTrouble where it has none."""
        if not _VERSION.fullmatch(version):
            raise GitTrouble("no_version")
        inside = (self.home / path).relative_to(self._top()).as_posix()
        try:
            return self._run("show", "--no-textconv", f"{version}:{inside}").stdout
        except GitTrouble:
            raise GitTrouble("no_version") from None

    def bring_back(self, version: str, path: str) -> bytes:
        """The content of an earlier version, written in place of the file as it is now, which is
        recorded. Raises GitTrouble when it is not: nothing that is recorded nowhere is lost."""
        content = self.content(version, path)
        if any(one.path == path for one in self.changes()):
            raise GitTrouble("record_first")
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
        return content

    def _top(self) -> Path:
        return Path(self._git("rev-parse", "--show-toplevel").strip()).resolve()

    def _is_merging(self) -> bool:
        return bool(self._says("rev-parse", "--verify", "--quiet", "MERGE_HEAD"))

    def _committed(self, version: str, inside: str) -> str:
        try:
            content = self._run("show", "--no-textconv", f"{version}:{inside}").stdout
        except GitTrouble:  # a repository without a version
            return ""
        return text_of(content)

    def _says(self, *words: str) -> str:
        try:
            return self._git(*words).strip()
        except GitTrouble:
            return ""

    def _git(self, *words: str, said: str = "") -> str:
        return self._run(*words, said=said).stdout.decode("utf-8", "surrogateescape")

    def _run(self, *words: str, said: str = "") -> subprocess.CompletedProcess[bytes]:
        """Raises GitTrouble with what git printed."""
        try:
            done = subprocess.run(
                [self.program, "-c", "core.quotePath=false", *words],
                cwd=self.home,
                input=said.encode(),
                capture_output=True,
                env=_environment(),
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitTrouble("slow") from None
        except OSError as error:
            raise GitTrouble("no_git", str(error)) from None
        if done.returncode:
            printed = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise GitTrouble("git", printed)
        return done


def repository_of(home: Path) -> Repository | None:
    """The repository of a project; None where there is none, or no git on the machine."""
    program = shutil.which("git")
    if program is None:
        return None
    found = Repository(home=home.resolve(), program=program)
    return found if found._says("rev-parse", "--is-inside-work-tree") == "true" else None


def _environment() -> Mapping[str, str]:
    """Nobody is there to answer a question or to close an editor."""
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C.UTF-8",
    }


def _text_of(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return text_of(stream.read(MOST_BYTES + 1))
    except OSError:
        return ""


def text_of(content: bytes) -> str:
    """ "" for what is no text, or too long to be compared."""
    if len(content) > MOST_BYTES or b"\0" in content[:8000]:
        return ""
    try:
        return decode(content)
    except UnicodeDecodeError:
        return ""


def _of_text(path: str, sort: Sort, before: str, after: str) -> Change:
    if not path.endswith(".md"):
        return Change(path=path, sort=sort)
    old, new = split(before), split(after)
    was, now = _values(old.yaml), _values(new.yaml)
    title = now.get("title") or was.get("title")
    changed = tuple(key for key in {**was, **now} if was.get(key) != now.get(key))
    added, removed = _words(old.body, new.body)
    return Change(
        path=path,
        sort=sort,
        title=title if isinstance(title, str) else "",
        fields=changed if sort is Sort.CHANGED else (),
        added=added,
        removed=removed,
    )


def _values(yaml: str) -> Mapping[str, Yaml]:
    values, _ = read_yaml(yaml, file="", diagnostics=Diagnostics())
    return values if isinstance(values, dict) else {}


def _words(before: str, after: str) -> tuple[int, int]:
    """How many words a text gained and lost; by lines first, so that long texts cost little."""
    added = removed = 0
    lines = before.split("\n"), after.split("\n")
    for tag, a, b, c, d in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old = _WORDS.findall("\n".join(lines[0][a:b]))
        new = _WORDS.findall("\n".join(lines[1][c:d]))
        same = sum(
            one.size
            for one in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        )
        added, removed = added + len(new) - same, removed + len(old) - same
    return added, removed


def differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Two texts line by line: (« same », « added » or « removed », the line)."""
    old, new = before.split("\n"), after.split("\n")
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (("same", line) for line in old[a:b])
        else:
            yield from (("removed", line) for line in old[a:b])
            yield from (("added", line) for line in new[c:d])
