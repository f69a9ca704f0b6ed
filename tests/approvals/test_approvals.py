"""Who agreed to which text, on real projects: the register, the calendar, what goes out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.approval_options import ApprovalOptions
from portevoix.approvals import (
    Act,
    Approval,
    Entry,
    Register,
    code_of,
    judge,
    read_register,
)
from portevoix.commands import main
from portevoix.diagnostics import DiagnosticsError
from tests.sending.common import png

CONFIGURATION = """\
site_name: Le moulin
site_url: https://moulin.example/
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    profile: fr-CA
    time_zone: America/Toronto
    organisation:
      name: Le moulin
      accounts:
        - {{network: mastodon, name: "@aulnes@social.example", url: "https://social.example/@aulnes"}}
        - {{network: facebook, name: Le moulin, url: "https://facebook.example/moulin"}}
    approvals: {approvals}
"""
INTERNAL = """\
INHERIT: mkdocs.yml
site_url: https://interne.moulin.example/
site_dir: site-interne
plugins:
  portevoix/resonance:
    audience: internal
"""
# Without message or description: what the texts say follows from its first paragraph.
POST = """---
title: Le pont rouvre
slug: pont
date: 2026-11-20 09:00
picture: {file: pont.png, alt: "Le pont, vu de la rive"}
---

Le pont du Centre rouvre lundi matin.
"""
NOW = "2026-11-21 12:00"
BEFORE = "2026-11-19 12:00"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    asks(tmp_path, "{required: true}")
    (tmp_path / "mkdocs.internal.yml").write_text(INTERNAL)
    (posts / "pont.md").write_text(POST)
    (posts / "pont.png").write_bytes(png())
    (tmp_path / "docs" / "index.md").write_text("# Le moulin\n\nBonjour.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asks(project: Path, approvals: str) -> None:
    (project / "mkdocs.yml").write_text(CONFIGURATION.format(approvals=approvals))


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str) -> tuple[int, str]:
        code = main([*words], root=project)
        told = capsys.readouterr()
        return code, (told.out + told.err).replace("\xa0", " ")

    return go


def state(run: Run, network: str) -> str | None:
    code, told = run("plan", "--json", "--all", "--now", NOW)
    assert code == 0, told
    texts: dict[str, str | None] = {
        # What is told beside it follows.
        one["network"]: one["approval"]
        for one in json.JSONDecoder().raw_decode(told)[0]["texts"]
    }
    return texts[network]


def approve(run: Run, *words: str) -> str:
    code, told = run("approve", "pont", *words, "--now", NOW)
    assert code == 0, told
    return told


def edit(project: Path, old: str, new: str) -> None:
    post = project / "docs" / "blog" / "posts" / "pont.md"
    assert old in post.read_text()
    post.write_text(post.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lundi matin", "mardi matin"),
        ("vu de la rive", "vu du ciel"),
        ("Le pont rouvre", "Ouvert!"),
    ],
)
def test_an_approval_falls_with_the_text_and_stands_again_with_it(
    project: Path, run: Run, old: str, new: str
) -> None:
    approve(run, "mastodon", "--by", "Direction")
    assert (state(run, "mastodon"), state(run, "facebook")) == ("given", "wanted")
    edit(project, old, new)
    assert state(run, "mastodon") == "changed"
    assert "changé depuis son approbation" in run("plan", "--now", BEFORE)[1]
    edit(project, new, old)
    assert state(run, "mastodon") == "given"


def test_another_picture_in_the_same_file_takes_the_approval_away(project: Path, run: Run) -> None:
    approve(run, "--by", "Direction")
    (project / "docs" / "blog" / "posts" / "pont.png").write_bytes(png(90))
    assert state(run, "mastodon") == "changed"


def test_what_no_reader_sees_takes_no_approval_away(project: Path, run: Run) -> None:
    approve(run, "--by", "Direction")
    edit(project, "date: 2026", "objective: ''\ntags: [pont]\ndate: 2026")
    assert state(run, "mastodon") == "given"


def test_nothing_is_sent_or_exported_or_offered_by_a_feed_before_it_is_approved(
    project: Path, run: Run
) -> None:
    code, told = run("send", "pont", "--dry-run", "--now", NOW)
    assert code == 1 and "il y manque une approbation" in told and "rouvre lundi" not in told
    assert run("build", "--now", NOW)[0] == 0
    feed = project / "site" / "relais" / "mastodon.xml"
    # One of a network where no account is named waits too.
    assert "<item" not in feed.read_text() + feed.with_name("threads.xml").read_text()
    approve(run, "mastodon", "--by", "Direction")
    code, told = run("send", "pont", "--dry-run", "--now", NOW)
    assert code == 0 and "rouvre lundi" in told
    assert run("build", "--now", NOW)[0] == 0  # the register is a source: the site is made anew
    assert feed.read_text().count("<item") == 1


def test_the_staff_see_in_kit_and_calendar_who_approved(project: Path, run: Run) -> None:
    """Its site lies at another address: the same texts are approved all the same."""
    approve(run, "mastodon", "--by", "Direction", "--remark", "Bravo")
    words = ("build", "--config", str(project / "mkdocs.internal.yml"), "--now", NOW)
    assert run(*words)[0] == 0
    kit = (project / "site-interne" / "kits" / "pont" / "index.html").read_text()
    assert re.search(
        r"Approuvé\s: Direction, le 21\snovembre 2026 à 12\sh\. Remarque\s: Bravo", kit
    )
    assert kit.count("À approuver.") >= 1  # facebook
    asks(project, "{}")
    edit(project, "lundi", "jeudi")
    assert run(*words)[0] == 0
    kit = (project / "site-interne" / "kits" / "pont" / "index.html").read_text()
    assert "il faut l’approuver de nouveau" in kit and "À approuver." not in kit


def test_all_named_roles_have_to_agree_whatever_their_capitals(project: Path, run: Run) -> None:
    asks(project, "{required: true, roles: [Direction, Service juridique]}")
    assert "Service juridique" in approve(run, "mastodon", "--by", "direction")
    assert state(run, "mastodon") == "wanted"
    approve(run, "mastodon", "--by", "SERVICE JURIDIQUE")
    assert state(run, "mastodon") == "given"
    code, told = run("approve", "pont", "--by", "Drection", "--now", NOW)
    assert code == 2 and "« Direction »" in told


def test_a_refusal_holds_a_text_even_where_nobody_is_asked(project: Path, run: Run) -> None:
    asks(project, "{}")
    assert state(run, "mastodon") is None
    approve(run, "mastodon", "--by", "Direction", "--refuse", "--remark", "Attendons.")
    code, told = run("send", "pont", "--network", "mastodon", "--dry-run", "--now", NOW)
    assert code == 1 and "Attendons." in told
    approve(run, "mastodon", "--by", "Direction", "--cancel")
    assert state(run, "mastodon") is None


def test_a_code_of_an_older_text_records_nothing(project: Path, run: Run) -> None:
    code = re.search(r"Code de ces textes : (\w{8})", approve(run))
    assert code
    edit(project, "lundi", "jeudi")
    failed, told = run("approve", "pont", "--by", "Direction", "--code", code[1], "--now", NOW)
    assert failed == 1 and "a changé" in told
    said = approve(run)  # the accounts that there are, one by one; the rest in a line
    assert said.count("pont → ") == 2 and "autres textes suivent la même décision" in said
    assert not (project / "approvals.jsonl").exists()
    new = re.search(r"Code de ces textes : (\w{8})", approve(run))
    assert new and "Approuvé" in approve(run, "--by", "Direction", "--code", new[1].upper())


def test_posts_from_before_wait_for_nobody(project: Path, run: Run) -> None:
    asks(project, "{required: true, since: 2026-11-21}")
    assert state(run, "mastodon") is None
    assert run("send", "pont", "--dry-run", "--now", NOW)[0] == 0


def test_a_register_that_cannot_be_read_approves_nothing_and_is_told(
    project: Path, run: Run
) -> None:
    approve(run, "--by", "Direction")
    path = project / "approvals.jsonl"
    path.write_text(path.read_text() + '{"at": "hier"}\n{"at": 3')
    code, told = run("approve", "pont", "--by", "Direction", "--now", NOW)
    lines = len(path.read_text().splitlines())
    assert (
        code == 1 and f"approvals.jsonl:{lines}" in told and f"approvals.jsonl:{lines - 1}" in told
    )
    assert state(run, "mastodon") == "wanted"
    kept = path.read_bytes()
    for words in (["build"], ["plan"], ["approve"], ["today"], ["export", "buffer", "--offline"]):
        code, told = run(*words, "--now", NOW)
        assert code == 0 and "rien ne compte comme approuvé" in told, words
        assert f"approvals.jsonl:{lines}" in told and f"approvals.jsonl:{lines - 1}" in told, words
    assert f"approvals.jsonl:{lines}" in run("send", "pont", "--dry-run", "--now", NOW)[1]
    assert path.read_bytes() == kept


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"remark": "oui"}, ["« remark »", "Clés connues"]),
        ({"netwrk": "mastodon"}, ["« netwrk »", "« network »"]),
        ({"by": ""}, ["manque", "by"]),
        ({"act": "aproved"}, ["« aproved »", "approved, refused, withdrawn"]),
        ({"at": "hier"}, ["« at »", "« hier »"]),
        ({"note": 3}, ["« note »", "« 3 »"]),
        ({"at": "2026-11-21T12:00:00"}, ["« at »"]),
    ],
)
def test_a_line_of_the_register_says_what_of_it_cannot_be_read(
    tmp_path: Path, line: dict[str, object], words: list[str]
) -> None:
    sound = {
        **{"at": "2026-11-21T12:00:00Z", "act": "approved", "post": "pont"},
        **{"network": "mastodon", "digest": "now", "by": "Direction"},
    }
    wrong = {**sound, **line}
    if "netwrk" in line:
        del wrong["network"]
    path = tmp_path / "approvals.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in (sound, wrong)))
    with pytest.raises(DiagnosticsError) as found:
        read_register(path)
    (told,) = found.value.mistakes
    said = f"{told.what} {told.do}".replace("\xa0", " ")
    assert told.line == 2 and all(word in said for word in words), said


MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
entries = st.builds(
    Entry,
    at=st.just(MOMENT),
    act=st.sampled_from(Act),
    post=st.just("pont"),
    network=st.just("mastodon"),
    digest=st.sampled_from(["now", "before"]),
    by=st.sampled_from(["Direction", "direction", "Juriste"]),
    text=st.text(st.characters(codec="utf-8"), max_size=20),
)


@given(
    st.lists(entries, max_size=6), st.lists(st.sampled_from(["Direction", "Juriste"]), unique=True)
)
def test_an_approved_text_has_the_last_word_of_every_role_and_no_refusal(
    said: list[Entry], roles: list[str]
) -> None:
    options = ApprovalOptions(required=True, roles=tuple(roles))
    last = {one.by.casefold(): one for one in said}
    verdict = judge(said, "now", options, MOMENT.date())
    agreed = {who for who, one in last.items() if (one.act, one.digest) == (Act.APPROVED, "now")}
    refused = any((one.act, one.digest) == (Act.REFUSED, "now") for one in last.values())
    wanted = {role.casefold() for role in roles}
    expected = bool(agreed) and wanted <= agreed and not refused
    assert (verdict.approval is Approval.GIVEN) == expected
    assert verdict.approval is not Approval.NONE


@given(some=st.lists(entries, max_size=6))
def test_what_is_written_is_read_again(
    some: list[Entry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("register") / "approvals.jsonl"
    Register(path).write(some)
    assert read_register(path).entries == some


@pytest.mark.parametrize("last", [Act.WITHDRAWN, Act.REFUSED])
def test_what_was_taken_back_is_not_approved_by_an_older_line_that_git_put_below(
    project: Path, run: Run, last: Act
) -> None:
    """`merge=union`: the lines of both branches, whichever comes first."""
    word = {Act.WITHDRAWN: "--cancel", Act.REFUSED: "--refuse"}[last]
    said = ("approve", "pont", "mastodon", "--by", "Direction")
    run(*said, "--now", "2026-11-21 09:00")
    path = project / "approvals.jsonl"
    early = path.read_text()
    path.unlink()
    run(*said, "--now", "2026-11-21 10:00")
    run(*said, word, "--now", "2026-11-21 11:00")
    late = path.read_text()
    for text in (late + early, early + late):
        path.write_text(text)
        assert state(run, "mastodon") in ("wanted", "refused")
        assert run("send", "pont", "--network", "mastodon", "--dry-run", "--now", NOW)[0] == 1
    marked = f"<<<<<<< HEAD\n{late}=======\n{early}>>>>>>> autre\n"
    for broken in (marked, early + late[:-30]):
        path.write_text(broken)
        assert run("send", "pont", "--network", "mastodon", "--dry-run", "--now", NOW)[0] == 1
        assert path.read_text() == broken


def test_what_is_said_after_a_clock_that_ran_ahead_counts(project: Path, run: Run) -> None:
    said = ("approve", "pont", "mastodon", "--by", "Direction")
    run(*said, "--now", "2027-11-21 09:00")
    assert state(run, "mastodon") == "given"
    run(*said, "--cancel", "--now", NOW)
    assert state(run, "mastodon") == "wanted"
    run(*said, "--now", NOW)
    assert state(run, "mastodon") == "given"


def test_codes_tell_versions_apart_in_any_order() -> None:
    assert code_of(["a", "b"]) == code_of(["b", "a"]) != code_of(["a", "c"])


def test_two_branches_that_were_not_merged_are_told(tmp_path: Path) -> None:
    path = tmp_path / "approvals.jsonl"
    path.write_text("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> autre\n")
    with pytest.raises(DiagnosticsError, match="fusion"):
        read_register(path)
