"""Files that commands write beside the project, damaged as editors, merges and full discs damage them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from portevoix.approvals import read_register
from portevoix.counts import read_counts
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.inbox import read_inbox
from portevoix.results import read_results
from portevoix.sending import read_ledger
from tests.incremental.small import make

from .faults import started
from .running import MOST_MORE, assert_plain, held_memory, measured, report
from .wrong import wanted

_AT = "2026-05-21T12:00:00Z"
# A file beside mkdocs.yml → a line of it as it should be.
ROWS: Mapping[str, Mapping[str, object]] = {
    "approvals.jsonl": {
        **{"at": _AT, "act": "approved", "post": "le-pont-reste-ouvert", "network": "mastodon"},
        **{"digest": "abc", "by": "Direction", "text": "Un texte."},
    },
    "counts.jsonl": {
        **{
            "at": _AT,
            "post": "le-pont-reste-ouvert",
            "network": "mastodon",
            "account": "@a@b.example",
        },
        **{"likes": 3, "boosts": 1, "replies": 2, "quotes": 0},
    },
    "ecoute/messages.jsonl": {
        **{"id": "abcdefgh", "at": _AT, "seen": _AT, "network": "mastodon", "sort": "reply"},
        **{"post": "le-pont-reste-ouvert", "text": "Et les vélos?", "link": "https://b.example/1"},
    },
    "publications.jsonl": {
        **{"at": _AT, "state": "sent", "post": "le-pont-reste-ouvert", "network": "mastodon"},
        **{
            "account": "@a@b.example",
            "text": "Un texte.",
            "id": "1",
            "address": "https://b.example/1",
        },
    },
}
TABLE = "date;billet;mesure;valeur\n2026-05-21;le-pont-reste-ouvert;impressions;12\n"
_HUGE, _DEEP = "9" * 400, "[" * 100_000
# Values of a field that no command writes.
VALUES: Mapping[str, str] = {
    **{"null": "null", "true": "true", "a number": "12", "a negative number": "-1", "a list": "[]"},
    **{
        "a huge number": _HUGE,
        "no number": "NaN",
        "without end": "1e999",
        "nested": _DEEP,
        "a map": "{}",
    },
    **{"half a character": '"\\ud800"', "control marks": '"\\u0000\\u001b\\u0085"', "empty": '""'},
    **{
        "the first moment": '"0001-01-01T00:00:00+14:00"',
        "the last": '"9999-12-31T23:59:59-12:00"',
    },
    **{
        "no zone": '"2026-05-21T12:00:00"',
        "markup": '"<script>alert(1)</script>"',
        "long": f'"{"a" * 20_000}"',
    },
    **{"a script": '"javascript:alert(1)"', "a way out": '"../../../etc/passwd"'},
}
# What becomes of a whole file.
DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "emptied": lambda content: b"",
    "cut": lambda content: content[:-9],
    "cut within a letter": lambda content: content + "é".encode()[:1],
    "twice": lambda content: content * 2,
    "lines of Windows": lambda content: content.replace(b"\n", b"\r\n"),
    "a mark at its start": lambda content: b"\xef\xbb\xbf" + content,
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "zeros": lambda content: b"\0" * 4_096,
    "merged": lambda content: b"<<<<<<< HEAD\n" + content + b"=======\n" + content + b">>>>>>> b\n",
    "another file": lambda content: b"%PDF-1.7\n\x80\xff",
    "a lone bracket": lambda content: b"[\n" + content,
}


def mistakes_of(place: Path, name: str) -> list[Diagnostic]:
    """What reading a file says of it; anything but mistakes that is raised fails the test."""
    try:
        if name.endswith(".csv"):
            return read_results(place / name, lang="fr", name=name)[1]
        if name.startswith("ecoute/"):
            read_inbox(place / "ecoute")
        elif name == "approvals.jsonl":
            read_register(place / name)
        elif name == "counts.jsonl":
            read_counts(place / name)
        else:
            read_ledger(place / name)
    except DiagnosticsError as error:
        return list(error.mistakes)
    return []


def with_field(name: str, field: str, value: str) -> bytes:
    """A line of a file with a field of another value."""
    said = {key: json.dumps(one) for key, one in ROWS[name].items()} | {field: value}
    return ("{" + ", ".join(f'"{key}": {one}' for key, one in said.items()) + "}\n").encode()


def sound(name: str) -> bytes:
    return TABLE.encode() if name.endswith(".csv") else (json.dumps(ROWS[name]) + "\n").encode()


@pytest.mark.parametrize("name", [*ROWS, "resultats.csv"])
def test_a_damaged_file_is_told_with_its_line_or_read(tmp_path: Path, name: str) -> None:
    """Whole files, and each field with each value; what is sound is read without a word."""
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(sound(name))
    assert mistakes_of(tmp_path, name) == []
    fields = [*ROWS.get(name, {}), "inconnu"]
    tries = {key: damage(sound(name)) for key, damage in DAMAGES.items()}
    if name in ROWS:
        tries |= {
            f"{field} = {key}": with_field(name, field, value)
            for field in fields
            for key, value in VALUES.items()
        }
    else:
        cells = (
            '"',
            '"a',
            "=1+1",
            "0,5 %",
            "1 240",
            "-3",
            "x" * 200_000,
            "\ud7ff",
            "1e9999",
            _HUGE,
        )
        tries |= {
            f"{n} = {cell[:12]}": TABLE.replace(old, cell).encode()
            for n, old in enumerate(TABLE.split("\n")[1].split(";"))
            for cell in cells
        }
    failed, told, before = [], 0, held_memory()
    for key, content in tries.items():
        place.write_bytes(content)
        try:
            mistakes = mistakes_of(tmp_path, name)
            assert all(one.what and one.do and one.file.endswith(place.name) for one in mistakes)
            told += bool(mistakes)
        except Exception as error:
            failed.append(f"{key}: {type(error).__name__}: {str(error)[:200]}")
    more = held_memory() - before
    report(name, len(tries), told, 0.0, more)
    assert not failed, "\n".join(failed)
    assert more < MOST_MORE


def test_damaged_files_stop_no_site_or_are_told(tmp_path: Path) -> None:
    """A build of the staff site for each kind of damage: what cannot be read counts for nothing."""
    small = make(tmp_path, charter=True)
    settings = small.file("mkdocs.yml")
    text = settings.read_text("utf-8").replace(
        "    profile: fr-CA\n",
        "    profile: fr-CA\n    audience: internal\n    results: {public: true}\n",
    )
    settings.write_text(text, "utf-8")
    names = [*ROWS, "resultats.csv"]
    (tmp_path / "ecoute").mkdir()
    kinds: dict[str, Mapping[str, bytes]] = {
        key: {name: damage(sound(name)) for name in names} for key, damage in DAMAGES.items()
    }
    kinds |= {
        f"values: {key}": {
            name: b"".join(with_field(name, field, value) for field in ROWS[name]) for name in ROWS
        }
        for key, value in VALUES.items()
    }
    # Those that a reader takes and a page might not.
    kinds = {"read, and shown": {name: _accepted(tmp_path, name) for name in names}} | kinds
    every_day = ("read, and shown", "merged", "cut")
    for key in kinds if wanted() else every_day:
        for name, content in kinds[key].items():
            (tmp_path / name).write_bytes(content)
        done, _ = measured(
            lambda: started(tmp_path, "build", "--quiet", "--now", "2026-11-21 12:00")
        )
        assert_plain(done)
        if key in ("merged", "cut"):
            for name in names:
                assert f"{name}:" in done.stderr, (key, name, done.stderr)


def _accepted(place: Path, name: str) -> bytes:
    """All lines with a strange value that are read without a word."""
    found = []
    for field in ROWS.get(name, ()):
        for value in VALUES.values():
            line = with_field(name, field, value)
            (place / name).write_bytes(line)
            if not mistakes_of(place, name):
                found.append(line)
    return b"".join(found) or sound(name)
