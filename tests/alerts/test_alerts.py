"""What is due is listed, leads to where it can be done, and is gone when done."""

from __future__ import annotations

import email
import json
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from email.policy import default
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any, ClassVar

import icalendar
import pytest
from aiosmtpd.controller import Controller
from feedparser.api import parse as _parse
from PIL import Image

from portevoix import alerts
from portevoix.alerts import MAKERS
from portevoix.alerts.makers.texts import _TOLD
from portevoix.asking import answers_of
from portevoix.commands import main
from portevoix.inbox import MESSAGES
from portevoix.links import LinkState, read_links, write_links
from portevoix.sending import ROUTES
from portevoix.sending_options import SERVERS
from tests.conftest import ROOT
from tests.incremental.small import inside

parse: Any = _parse  # feedparser has no types
NOW = "2026-11-21 12:00"
CONFIGURATION = """\
site_name: Ville
site_url: https://ville.example/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance:
    objectives: {informer: Informer}
    organisation:
      name: Ville
      accounts:
        - {network: mastodon, name: "@ville@social.example", url: "https://social.example/@ville"}
"""
INTERNAL = """\
INHERIT: mkdocs.yml
site_dir: site-interne
plugins:
  portevoix/resonance:
    audience: internal
"""
POSTS = {
    "bancs": "title: Bancs\ndate: 2026-03-10\nmeasure: {indicator: réponses, target: '300', review_on: 2026-05-14}",
    "parc": "title: Parc\ndate: 2026-03-10\nkind: consultation\n"
    "consultation: {opens: 2026-03-10, closes: 2026-10-01, results_on: 2026-11-01}",
    "bris": "title: Bris\ndate: 2026-11-18 09:00\nkind: crisis\n"
    "crisis: {source: La ville, next_update: 2026-11-19 09:00}",
    "panne": "title: Panne\ndate: 2026-11-01 09:00\nkind: crisis\ncrisis: {source: La ville}",
    "piscine": "title: Piscine\ndate: 2026-06-10\nexpires: 2026-11-25",
    "brouillon": "title: Brouillon\ndate: 2026-11-10\ndraft: true",
}


@dataclass(frozen=True)
class Said:
    returncode: int
    stdout: str
    stderr: str


class Town:
    """A project of its own, in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "docs/blog/posts").mkdir(parents=True)
        self.write("mkdocs.yml", CONFIGURATION)
        self.write("mkdocs.internal.yml", INTERNAL)
        for name, front in POSTS.items():
            self.write(f"docs/blog/posts/{name}.md", f"---\n{front}\nslug: {name}\n---\n\nTexte.\n")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, "utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def run(self, *words: str) -> Said:
        """A command, in this process: to start another one costs more than what it does here."""
        out, err = StringIO(), StringIO()
        with inside(self.root), redirect_stdout(out), redirect_stderr(err):
            code = main(words, self.root)
        return Said(code, out.getvalue(), err.getvalue())

    def today(self, now: str = NOW) -> dict[str, Any]:
        done = self.run("today", "--json", "--now", now)
        assert done.returncode == 0, done.stderr
        return {one["id"]: one for one in json.loads(done.stdout)["alerts"]}


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path / "ville")


LINK = LinkState(
    address="https://ailleurs.example/parti",
    answer="404",
    since=date(2026, 11, 20),
    checked=date(2026, 11, 20),
    file="docs/blog/posts/bancs.md",
    line=7,
)
SENT = {
    "at": "2026-11-20T12:00:00Z",
    "post": "bancs",
    "network": "mastodon",
    "account": "@ville@social.example",
}

# What was missed before the first line of the ledger, no ledger tells of.
BEGUN = (
    f"{json.dumps({**SENT, 'at': '2026-06-01T12:00:00Z', 'post': 'ancien', 'state': 'removed'})}\n"
)


def entered(town: Town, *words: str) -> None:
    done = town.run(*words)
    assert done.returncode == 0, done.stderr


Gesture = Callable[[Town], object]
# What is due → the gesture that its line names.
DONE: dict[str, Gesture] = {
    "review/bancs": lambda town: entered(town, "result", "bancs", "412", "--now", NOW),
    "consultation/parc": lambda town: town.replace(
        "docs/blog/posts/parc.md",
        "results_on: 2026-11-01",
        "results_on: 2026-11-01, results: https://ville.example/blog/bancs/",
    ),
    "follow-up/bris": lambda town: town.replace(
        "docs/blog/posts/bris.md",
        "next_update: 2026-11-19 09:00",
        "next_update: 2026-11-22 09:00, updates: [{at: 2026-11-20 09:00, text: On répare.}]",
    ),
    "open/panne": lambda town: town.replace(
        "docs/blog/posts/panne.md", "source: La ville", "source: La ville, until: 2026-11-02 09:00"
    ),
    "expires/piscine": lambda town: town.replace(
        "docs/blog/posts/piscine.md", "2026-11-25", "2027-11-25"
    ),
    "draft/brouillon": lambda town: town.replace(
        "docs/blog/posts/brouillon.md", "draft: true", "draft: false"
    ),
    "text-unsure/bancs/mastodon": lambda town: town.write(
        "publications.jsonl",
        BEGUN
        + "".join(
            f"{json.dumps({**SENT, 'post': post, 'state': state})}\n"
            for post in ("bancs", "bris", "brouillon")
            for state in ("intent", "sent")
        ),
    ),
    "text-missed/bris/mastodon": lambda town: None,  # the same line
    "text-old/all": lambda town: town.replace(
        "mkdocs.yml", "    objectives:", "    planning: {since: 2026-11-10}\n    objectives:"
    ),
    f"link/{LINK.address}": lambda town: write_links(town.root / "liens.csv", ()),
}


def test_each_line_leads_to_where_it_is_done_and_is_gone_when_done(town: Town) -> None:
    town.write("publications.jsonl", f"{BEGUN}{json.dumps({**SENT, 'state': 'intent'})}\n")
    write_links(town.root / "liens.csv", [LINK])
    before = town.today()
    assert sorted(before) == sorted(DONE)
    for one in before.values():
        file, _, line = one["place"].partition(":")
        written = file and (town.root / file).is_file()
        assert written or one["command"], one
        if line:
            assert (town.root / file).read_text("utf-8").count("\n") >= int(line) - 1
    for done in DONE.values():
        done(town)
    assert town.today() == {}


def test_on_the_sample_each_line_is_gone_once_its_command_is_typed(tmp_path: Path) -> None:
    for name in ("docs", "mkdocs.yml", "mkdocs.internal.yml", "resultats.csv"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    sample = Town.__new__(Town)
    sample.root = tmp_path
    (tmp_path / "overrides").mkdir()
    due = sample.today()
    assert due and all(one["late"] for one in due.values())
    for one in due.values():
        file, _, line = one["place"].partition(":")
        assert "review_on" in (tmp_path / file).read_text("utf-8").split("\n")[int(line) - 1]
        words = one["command"].replace("CHIFFRE", "9").split()
        assert words[:2] == ["porte-voix", "result"]
        entered(sample, *words[1:], "--now", NOW)
    assert sample.today() == {}


CHARTER = {
    "index.md": "title: Charte\nversion: '1.0'\nin_force: 2026-01-01\nadopted_by: Le conseil\n"
    "owner: L’équipe\nreview_by: 2027-06-01",
    "01-but.md": "id: '1'\ntitle: But\nowner: L’équipe\nin_force: 2026-01-01\n"
    "review_by: 2026-12-01\nsummary: Nous parlons avec respect.",
}
FACEBOOK = '        - {network: facebook, name: Ville, url: "https://facebook.com/ville"}\n'
HEARD = "- {date: 2026-11-10, heard: Le bruit dérange., promised: 2026-11-20"
# What is due beside → the gesture that its line names; "" for the command itself.
MORE: dict[str, Gesture | str] = {
    "article/1": lambda town: town.replace("docs/charte/01-but.md", "2026-12-01", "2027-12-01"),
    "consent/portrait": lambda town: town.replace(
        "docs/blog/posts/portrait.md", "consent_until: 2026-12-01", "consent_until: 2027-12-01"
    ),
    "promised/docs/entendu.yml:1": lambda town: town.write(
        "docs/entendu.yml", f"{HEARD}, did: Le chantier finit plus tôt.}}\n"
    ),
    "text-failed/refus/mastodon": lambda town: _ledger(town, "refus", "sent"),
    "text-due/frais/mastodon": lambda town: _ledger(town, "frais", "sent"),
    "text-missed/bris/facebook": "",
    "text-due/frais/facebook": "",
    "text-left/parti/mastodon": lambda town: town.replace(
        "docs/blog/posts/bancs.md", "slug: bancs", "slug: bancs\naliases: [blog/parti/]"
    ),
    "text-left/brouillon/mastodon": lambda town: _ledger(town, "brouillon", "removed"),
}


def _ledger(town: Town, post: str, *states: str) -> None:
    path = town.root / "publications.jsonl"
    before = path.read_text("utf-8") if path.exists() else BEGUN
    lines = [f"{json.dumps({**SENT, 'post': post, 'state': state})}\n" for state in states]
    path.write_text(before + "".join(lines), "utf-8")


def test_whatever_its_kind_a_line_leads_to_where_it_is_done_and_is_gone_when_done(
    town: Town,
) -> None:
    """Texts that no program sends are posted by hand, and their address entered."""
    for post, front in (
        ("refus", "date: 2026-11-20 09:00"),
        ("frais", "date: 2026-11-20 13:00"),
        (
            "portrait",
            "date: 2026-10-01\npicture: {file: portrait.png, alt: Une personne, people: recognisable,"
            " consent_until: 2026-12-01}",
        ),
    ):
        town.write(
            f"docs/blog/posts/{post}.md", f"---\ntitle: T\nslug: {post}\n{front}\n---\n\nTexte.\n"
        )
    Image.new("RGB", (900, 600), "teal").save(town.root / "docs/blog/posts/portrait.png")
    (town.root / "docs/charte").mkdir()
    for name, front in CHARTER.items():
        town.write(f"docs/charte/{name}", f"---\n{front}\n---\n\nTexte.\n")
    town.write("docs/entendu.yml", f"{HEARD}}}\n")
    town.replace("mkdocs.yml", "plugins:\n", "plugins:\n  portevoix/charter: {folder: charte}\n")
    town.write("mkdocs.yml", (town.root / "mkdocs.yml").read_text("utf-8") + FACEBOOK)
    _ledger(town, "refus", "intent", "refused")
    _ledger(town, "bris", "intent", "sent")
    _ledger(town, "parti", "sent")
    _ledger(town, "brouillon", "sent")
    due = town.today()
    assert MORE.keys() <= due.keys()
    for key, done in MORE.items():
        one = due[key]
        file, _, line = one["place"].partition(":")
        assert file or one["command"]
        written = (town.root / file).read_text("utf-8") if file else ""
        assert written.count("\n") >= int(line or 1) - 1
        if callable(done):
            done(town)
        else:
            words = one["command"].replace("ADRESSE", "https://facebook.com/ville/posts/1").split()
            assert words[:2] == ["porte-voix", "send"] and "--by-hand" in words
            entered(town, *words[1:])
    assert not MORE.keys() & town.today().keys()


def test_an_alert_says_that_somebody_waits_and_nothing_of_what_they_said(town: Town) -> None:
    for done in DONE.values():
        done(town)
    entered(town, "hear", "MARQUE-VOIX : le banc est brisé.", "--now", "2026-11-02 09:00")
    due = town.today()
    assert list(due) == ["unanswered/all"] and due["unanswered/all"]["path"] == "boite/"
    assert "MARQUE" not in json.dumps(due)
    entered(town, "hear", "MARQUE-VOIX : je veux mourir.", "--now", "2026-11-21 11:00")
    first = next(iter(town.today().values()))
    assert first["id"].startswith("danger/") and first["grave"]
    (inbox,) = town.root.rglob(MESSAGES)
    for line in inbox.read_text("utf-8").splitlines():
        entered(town, "inbox", json.loads(line)["id"], "--state", "nothing", "--now", NOW)
    assert town.today() == {}


def test_a_number_entered_before_its_day_leaves_the_review_to_be_done(town: Town) -> None:
    entered(town, "result", "bancs", "100", "--now", "2026-05-01")
    assert "review/bancs" in town.today()


def test_facts_of_a_network_grow_old_and_a_check_of_one_s_own_renews_them(town: Town) -> None:
    later = "2027-09-01 12:00"
    assert "facts/mastodon" in town.today(later)
    assert "facts/linkedin" not in town.today(later)  # no account there
    town.replace(
        "mkdocs.yml",
        "    objectives:",
        "    alerts: {checked: {mastodon: 2027-08-30}}\n    objectives:",
    )
    assert "facts/mastodon" not in town.today(later)


def test_nothing_due_is_said_in_a_word_and_sends_no_mail(town: Town) -> None:
    for done in DONE.values():
        if done not in (DONE["text-unsure/bancs/mastodon"],):
            done(town)
    told = town.run("today", "--now", NOW)
    assert told.stdout.endswith("Rien n’est en retard, rien ne presse.\n")


def test_the_staff_s_site_shows_the_list_and_the_public_one_nothing_of_it(town: Town) -> None:
    for words, place in ((("--internal",), "site-interne"), ((), "site")):
        done = town.run("build", "--quiet", "--no-check", "--now", NOW, *words)
        assert done.returncode == 0, done.stderr
        assert (town.root / place / "a-faire").exists() is (place == "site-interne")
    folder = town.root / "site-interne"
    due = town.today()
    page = (folder / "a-faire/index.html").read_text("utf-8")
    assert all(one["place"] in page for one in due.values())
    for one in due.values():
        assert not one["path"] or (folder / one["path"] / "index.html").is_file(), one
    calendar = icalendar.Calendar.from_ical((folder / "a-faire/a-faire.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert sorted(str(one["SUMMARY"]) for one in events) == sorted(
        one["what"] for one in due.values()
    )
    assert {str(one.decoded("DTSTART")) for one in events} == {one["due"] for one in due.values()}
    feed = parse((folder / "a-faire/a-faire.xml").read_bytes())
    assert not feed.bozo and len(feed.entries) == len(due)
    assert len({one.id for one in feed.entries}) == len(due)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    entered(town, "result", "bancs", "412", "sur", "papier", "--now", NOW)
    assert town.run("build", "--internal", "--quiet", "--no-check", "--now", NOW).returncode == 0
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    changed = {
        path.relative_to(folder).parts[0] for path in after if before.get(path) != after[path]
    }
    assert changed == {"a-faire", "bilan", "verifications"}
    again = town.run(
        *("build", "--internal", "--clean", "--quiet", "--no-check", "--now", NOW),
        *("--site-dir", "propre"),
    )
    assert again.returncode == 0, again.stderr
    clean = {
        path.relative_to(town.root / "propre"): path for path in (town.root / "propre").rglob("*")
    }
    for path, content in after.items():
        assert clean[path.relative_to(folder)].read_bytes() == content, path


class _Sink:
    def __init__(self) -> None:
        self.got: list[tuple[list[str], Any]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = email.message_from_bytes(envelope.content, policy=default)
        self.got.append((envelope.rcpt_tos, mail))
        return "250 Bien reçu"


def test_the_morning_mail_goes_to_each_alone_and_says_what_is_due(town: Town) -> None:
    missing = town.run("today", "--morning", "--now", NOW)
    assert missing.returncode == 1 and missing.stderr.count("mkdocs.yml: ") == 2
    sink = _Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        town.replace(
            "mkdocs.yml",
            "    objectives:",
            "    alerts: {mail_to: [a@ville.example, b@ville.example]}\n"
            "    newsletter: {sender: ville@ville.example,"
            f" smtp: {{server: 127.0.0.1, port: {port}, security: none}}}}\n    objectives:",
        )
        done = town.run("today", "--morning", "--now", NOW)
    finally:
        controller.stop()
    assert done.returncode == 0, done.stderr
    assert [to for to, _ in sink.got] == [["a@ville.example"], ["b@ville.example"]]
    _, mail = sink.got[0]
    assert mail["Auto-Submitted"] == "auto-generated" and mail["To"] == "a@ville.example"
    assert "à faire" in mail["Subject"]
    text = mail.get_content()
    assert all(one["what"] in text for one in town.today().values())


class _Answers(BaseHTTPRequestHandler):
    """/ok, /gone, /head (which refuses HEAD), /on (leads to /ok), /round (leads to itself)."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        path = self.path.split("?")[0]
        code = {"/ok": 200, "/gone": 404, "/on": 301, "/round": 302, "/head": 200}.get(path, 500)
        if path == "/head" and self.command == "HEAD":
            code = 405
        self.send_response(code)
        if code in (301, 302):
            self.send_header("Location", "/ok" if path == "/on" else "/round")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *said: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answers))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_links_are_asked_once_and_never_of_the_house_s_own_network() -> None:
    with served() as home:
        addresses = [f"{home}/{name}" for name in ("ok", "gone", "head", "on", "round", "é")]
        found = answers_of(addresses, here=True)
        assert [found[one] for one in addresses] == ["ok", "404", "ok", "ok", "redirections", "500"]
        _Answers.asked.clear()
        assert set(answers_of(addresses).values()) == {"not-asked"}
        assert _Answers.asked == []
    assert answers_of(["http://nulle-part.invalid/", "http://[::1", "ftp://a.example/"]) == {
        "http://nulle-part.invalid/": "no-host",
        "http://[::1": "no-host",
        "ftp://a.example/": "not-asked",
    }


def test_what_may_be_passing_is_told_when_it_lasts(tmp_path: Path) -> None:
    path = tmp_path / "liens.csv"
    busy = LinkState(**{**{name: getattr(LINK, name) for name in LINK.__slots__}, "answer": "503"})
    assert LINK.is_dead and not busy.is_dead
    lasting = LinkState(
        **{
            **{name: getattr(busy, name) for name in busy.__slots__},
            "checked": busy.since + timedelta(days=2),
        }
    )
    assert lasting.is_dead
    write_links(path, [lasting, LINK])
    assert sorted(read_links(path), key=repr) == sorted([lasting, LINK], key=repr)
    path.write_text(path.read_text("utf-8") + "de;travers\n", "utf-8")
    assert len(read_links(path)) == 2


def test_every_kind_of_line_is_shown_to_be_done() -> None:
    makers = Path(alerts.__file__).parent / "makers"
    source = "".join(path.read_text("utf-8") for path in makers.glob("*.py"))
    kinds = set(re.findall(r'id=f?"([a-z-]+)/', source))
    kinds |= {f"text-{wording}" for wording in (*_TOLD.values(), "elsewhere")}
    # Each in a test of its own.
    elsewhere = {"unanswered", "danger", "facts", "text-elsewhere"}
    shown = {key.partition("/")[0] for key in (*DONE, *MORE)} | elsewhere
    assert shown == kinds and len(MAKERS) == 12
    assert set(SERVERS.values()) == set(ROUTES)  # all others are posted by hand
