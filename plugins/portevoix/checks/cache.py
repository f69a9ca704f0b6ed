"""Findings kept between two runs, by content; a file that does not hold is as good as none."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from portevoix.checks.finding import Finding, Severity
from portevoix.checks.suppression import Suppression
from portevoix.sealed import read_record, write_record

_VERSION = 2
_MAX_BYTES = 200_000_000
_FINDING = {
    "rule": str,
    "article": str,
    "severity": str,
    "file": str,
    "line": int,
    "column": int,
    "excerpt": str,
    "message": str,
    "todo": str,
}
_SUPPRESSION = {
    "rule": str,
    "reason": str,
    "file": str,
    "line": int,
    "column": int,
    "first": int,
    "last": int,
    "count": int,
}


@dataclass(frozen=True, slots=True)
class Entry:
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]


@dataclass(slots=True)
class Cache:
    """What the last run found; `digest` is what all its findings depend on."""

    digest: str
    known: dict[str, dict[str, Any]] = field(default_factory=dict)  # by file, as read
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)  # by file, to write
    changed: bool = False
    whole: dict[str, Any] = field(default_factory=dict)  # of the last run, whatever its files

    @classmethod
    def read(cls, path: Path, digest: str) -> Cache:
        empty = cls(digest)
        try:
            if path.stat().st_size > _MAX_BYTES:
                return empty
        except OSError:
            return empty
        stored = read_record(path)
        try:
            entries, run = stored["entries"], stored["run"]
            same = stored["version"] == _VERSION and stored["digest"] == digest
        except (TypeError, KeyError):
            return empty
        if not (same and isinstance(entries, dict) and isinstance(run, dict)):
            return empty
        return cls(digest, known=entries, whole=run)

    def entry(self, file: str, key: str) -> Entry | None:
        """What was found last time on this very content."""
        stored = self.known.get(file)
        if not isinstance(stored, dict) or stored.get("key") != key:
            return None
        try:
            findings = tuple(_finding(one) for one in stored["findings"])
            hidden = tuple(_suppression(one) for one in stored["suppressions"])
        except (KeyError, TypeError, ValueError):
            return None
        if {*(one.file for one in findings), *(one.file for one in hidden)} - {file}:
            return None
        self.kept[file] = stored
        return Entry(findings, hidden)

    def run(self, key: str) -> Entry | None:
        """What a whole run found, when no file of it has changed since."""
        if self.whole.get("key") != key:
            return None
        try:
            findings = tuple(_finding(one) for one in self.whole["findings"])
            hidden = tuple(_suppression(one) for one in self.whole["suppressions"])
        except (KeyError, TypeError, ValueError):
            return None
        return Entry(findings, hidden)

    def keep_run(self, key: str, entry: Entry) -> None:
        self.changed = True
        self.whole = _stored(key, entry)

    def keep(self, file: str, key: str, entry: Entry) -> None:
        self.changed = True
        self.kept[file] = _stored(key, entry)

    def write(self, path: Path) -> None:
        """Write what this run knows, whole or not at all; a folder that refuses is no fault."""
        if not self.changed:
            return
        stored = {
            "version": _VERSION,
            "digest": self.digest,
            "entries": self.known | self.kept,
            "run": self.whole,
        }
        write_record(path, stored)


def _stored(key: str, entry: Entry) -> dict[str, Any]:
    return {
        "key": key,
        "findings": [asdict(one) for one in entry.findings],
        "suppressions": [asdict(one) for one in entry.suppressions],
    }


def _checked(stored: Any, shape: dict[str, type]) -> dict[str, Any]:
    if not isinstance(stored, dict) or set(stored) != set(shape):
        raise ValueError("not of the expected shape")
    for name, kind in shape.items():
        if type(stored[name]) is not kind:
            raise TypeError(name)
    return stored


def _finding(stored: Any) -> Finding:
    values = _checked(stored, _FINDING)
    return Finding(**(values | {"severity": Severity(values["severity"])}))


def _suppression(stored: Any) -> Suppression:
    return Suppression(**_checked(stored, _SUPPRESSION))
