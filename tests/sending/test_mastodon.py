"""Sending to Mastodon, with a stand-in that is as strict as the real one."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portevoix.planning import Standing
from portevoix.sending import (
    Ending,
    Message,
    NetworkError,
    State,
    correct,
    corrections_of,
    held,
    outs_of,
    read_ledger,
    withdraw,
)
from portevoix.sending.limits import Limits
from portevoix.site import Account, Site
from tests.sending.common import (
    ACCOUNT,
    LINK,
    PICTURE,
    SINGLE,
    THREAD,
    Hours,
    killed,
    mastodon,
    png,
    run,
)
from tests.sending.standin import Fault, Server, running

POST = "POST /api/v1/statuses"
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here: kills cannot be tried")


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as server:
        yield server


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "publications.jsonl"


def send(message: Message, server: Server, ledger: Path, hours: Hours | None = None) -> Ending:
    hours = hours or Hours()
    return run(message, mastodon(server, hours.clock), ledger, hours.clock).ending


def assert_once(message: Message, server: Server, ledger: Path) -> None:
    """Network and ledger say the same: each part once, in its order, nothing else."""
    assert sorted(server.texts()) == sorted(message.parts)
    parts = read_ledger(ledger).parts(message.post, message.network, message.account)
    assert [part.last.state for part in parts] == [State.SENT] * len(message.parts)
    assert server.thread(parts[0].last.id) == list(message.parts)
    for part in parts:
        assert part.last.text == server.statuses[part.last.id]["text"]
        assert part.last.address.endswith(part.last.id)


def test_a_text_goes_out_with_its_language_and_only_once(server: Server, ledger: Path) -> None:
    assert send(SINGLE, server, ledger) is Ending.SENT
    assert send(SINGLE, server, ledger) is Ending.STOOD
    assert_once(SINGLE, server, ledger)
    (status,) = server.statuses.values()
    assert (status["language"], status["sensitive"], status["media"]) == ("fr", False, [])


def test_a_thread_goes_by_replies_its_picture_processed_its_warning_first(
    server: Server, ledger: Path
) -> None:
    server.slow_media = 4
    hours = Hours()
    assert send(THREAD, server, ledger, hours) is Ending.SENT
    assert_once(THREAD, server, ledger)
    first, *rest = server.statuses.values()
    assert (first["spoiler_text"], first["sensitive"]) == ("Finances", True)
    (media,) = first["media"]
    assert server.media[media]["description"] == PICTURE.alt
    assert not any(one["media"] or one["spoiler_text"] for one in rest)
    assert hours.slept >= 3


def test_a_picture_that_is_never_processed_lets_nothing_leave(server: Server, ledger: Path) -> None:
    server.slow_media = 1000
    hours = Hours()
    outcome = run(THREAD, mastodon(server, hours.clock), ledger, hours.clock)
    assert outcome.error is not None and outcome.error.wording == "still_processing"
    assert server.statuses == {}
    server.slow_media = 0
    assert send(THREAD, server, ledger, hours) is Ending.SENT
    assert_once(THREAD, server, ledger)


@pytest.mark.parametrize("token", ["autre", " "])
def test_a_bad_token_is_told_before_anything_is_written(
    server: Server, ledger: Path, token: str
) -> None:
    hours = Hours()
    with pytest.raises(NetworkError) as found:
        run(SINGLE, mastodon(server, hours.clock, token=token), ledger, hours.clock)
    assert (found.value.wording, server.statuses) == ("no_right", {})
    assert not ledger.exists()


def test_the_token_of_another_account_sends_nothing(server: Server, ledger: Path) -> None:
    server.username = "quelquun"
    hours = Hours()
    with pytest.raises(NetworkError) as found:
        run(SINGLE, mastodon(server, hours.clock), ledger, hours.clock)
    assert found.value.wording == "other_account"
    assert found.value.values["found"] == "@quelquun"
    assert server.statuses == {}


UNSURE = [
    Fault(POST, status=500),
    Fault(POST, status=500, after=True),
    Fault(POST, status=503),
    Fault(POST, status=502, after=True),
    Fault(POST),
    Fault(POST, after=True),
    Fault(POST, half=True),
    Fault(POST, status=408, after=True),
    Fault("GET /api/v1/statuses/", after=True, times=9),
    Fault("GET /api/v1/accounts/7", status=500, times=2),
    Fault("POST /api/v2/media", half=True),
    Fault("GET /api/v2/instance", half=True),
]


@pytest.mark.parametrize("skip", [0, 2])
@pytest.mark.parametrize("fault", UNSURE, ids=repr)
def test_an_answer_that_does_not_come_loses_and_doubles_nothing(
    server: Server, ledger: Path, fault: Fault, skip: int
) -> None:
    server.faults = [replace(fault, skip=skip)]
    hours = Hours()
    for _ in range(3):
        send(THREAD, server, ledger, hours)
    assert_once(THREAD, server, ledger)


def test_what_was_done_without_an_answer_is_found_in_the_same_run(
    server: Server, ledger: Path
) -> None:
    server.faults = [Fault(POST, after=True, skip=1)]
    assert send(THREAD, server, ledger) is Ending.SENT
    assert server.calls.count(POST) == 4
    assert_once(THREAD, server, ledger)


def test_the_networks_own_memory_is_not_what_keeps_texts_single(
    server: Server, ledger: Path
) -> None:
    """Mastodon forgets a key after an hour."""
    server.faults = [
        Fault(POST, after=True, skip=1),
        Fault("GET /api/v1/accounts/7", skip=2, times=99),
    ]
    hours = Hours()
    assert send(THREAD, server, ledger, hours) is Ending.STOPPED
    server.faults, server.keys = [], {}
    assert send(THREAD, server, ledger, hours) is Ending.SENT
    assert_once(THREAD, server, ledger)


@pytest.mark.parametrize(
    ("delay", "ending"), [("7", Ending.SENT), ("900", Ending.STOPPED)], ids=["short", "long"]
)
def test_a_server_that_wants_us_to_wait_is_waited_for_if_it_is_soon(
    server: Server, ledger: Path, delay: str, ending: Ending
) -> None:
    headers = (("Retry-After", delay),)
    server.faults = [Fault(POST, status=429, skip=1, headers=headers)]
    hours = Hours()
    outcome = run(THREAD, mastodon(server, hours.clock), ledger, hours.clock)
    assert outcome.ending is ending
    if outcome.error:
        assert outcome.error.values["delay"] == 900
        assert (len(outcome.parts), outcome.of) == (1, 4)
        assert send(THREAD, server, ledger, hours) is Ending.SENT
    else:
        assert hours.slept >= 7
    assert_once(THREAD, server, ledger)


def test_what_is_refused_in_the_middle_goes_on_as_the_post_says_it_later(
    server: Server, ledger: Path
) -> None:
    server.faults = [Fault(POST, status=422, skip=2)]
    outcome = run(THREAD, mastodon(server, Hours().clock), ledger, Hours().clock)
    assert outcome.ending is Ending.STOPPED and len(outcome.parts) == 2
    parts = (*THREAD.parts[:2], "Puis les parcs. (3/4)", THREAD.parts[3])
    mended = replace(THREAD, parts=parts)
    assert send(mended, server, ledger) is Ending.SENT
    assert_once(mended, server, ledger)


def test_a_thread_of_another_length_is_not_mixed_with_what_is_out(
    server: Server, ledger: Path
) -> None:
    server.faults = [Fault(POST, status=422, skip=2)]
    send(THREAD, server, ledger)
    other = replace(THREAD, parts=THREAD.parts[:3])
    outcome = run(other, mastodon(server, Hours().clock), ledger, Hours().clock)
    assert outcome.error is not None and outcome.error.wording == "other_shape"
    assert server.texts() == list(THREAD.parts[:2])


def test_what_the_spam_filter_swallows_is_not_called_published(
    server: Server, ledger: Path
) -> None:
    server.swallow = 1
    outcome = run(SINGLE, mastodon(server, Hours().clock), ledger, Hours().clock)
    assert outcome.error is not None and outcome.error.wording == "vanished"
    assert outcome.parts == ()


def test_a_second_machine_without_the_first_ones_ledger_finds_what_is_out(
    server: Server, tmp_path: Path
) -> None:
    send(THREAD, server, tmp_path / "une.jsonl")
    server.keys.clear()
    assert send(THREAD, server, tmp_path / "deux.jsonl") is Ending.FOUND
    assert_once(THREAD, server, tmp_path / "deux.jsonl")


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_doubles_nothing(server: Server, ledger: Path, days: int) -> None:
    from datetime import timedelta

    hours = Hours()
    hours.time += timedelta(days=days)
    server.faults = [Fault(POST, after=True, skip=1), Fault("GET /api/v1/acc", skip=2, times=99)]
    assert send(THREAD, server, ledger, hours) is Ending.STOPPED
    server.faults, server.keys = [], {}
    assert send(THREAD, server, ledger, Hours()) is Ending.SENT
    assert_once(THREAD, server, ledger)


def kills(server: Server, ledger: Path, message: Message, fault: Fault) -> bool:
    """Send in a process that is killed when `fault` comes; whether it came."""
    whom: list[int] = []

    def kill() -> None:
        os.kill(whom[0], signal.SIGKILL)

    server.faults = [replace(fault, act=kill)]
    return killed(lambda: send(message, server, ledger), whom.append)


@forks
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_run_killed_at_each_step_of_a_thread_is_taken_up_without_double_or_hole(
    server: Server, tmp_path: Path, after: bool
) -> None:
    server.slow_media = 2
    steps = 0
    while True:
        for memory in (server.statuses, server.media, server.keys):
            memory.clear()
        ledger = tmp_path / f"{steps}.jsonl"
        if not kills(server, ledger, THREAD, Fault("", skip=steps, after=after)):
            break
        server.faults = []
        server.keys.clear()  # more than an hour later
        assert send(THREAD, server, ledger) in (Ending.SENT, Ending.FOUND, Ending.STOOD)
        assert_once(THREAD, server, ledger)
        steps += 1
    assert steps >= 16  # every call of a whole run
    assert_once(THREAD, server, ledger)


@forks
@pytest.mark.parametrize("seed", range(100))
def test_whatever_goes_wrong_ledger_and_network_agree_at_the_end(
    server: Server, ledger: Path, seed: int
) -> None:
    chance = random.Random(seed)
    server.slow_media = chance.randrange(3)
    hours = Hours()
    for _ in range(chance.randrange(1, 5)):
        fault = Fault(
            chance.choice(("", POST, POST, "GET /api/v1/acc", "POST /api/v2", "GET /api/v1/st")),
            skip=chance.randrange(6),
            times=chance.choice((1, 1, 2, 9)),
            after=chance.random() < 0.5,
            status=chance.choice((0, 0, 429, 500, 503)),
            half=chance.random() < 0.2,
            headers=(("Retry-After", str(chance.choice((1, 900)))),),
        )
        if chance.random() < 0.4:
            kills(server, ledger, THREAD, fault)
        else:
            server.faults = [fault]
            with suppress(NetworkError):
                send(THREAD, server, ledger, hours)
        if chance.random() < 0.3:
            server.keys.clear()
        assert len(set(server.texts())) == len(server.texts())
    server.faults = []
    send(THREAD, server, ledger, hours)
    assert_once(THREAD, server, ledger)


# After


def change(message: Message, server: Server, ledger: Path) -> int:
    clock = Hours().clock
    outlet = mastodon(server, clock)
    with held(ledger) as known:
        outlet.open()
        return correct(message, outlet, known, clock)


def test_a_correction_edits_what_changed_and_says_all_the_rest_again(
    server: Server, ledger: Path
) -> None:
    send(THREAD, server, ledger)
    parts = ("Un budget en quatre points. " + LINK + " (1/4)", *THREAD.parts[1:])
    new = replace(THREAD, parts=parts)
    assert change(new, server, ledger) == 1
    first = next(iter(server.statuses.values()))
    assert first["text"] == parts[0]
    assert (first["spoiler_text"], first["sensitive"], len(first["media"])) == ("Finances", True, 1)
    assert len(server.media) == 1  # the same picture stays
    assert list(server.texts()) == list(parts)
    assert change(new, server, ledger) == 0
    assert corrections_of(new, read_ledger(ledger)) == []


def test_an_alternative_text_a_picture_and_its_end_are_carried_over(
    server: Server, ledger: Path
) -> None:
    send(THREAD, server, ledger)
    said = replace(THREAD, picture=replace(PICTURE, alt="Un point clair."))
    assert change(said, server, ledger) == 1
    (media,) = server.media.values()
    assert media["description"] == "Un point clair."
    other = replace(THREAD, picture=replace(PICTURE, content=png(10)))
    assert change(other, server, ledger) == 1
    assert len(server.media) == 2
    assert change(replace(THREAD, picture=None), server, ledger) == 1
    assert next(iter(server.statuses.values()))["media"] == []


@pytest.mark.parametrize("after", [False, True])
def test_a_correction_that_was_cut_short_is_done_again_to_the_same_end(
    server: Server, ledger: Path, after: bool
) -> None:
    send(THREAD, server, ledger)
    new = replace(THREAD, parts=(THREAD.parts[0], "D’abord l’eau. (2/4)", *THREAD.parts[2:]))
    server.faults = [Fault("PUT", after=after)]
    with pytest.raises(NetworkError):
        change(new, server, ledger)
    assert change(new, server, ledger) == 1
    assert list(server.texts()) == list(new.parts)
    assert server.edits == 1


def test_what_is_taken_back_stays_so_until_it_is_asked_for_again(
    server: Server, ledger: Path
) -> None:
    hours = Hours()
    send(THREAD, server, ledger, hours)
    place = THREAD.post, THREAD.network, THREAD.account
    server.faults = [Fault("DELETE", skip=2, after=True)]
    outlet = mastodon(server, hours.clock)
    outlet.open()
    with held(ledger) as known, pytest.raises(NetworkError):
        withdraw(known.parts(*place), outlet, known, hours.clock)
    assert send(THREAD, server, ledger, hours) is Ending.STOOD
    with held(ledger) as known:
        assert withdraw(known.parts(*place), outlet, known, hours.clock) == 2
    assert server.statuses == {}
    assert send(THREAD, server, ledger, hours) is Ending.STOOD
    assert run(THREAD, outlet, ledger, hours.clock, again=True).ending is Ending.SENT
    assert_once(THREAD, server, ledger)


def taken_back(server: Server, ledger: Path, hours: Hours) -> int:
    outlet = mastodon(server, hours.clock)
    outlet.open()
    with held(ledger) as known:
        parts = known.parts(THREAD.post, THREAD.network, THREAD.account)
        return withdraw(parts, outlet, known, hours.clock)


@pytest.mark.parametrize(
    ("fault", "count"),
    [
        (Fault(POST, after=True, skip=1), 2),  # sent, and nobody was told
        (Fault(POST, skip=1), 1),  # not sent
        (Fault(POST, status=422, skip=2), 2),  # refused in the middle
    ],
    ids=["unknown", "unsent", "refused"],
)
def test_half_a_thread_is_withdrawn_with_what_nobody_knows_of_and_goes_again_whole(
    server: Server, ledger: Path, fault: Fault, count: int
) -> None:
    hours = Hours()
    server.faults = [fault, Fault("GET /api/v1/accounts/7", skip=2, times=99)]
    assert send(THREAD, server, ledger, hours) is Ending.STOPPED
    server.faults, server.keys = [], {}
    assert taken_back(server, ledger, hours) == count
    assert server.statuses == {}
    assert send(THREAD, server, ledger, hours) is Ending.STOOD  # not by itself
    outlet = mastodon(server, hours.clock)
    assert run(THREAD, outlet, ledger, hours.clock, again=True).ending is Ending.SENT
    assert_once(THREAD, server, ledger)


def test_the_calendar_says_when_a_text_went_and_that_half_of_it_still_stands(
    server: Server, ledger: Path, site: Site
) -> None:
    account = Account(network="mastodon", name=ACCOUNT, url="")
    site = replace(site, organisation=replace(site.organisation, accounts=(account,)))
    place = THREAD.post, THREAD.network
    hours = Hours()
    send(THREAD, server, ledger, hours)
    went = outs_of(read_ledger(ledger), site)[place].moment
    hours.time += timedelta(days=3)
    change(replace(THREAD, parts=("Autre (1/4)", *THREAD.parts[1:])), server, ledger)
    out = outs_of(read_ledger(ledger), site)[place]
    assert (out.standing, out.moment) == (Standing.CORRECTED, went)
    server.faults = [Fault("DELETE", skip=2, status=500)]
    with pytest.raises(NetworkError):
        taken_back(server, ledger, hours)
    assert len(server.statuses) == 2
    assert outs_of(read_ledger(ledger), site)[place].standing is Standing.CORRECTED
    taken_back(server, ledger, hours)
    assert outs_of(read_ledger(ledger), site)[place].standing is Standing.WITHDRAWN


def test_what_a_server_says_of_itself_is_asked_once_a_day_and_kept(
    server: Server, tmp_path: Path
) -> None:
    """As it last was where the server does not answer; anew where what was kept is no JSON of ours."""
    file, hours = tmp_path / "cache" / "servers.json", Hours()

    def opened() -> Limits:
        outlet = replace(mastodon(server, hours.clock), kept=file)
        outlet.open()
        return outlet.limits

    def asked() -> int:
        return sum("/api/v2/instance" in call for call in server.calls)

    first = opened()
    assert first == opened()
    assert asked() == 1
    hours.time += timedelta(days=2)
    server.faults = [Fault("GET /api/v2/instance", status=503, times=9)]
    assert opened() == first
    server.faults = []
    before = asked()
    opened()
    assert asked() == before + 1
    hours.time -= timedelta(days=3)  # a clock that was set back
    opened()
    assert asked() == before + 2
    for damaged in ("{", "[]", '{"S": {"at": "hier", "types": []}}', '{"S": 3}'):
        file.write_text(damaged.replace("S", server.base), "utf-8")
        assert opened() == first
        assert json.loads(file.read_text("utf-8"))[server.base]["length"] == first.length
