"""Texts handed to Postiz and Mixpost: strict stand-ins, written from what their own programs send, since
neither server can be had where tests run."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from portevoix.commands import main
from portevoix.sending import State, read_ledger
from tests.incremental.small import AUTHORS, CONFIGURATION

POST = """\
---
title: Le pont {n}
date: 2026-11-{day}
slug: pont-{n}
authors: [eau]
message: Le pont {n} rouvre.
share:
  mastodon: {{at: "2026-12-0{n} 12:00"}}
---

Le pont rouvre.
"""
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass
class Held:
    """What a tool holds; `fails` are the statuses of the next calls that write, 0 for none, -1 for a
    call that is done and not answered."""

    url: str = ""
    posts: list[Any] = field(default_factory=list)
    scheduled: list[str] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    can_schedule: bool = True


class _Tool(BaseHTTPRequestHandler):
    held: Held

    def do_GET(self) -> None:
        known = [{"id": "8f3a", "name": "Le moulin"}]
        if self.path == "/public/v1/integrations" and self.headers["Authorization"] == "cle":
            self._say(200, known)
        elif self.path == "/api/w1/accounts" and self.headers["Authorization"] == "Bearer cle":
            self._say(200, {"data": known})
        else:
            self._say(401, {"message": "Invalid API key"})

    def do_POST(self) -> None:
        held = self.held
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = held.fails.pop(0) if held.fails else 0
        if fault > 0:
            return self._say(fault, {"message": "panne"})
        if self.path == "/public/v1/posts":
            wrong = body["shortLink"] is not False or not _UTC.fullmatch(body["date"])
            (one,) = body["posts"]
            wrong |= body["type"] != "schedule" or one["integration"] != {"id": "8f3a"}
            if wrong or not one["value"][0]["content"]:
                return self._say(400, {"message": "bad"})
            held.posts.append(body)
            answer: Any = [{"postId": f"p{len(held.posts)}", "integration": "8f3a"}]
        elif self.path == "/api/w1/posts":
            if body["timezone"] != "UTC" or body["accounts"] != ["8f3a"]:
                return self._say(422, {"message": "bad"})
            held.posts.append(body)
            answer = {"id": 1, "uuid": f"u{len(held.posts)}"}
        elif self.path.startswith("/api/w1/posts/schedule/u"):
            if not held.can_schedule:
                return self._say(422, {"message": "The date is in the past."})
            held.scheduled.append(self.path.rpartition("/")[2])
            answer = {"scheduled_at": "2026-12-01"}
        else:
            return self._say(404, {})
        if fault < 0:
            return self.close_connection_now()
        return self._say(201, answer)

    def close_connection_now(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _say(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    handler = type("Handler", (_Tool,), {"held": held})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        held.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield held
        server.shutdown()


@pytest.fixture
def project(tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two posts, each with a text for Mastodon in December."""
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "docs" / "blog" / ".authors.yml").write_text(AUTHORS, "utf-8")
    for n in (1, 2):
        (posts / f"pont-{n}.md").write_text(POST.format(n=n, day=10 + n), "utf-8")
    tool = f"{{server: '{held.url}', workspace: w1, channels: {{mastodon: 8f3a}}}}"
    exports = f"    exports: {{postiz: {tool}, mixpost: {tool}}}\n"
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION + exports, "utf-8")
    (tmp_path / "overrides").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTEVOIX_POSTIZ_KEY", "cle")
    monkeypatch.setenv("PORTEVOIX_MIXPOST_TOKEN", "cle")
    return tmp_path


def hand(tool: str) -> int:
    words = ["--by-api", "--network", "mastodon", "--now", "2026-11-28"]
    return main(["export", tool, *words])


def entrusted(project: Path, tool: str) -> list[str]:
    """The posts that the ledger says a tool has."""
    file = project / "publications.jsonl"
    return [
        post
        for (post, _, _), parts in read_ledger(file).places()
        if parts[0].last.state is State.ENTRUSTED and parts[0].last.way == tool
    ]


@pytest.mark.parametrize("tool", ["postiz", "mixpost"])
def test_a_tool_gets_each_text_once_at_its_hour(
    tool: str, project: Path, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hand(tool) == 0
    assert len(held.posts) == 2
    assert entrusted(project, tool) == ["pont-1", "pont-2"]
    said = json.dumps(held.posts, ensure_ascii=False)
    assert "Le pont 1 rouvre." in said and "17:00" in said  # noon in Montréal
    assert held.scheduled == (["u1", "u2"] if tool == "mixpost" else [])
    assert hand(tool) == 0
    assert len(held.posts) == 2
    assert "Rien à confier" in capsys.readouterr().out


def test_what_mixpost_does_not_schedule_waits_there_as_a_draft(
    project: Path, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    """mixpost#200: it refuses dates that are sound."""
    held.can_schedule = False
    assert hand("mixpost") == 0
    assert "comme brouillon" in capsys.readouterr().out
    assert hand("mixpost") == 0
    assert len(held.posts) == 2


@pytest.mark.parametrize("tool", ["postiz", "mixpost"])
def test_a_call_without_an_answer_is_never_made_twice(
    tool: str, project: Path, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    held.fails = [-1]
    assert hand(tool) == 1
    assert "n’a pas répondu" in capsys.readouterr().out
    assert (len(held.posts), len(entrusted(project, tool))) == (1, 1)
    assert hand(tool) == 0
    assert len(held.posts) == 2


@pytest.mark.parametrize(("status", "there"), [(400, 1), (429, 0), (401, 0)])
def test_what_a_tool_refuses_is_told_and_goes_when_it_can(
    status: int, there: int, project: Path, held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    held.fails = [status]
    assert hand("postiz") == 1
    told = capsys.readouterr()
    assert told.out or told.err
    assert len(held.posts) == there
    assert hand("postiz") == 0
    assert len(held.posts) == 2


def test_without_a_key_or_with_another_houses_account_nothing_leaves(
    project: Path, held: Held, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTEVOIX_POSTIZ_KEY", "")
    assert hand("postiz") == 1
    assert "PORTEVOIX_POSTIZ_KEY" in capsys.readouterr().err
    monkeypatch.setenv("PORTEVOIX_POSTIZ_KEY", "fausse")
    assert hand("postiz") == 1
    monkeypatch.setenv("PORTEVOIX_POSTIZ_KEY", "cle")
    file = project / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("mastodon: 8f3a", "mastodon: autre"), "utf-8")
    assert hand("postiz") == 1
    assert "8f3a = Le moulin" in capsys.readouterr().out
    assert main(["export", "csv", "--by-api"]) == 2
    assert held.posts == []
