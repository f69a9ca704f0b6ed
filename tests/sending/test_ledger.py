"""The ledger: read whole or not at all, written before and after, by one at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import DiagnosticsError
from portevoix.sending import Busy, Entry, State, Way, held, read_ledger
from portevoix.sending.deliver import stands
from portevoix.sending.ledger import is_whole, read_entry
from tests.sending.common import killed
from tests.sending.test_mastodon import forks

ENTRY = Entry(
    at=datetime(2026, 11, 27, 14, 3, 11, tzinfo=UTC),
    state=State.INTENT,
    post="budget",
    network="mastodon",
    account="@aulnes@social.example",
    text="Deux lignes\net « des » signes 🌳",
)


def test_a_line_is_plain_json_without_what_goes_without_saying() -> None:
    assert json.loads(ENTRY.line()) == {
        "at": "2026-11-27T14:03:11Z",
        "state": "intent",
        "post": "budget",
        "network": "mastodon",
        "account": "@aulnes@social.example",
        "text": "Deux lignes\net « des » signes 🌳",
    }


@given(
    st.builds(
        Entry,
        at=st.datetimes(
            min_value=datetime(1990, 1, 1),  # noqa: DTZ001 – a bound
            max_value=datetime(2199, 12, 31),  # noqa: DTZ001 – a bound
            timezones=st.just(UTC),
        ).map(lambda moment: moment.replace(microsecond=0)),
        state=st.sampled_from(State),
        post=st.text(min_size=1),
        network=st.text(min_size=1),
        account=st.text(min_size=1),
        part=st.integers(1, 100),
        of=st.integers(1, 100),
        text=st.text(),
        way=st.sampled_from([Way.OURS.value, Way.HAND.value, "hootsuite"]),
    )
)
def test_what_is_written_is_read_back(entry: Entry) -> None:
    line = entry.line()
    assert "\n" not in line
    assert read_entry(line) == entry


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        (
            [ENTRY.line(), "<<<<<<< HEAD", ENTRY.line(), "=======", "{}", ">>>>>>> ici", ""],
            2,
            "fusion",
        ),
        ([ENTRY.line(), ENTRY.line()[:40]], 2, "entière"),
        ([ENTRY.line(), ENTRY.line()], 2, "entière"),
        ([ENTRY.line().replace("intent", "parti"), ""], 1, "« parti »"),
        (["[]", ""], 1, "JSON"),
        (["[" * 100_000, ""], 1, "JSON"),
        ([ENTRY.line(), "{}", ""], 2, "at, state"),
        ([ENTRY.line().replace('"text"', '"texte"'), ""], 1, "texte"),
        ([ENTRY.line().replace("2026-11-27T14:03:11Z", "hier"), ""], 1, "hier"),
        ([ENTRY.line()[:-1] + ', "part": "2"}', ""], 1, "part"),
        ([ENTRY.line()[:-1] + ', "part": 0}', ""], 1, "part"),
        ([ENTRY.line()[:-1] + ', "of": true}', ""], 1, "of"),
        ([ENTRY.line(), "", "\udcff", ""], 3, "UTF-8"),
    ],
)
def test_a_line_that_cannot_be_trusted_is_told_and_nothing_is_sent(
    tmp_path: Path, lines: list[str], place: int, said: str
) -> None:
    path = tmp_path / "publications.jsonl"
    path.write_bytes("\n".join(lines).encode(errors="surrogateescape"))
    before = path.read_bytes()
    with pytest.raises(DiagnosticsError) as found, held(path):
        pass
    (mistake,) = found.value.mistakes
    assert (mistake.file, mistake.line) == ("publications.jsonl", place)
    assert said in mistake.what and "rien n’est envoyé" in mistake.what and mistake.do
    assert path.read_bytes() == before


def test_a_ledger_that_git_gave_windows_line_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "publications.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + f"{ENTRY.line()}\r\n\r\n{ENTRY.line()}\r\n".encode())
    assert read_ledger(path).entries == [ENTRY, ENTRY]


def test_two_commands_at_once_do_not_both_send(tmp_path: Path) -> None:
    path = tmp_path / "publications.jsonl"
    with held(path), pytest.raises(Busy), held(path):
        pass
    with held(path):
        pass


@forks
def test_what_a_dead_command_held_is_free(tmp_path: Path) -> None:
    path = tmp_path / "publications.jsonl"

    def work() -> None:
        with held(path) as ledger:
            ledger.write([ENTRY])
            os.kill(os.getpid(), 9)

    assert killed(work, lambda pid: None)
    with held(path) as ledger:
        assert ledger.entries == [ENTRY]


def test_lines_are_only_ever_added(tmp_path: Path) -> None:
    path = tmp_path / "publications.jsonl"
    with held(path) as ledger:
        ledger.write([ENTRY])
        before = path.read_bytes()
        ledger.write([ENTRY])
    assert path.read_bytes() == before * 2


def line(state: State, **more: Any) -> Entry:
    return replace(ENTRY, **{"state": state, "text": "", "key": "", **more})


INTENT = line(State.INTENT, text="Un texte", key="cle-0")
SENT = line(State.SENT, id="1", address="https://social.example/1")
CHANGED = line(State.CHANGED, id="1", text="Corrigé")
REMOVED = line(State.REMOVED, id="1")
AGAIN = line(State.INTENT, text="Un texte", key="cle-1")


@pytest.mark.parametrize(
    ("ours", "theirs", "state", "text"),
    [
        ((INTENT, SENT), (INTENT,), State.SENT, "Un texte"),  # it died before its answer came
        ((INTENT, SENT, CHANGED), (INTENT, line(State.REFUSED)), State.CHANGED, "Corrigé"),
        ((INTENT, SENT, REMOVED), (INTENT, SENT), State.REMOVED, ""),
        ((INTENT, SENT, REMOVED), (INTENT, SENT, CHANGED), State.REMOVED, ""),
        ((INTENT, SENT, REMOVED, AGAIN), (INTENT, SENT, REMOVED), State.INTENT, "Un texte"),
    ],
)
def test_what_is_known_is_not_unsaid_by_what_another_machine_knew_before(
    tmp_path: Path, ours: Sequence[Entry], theirs: Sequence[Entry], state: State, text: str
) -> None:
    """Git joins the lines of two machines, whichever comes first (`merge=union`)."""
    path = tmp_path / "publications.jsonl"
    for sides in ((ours, theirs), (theirs, ours)):
        path.write_text("".join(f"{one.line()}\n" for side in sides for one in side), "utf-8")
        ledger = read_ledger(path)
        (part,) = ledger.parts(ENTRY.post, ENTRY.network, ENTRY.account)
        assert part.last.state is state
        assert part.last.text == text or not text  # what is gone, nobody reads


def test_a_thread_of_which_not_all_was_written_down_is_not_whole(tmp_path: Path) -> None:
    """Its first two parts are out; the machine died before it wrote that there are four."""
    path = tmp_path / "publications.jsonl"
    parts = [replace(one, part=n, of=4) for n in (1, 2) for one in (INTENT, SENT)]
    path.write_text("".join(f"{one.line()}\n" for one in parts), "utf-8")
    known = read_ledger(path).parts(ENTRY.post, ENTRY.network, ENTRY.account)
    assert not is_whole(known) and not stands(known)
