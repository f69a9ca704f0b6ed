"""What was known on a given day, so that a run tells what is new.

A finding is known again by its rule, its file and its words, never by its line: a paragraph added
above changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from portevoix.checks.findings.finding import Finding
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.doors import typed
from portevoix.language import say
from portevoix.site import Site
from portevoix.whole_files import write_whole

_VERSION = 1


def _as_it_is(file: str) -> str:
    return file


def fingerprints(findings: Sequence[Finding], named: Callable[[str], str] = _as_it_is) -> list[str]:
    """One mark a finding, in their order; equal findings of one file differ by their rank.

    `named` gives a file the same name wherever the command is run from.
    """
    names = {file: named(file) for file in sorted({finding.file for finding in findings})}
    ranks: Counter[str] = Counter()
    marks = []
    for finding in findings:
        words = " ".join(finding.excerpt.split())
        text = "\0".join((finding.rule, names[finding.file], words))
        ranks[text] += 1
        mark = hashlib.sha256(f"{text}\0{ranks[text]}".encode("utf-8", "replace")).hexdigest()
        marks.append(mark[:20])
    return marks


def write_baseline(
    path: Path, findings: Sequence[Finding], named: Callable[[str], str] = _as_it_is
) -> None:
    """Note what is found today, sorted, one mark a line with what a person needs to read it."""
    known = {
        mark: f"{finding.rule} {named(finding.file)}"
        for mark, finding in zip(fingerprints(findings, named), findings, strict=True)
    }
    _store(path, known)


def widen_baseline(path: Path, marks: Mapping[str, str], site: Site) -> None:
    """Add marks, each with what a person needs to read it, to those of a file or to none.

    Raises DiagnosticsError when the file is not ours.
    """
    if path.is_file():
        read_baseline(path, site)
        known = json.loads(path.read_bytes())["known"]
        marks = {**(known if isinstance(known, dict) else dict.fromkeys(known, "")), **marks}
    elif not marks:
        return
    _store(path, marks)


def _store(path: Path, known: Mapping[str, str]) -> None:
    ordered = dict(sorted(known.items(), key=lambda item: (item[1], item[0])))
    stored = {"version": _VERSION, "known": ordered}
    text = json.dumps(stored, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode())


def read_baseline(path: Path, site: Site) -> frozenset[str]:
    """The marks of a file. Raises DiagnosticsError when it is missing or not ours."""
    try:
        stored = json.loads(path.read_bytes())
        if stored["version"] == _VERSION and all(isinstance(one, str) for one in stored["known"]):
            return frozenset(stored["known"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    what = say(site.lang, "checks.baseline_bad", file=path.name)
    do = say(site.lang, "checks.baseline_bad_do", check=typed("check", site))
    raise DiagnosticsError([Diagnostic(file=path.name, line=0, what=what, do=do)])


def new_ones(
    findings: Sequence[Finding], known: Iterable[str], named: Callable[[str], str] = _as_it_is
) -> tuple[Finding, ...]:
    """The findings that a baseline does not know."""
    before = frozenset(known)
    marks = fingerprints(findings, named)
    return tuple(
        finding for finding, mark in zip(findings, marks, strict=True) if mark not in before
    )
