"""`porte-voix send`, from posts on the disc to a server, with the site itself on line."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from portevoix.commands import main, send
from portevoix.commands.reading import read_words
from portevoix.sending import State, Way, read_ledger
from tests.sending.common import Hours, png
from tests.sending.standin import Fault, Server, running

CONFIGURATION = """\
site_name: Le moulin
site_url: {site}
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
    sending: {{mastodon_server: "{server}"}}
"""
NOW = datetime.now(UTC)


def post_of(title: str, message: str, *, days: float = -1, more: str = "") -> str:
    date = (NOW + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")
    return f"---\ntitle: {title}\ndate: {date} +0000\nmessage: {message}\n{more}---\n\nUn texte.\n"


POSTS = {
    "eau": post_of("L’eau est bonne", "L’eau du robinet est bonne.", days=-1.5),
    "pont": post_of(
        "Le pont rouvre",
        "Le pont du Centre rouvre lundi.",
        more='picture: {file: pont.png, alt: "Le pont, vu de la rive"}\n',
    ),
    "ancien": post_of("Un vieux billet", "Tout cela est loin.", days=-40),
    "demain": post_of("Pas encore", "Ce sera pour demain.", days=2),
}
POINTS = ("l’eau", "le pont", "le parc", "la rive")
Run = Callable[..., tuple[int, str]]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, server: Server) -> Iterator[Path]:
    (tmp_path / "site").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "site"))
    listener = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
    site = f"http://127.0.0.1:{listener.server_address[1]}/"
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION.format(site=site, server=server.base))
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    for slug, text in POSTS.items():
        (posts / f"{slug}.md").write_text(text.replace("---\n", f"---\nslug: {slug}\n", 1))
    (posts / "pont.png").write_bytes(png())
    (tmp_path / "docs" / "index.md").write_text("# Le moulin\n\nBonjour.\n")
    yield tmp_path
    listener.shutdown()
    listener.server_close()


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(project)
    monkeypatch.setenv("PORTEVOIX_MASTODON_TOKEN", "jeton")
    monkeypatch.setenv("PORTEVOIX_BY", "Camille")

    def typed(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(words, project)
        said = capsys.readouterr()
        return code, said.out + said.err

    return typed


def edit(project: Path, slug: str, before: str, after: str) -> None:
    file = project / "docs" / "blog" / "posts" / f"{slug}.md"
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


def test_what_is_due_goes_once_after_its_page_is_on_line(
    run: Run, project: Path, server: Server
) -> None:
    code, said = run("send", "--due")
    assert code == 1 and "Publiez le site" in said
    assert server.statuses == {} and not (project / "publications.jsonl").exists()
    assert run("build", "--quiet")[0] == 0
    _, shown = run("send", "--due", "--dry-run")
    assert server.statuses == {} and not (project / "publications.jsonl").exists()
    assert run("send", "--due")[0] == 0
    assert ["eau" in text for text in server.texts()] == [True, False]  # the oldest first
    assert len(server.statuses) == 2
    for text in server.texts():
        assert text in shown
    assert "Le pont, vu de la rive" in shown
    (first, second) = server.statuses.values()
    assert (len(first["media"]), len(second["media"]), second["language"]) == (0, 1, "fr")
    before = len(server.calls)
    code, said = run("send", "--due")
    assert (code, len(server.statuses)) == (0, 2)
    assert len(server.calls) == before  # nothing to ask
    assert "laissés de côté\u00a0: 1." in said
    ledger = read_ledger(project / "publications.jsonl")
    assert {entry.by for entry in ledger.entries if entry.state is State.INTENT} == {"Camille"}


def test_an_old_post_goes_when_it_is_named_and_one_to_come_does_not(
    run: Run, server: Server
) -> None:
    run("build", "--quiet")
    assert run("send", "docs/blog/posts/ancien.md")[0] == 0
    assert len(server.statuses) == 1
    code, said = run("send", "demain")
    assert code == 1 and "ni un billet à venir" in said
    assert len(server.statuses) == 1


def test_a_pause_holds_what_is_due_and_what_is_named(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    options = project / "mkdocs.yml"
    before = options.read_text()
    options.write_text(before + "    planning: {pause: Inondation}\n")
    code, said = run("send", "--due")
    assert "suspendus par la pause\u00a0: 2." in said and "Inondation" in said
    code, said = run("send", "eau")
    assert code == 1 and "suspendu par la pause" in said
    assert server.calls == []
    options.write_text(before)
    assert run("send", "--due")[0] == 0 and len(server.statuses) == 2


def test_what_hootsuite_has_goes_to_no_other_tool_and_no_network_and_a_pause_is_said(
    run: Run, server: Server, project: Path
) -> None:
    """« Confié » once; a second file holds what is new or changed."""
    run("build", "--quiet")
    at = (NOW + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M +0000")
    for slug in ("eau", "pont"):
        edit(
            project,
            slug,
            "message:",
            f"share: {{mastodon: {{at: {at}}}, facebook: false}}\nmessage:",
        )
    for slug in ("ancien", "demain"):
        edit(project, slug, "message:", "share: {mastodon: false, facebook: false}\nmessage:")
    options = project / "mkdocs.yml"
    before = options.read_text()
    options.write_text(before + "    planning: {pause: Inondation}\n")
    code, said = run("export", "hootsuite")
    assert (code, list(project.glob("exports/*"))) == (0, [])
    assert "Inondation" in said and said.count("suspendu\n") == 2
    options.write_text(before)
    assert run("export", "hootsuite")[0] == 0
    (file,) = project.glob("exports/*.csv")
    texts = [row[1] for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""))]
    assert [("eau" in text, "pont" in text) for text in texts] == [(True, False), (False, True)]
    entries = read_ledger(project / "publications.jsonl").entries
    assert [(one.state, one.way, one.text) for one in entries] == [
        (State.ENTRUSTED, "hootsuite", text) for text in texts
    ]
    _, said = run("export", "buffer")
    assert "Rien à confier" in said and said.count("confié\n") == 2
    code, said = run("send", "eau")
    assert (code, server.statuses) == (0, {}) and "est confié à hootsuite" in said
    assert "Supprimez-le dans cet outil" in run("send", "eau", "--withdraw")[1]
    edit(project, "eau", "est bonne.", "est très bonne.")
    file.unlink()
    code, said = run("export", "hootsuite")
    (file,) = project.glob("exports/*.csv")
    assert (
        code == 0 and "très bonne" in file.read_text("utf-8-sig") and "pont" not in file.read_text()
    )
    # What was taken back from the tool goes to it again, or from here when that is asked.
    assert run("send", "eau", "--withdraw", "--done")[0] == 0
    file.unlink()
    assert run("export", "hootsuite")[0] == 0 and "très bonne" in file.read_text("utf-8-sig")
    assert run("send", "eau", "--withdraw", "--done")[0] == 0
    assert run("send", "eau")[0] == 0 and server.statuses == {}
    assert run("send", "eau", "--again")[0] == 0 and len(server.statuses) == 1


def test_the_calendar_gives_the_hour_of_the_house_to_what_went_out(run: Run) -> None:
    run("build", "--quiet")
    run("send", "--due")
    (one,) = [
        text
        for text in json.loads(run("plan", "--all", "--json")[1])["texts"]
        if text["id"] == "eau/mastodon"
    ]
    moment = datetime.fromisoformat(one["at"])
    assert moment.utcoffset() == moment.astimezone(ZoneInfo("America/Toronto")).utcoffset()


def test_a_moment_of_its_own_is_waited_for(run: Run, server: Server, project: Path) -> None:
    at = (NOW + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M +0000")
    edit(project, "eau", "message:", f"share: {{mastodon: {{at: {at}}}}}\nmessage:")
    run("build", "--quiet")
    assert run("send", "--due")[0] == 0
    assert len(server.statuses) == 1
    assert run("send", "eau")[0] == 0  # a person may not wait
    assert len(server.statuses) == 2


def test_no_token_and_a_refused_one_are_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    run("build", "--quiet")
    monkeypatch.setenv("PORTEVOIX_MASTODON_TOKEN", "faux")
    code, said = run("send", "eau")
    assert code == 1 and "refuse le jeton" in said and "faux" not in said
    monkeypatch.delenv("PORTEVOIX_MASTODON_TOKEN")
    code, said = run("send", "eau")
    assert code == 1 and "PORTEVOIX_MASTODON_TOKEN" in said
    assert server.statuses == {}


def test_what_the_network_refuses_is_not_asked_again_by_the_next_task(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    server.limit = 20
    code, said = run("send", "--due")
    assert code == 1 and "la limite est 20" in said and server.statuses == {}


def test_a_ledger_in_conflict_sends_nothing(run: Run, server: Server, project: Path) -> None:
    run("build", "--quiet")
    (project / "publications.jsonl").write_text("<<<<<<< HEAD\n{}\n=======\n>>>>>>> ici\n")
    code, said = run("send", "--due")
    assert code == 1 and "publications.jsonl:1: une fusion de Git" in said
    assert server.calls == []


def test_a_revised_post_is_corrected_and_an_undated_change_is_only_told(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    run("send", "--due")
    edit(project, "eau", "L’eau du robinet est bonne.", "L’eau du robinet est très bonne.")
    run("build", "--quiet")
    code, said = run("send", "--corrections")
    assert code == 0 and "sans date de révision" in said and server.edits == 0
    _, said = run("send", "eau", "--corrections", "--dry-run")
    assert "très bonne" in said and server.edits == 0
    assert run("send", "eau", "--corrections")[0] == 0
    assert server.edits == 1 and any("très bonne" in text for text in server.texts())
    assert run("send", "--due")[0] == 0 and len(server.statuses) == 2
    _, said = run("send", "--corrections")
    assert "Tout ce qui est publié" in said


def test_a_post_that_changed_its_address_does_not_go_again(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    run("send", "--due")
    edit(project, "eau", "slug: eau\n", "slug: eau-bonne\naliases: [/blog/eau/]\n")
    run("build", "--quiet")
    assert run("send", "--due")[0] == 0
    code, said = run("send", "eau-bonne")
    assert code == 0 and "est déjà publié" in said and server.base in said
    assert len(server.statuses) == 2
    assert run("send", "eau-bonne", "--corrections")[0] == 0  # the new address
    assert server.edits == 1 and any("/blog/eau-bonne/" in text for text in server.texts())
    assert "Tout ce qui est publié" in run("send", "--corrections")[1]


def test_a_withdrawn_post_is_listed_then_deleted(run: Run, server: Server, project: Path) -> None:
    run("build", "--quiet")
    run("send", "--due")
    edit(project, "eau", "---\n\nUn", "draft: true\n---\n\nUn")
    code, said = run("send", "--corrections")
    (address,) = [line for line in said.splitlines() if "/@aulnes/" in line]
    assert code == 0 and "send eau --withdraw" in said and len(server.statuses) == 2
    assert run("send", "eau", "--withdraw")[0] == 0
    assert len(server.statuses) == 1 and address.rpartition("/")[2] not in server.statuses
    assert "rien n’est en ligne" in run("send", "eau", "--withdraw")[1]


def test_a_network_where_nothing_goes_from_here_leads_to_the_kit(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    said = run("send", "eau", "--network", "facebook")[1]
    assert "aucun texte n’y part d’ici" in said and "--by-hand" in said
    assert "aucun compte" in run("send", "eau", "--network", "bluesky")[1]
    assert server.statuses == {}


def test_a_thread_that_was_taken_back_in_part_is_said_to_be(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    run("send", "eau")
    path = project / "publications.jsonl"
    entries = [replace(one, of=2) for one in read_ledger(path).entries]
    gone = replace(entries[-1], part=2, id="2", key="2", address="", state=State.REMOVED)
    path.write_text("".join(f"{one.line()}\n" for one in (*entries, gone)), "utf-8")
    code, said = run("send", "eau", "--again")
    assert code == 1 and "1 message est encore en ligne, sur 2" in said.replace("\xa0", " ")
    assert "--withdraw" in said and len(server.statuses) == 1
    assert run("send", "eau", "--withdraw")[0] == 0 and server.statuses == {}
    assert run("send", "eau", "--again")[0] == 0 and len(server.statuses) == 1


def test_a_draft_is_withdrawn_by_its_file_and_a_renamed_post_by_its_new_name(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    run("send", "--due")
    posts = project / "docs" / "blog" / "posts"
    edit(project, "eau", "---\n\nUn", "draft: true\n---\n\nUn")
    (posts / "eau.md").rename(posts / "2026-11-eau.md")
    assert run("send", "docs/blog/posts/2026-11-eau.md", "--withdraw")[0] == 0
    assert len(server.statuses) == 1
    edit(project, "pont", "slug: pont\n", "slug: pont-neuf\naliases: [/blog/pont/]\n")
    assert "supprimé" in run("send", "pont-neuf", "--withdraw")[1]
    assert server.statuses == {}


def test_what_was_sent_by_hand_is_entered_and_listed_for_correction(
    run: Run, server: Server, project: Path
) -> None:
    address = "https://facebook.example/moulin/1"
    words = ("send", "eau", "--network", "facebook", "--by-hand", address)
    assert run(*words)[0] == 0
    assert run(*words)[0] == 1  # it is there
    (entry,) = read_ledger(project / "publications.jsonl").entries
    assert (entry.way, entry.state, entry.address) == (Way.HAND, State.SENT, address)
    assert "robinet" in entry.text
    edit(project, "eau", "est bonne.", "est très bonne.")
    _, said = run("send", "--corrections")
    assert address in said and "à la main" in said and "--corrections --done" in said
    # What only a hand can do is written down once it is done, and asked of nobody any more.
    assert run("send", "eau", "--network", "facebook", "--corrections", "--done")[0] == 0
    assert "Tout ce qui est publié" in run("send", "--corrections")[1]
    assert "--withdraw --done" in run("send", "eau", "--withdraw")[1]
    run("send", "eau", "--withdraw", "--done")
    assert "rien n’est en ligne" in run("send", "eau", "--withdraw")[1]
    entries = read_ledger(project / "publications.jsonl").entries
    assert [one.state for one in entries] == [State.SENT, State.CHANGED, State.REMOVED]
    assert "très bonne" in entries[1].text and {one.way for one in entries} == {Way.HAND}
    assert server.calls == []


def test_of_two_accounts_the_one_whose_address_it_is_is_entered(run: Run, project: Path) -> None:
    options = project / "mkdocs.yml"
    other = '        - {network: facebook, name: Le quai, url: "https://facebook.example/quai"}\n'
    before = options.read_text()
    options.write_text(before.replace("    sending:", f"{other}    sending:"))
    words = ("send", "eau", "--network", "facebook", "--by-hand")
    assert run(*words, "https://facebook.example/quai/1")[0] == 0
    assert run(*words, "https://facebook.example/2")[0] == 0  # the other is left
    names = [one.account for one in read_ledger(project / "publications.jsonl").entries]
    assert names == ["Le quai", "Le moulin"]


def test_whatever_stops_it_is_said_what_is_out_and_what_is_not(
    run: Run,
    server: Server,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def sent(*words: str) -> tuple[int, str]:
        """By a clock that nobody has to wait for."""
        capsys.readouterr()
        chosen = read_words(send.OPTIONS, words, home=project, lang="fr")
        code = send.run(chosen, Hours(datetime.now(UTC)).clock)
        return code, capsys.readouterr().out

    texts = ", ".join(f'"{word.capitalize()} {"de la rue Principale " * 9}"' for word in POINTS)
    more = f"share: {{mastodon: {{thread: true}}}}\npoints: [{texts}]\n"
    edit(project, "eau", "message:", f"{more}message:")
    run("build", "--quiet")
    later = (("Retry-After", "7000"),)
    server.faults = [Fault(skip=1, times=9, status=429, headers=later)]
    code, said = sent("eau")
    assert (code, len(server.statuses)) == (1, 1)
    assert "Recommencez dans 2 heures." in said and "1 message sur 3" in said
    # Of a text that was begun this is said, of one that was not, that it did not go.
    monkeypatch.setenv("PORTEVOIX_MASTODON_TOKEN", "")
    code, said = sent("--due")
    assert code == 1 and "pas fini" in said and "1 message sur 3" in said
    assert "1 texte n’est pas parti\u00a0: pont." in said
    monkeypatch.setenv("PORTEVOIX_MASTODON_TOKEN", "jeton")
    # Somebody deletes there what the rest would answer.
    server.faults = []
    (first,) = server.statuses
    gone = server.statuses.pop(first)
    code, said = sent("eau")
    assert code == 1 and "n’est plus là" in said and "Rien de ce texte" in said
    server.statuses[first] = gone
    assert sent("eau")[0] == 0 and len(server.statuses) == 3
    # A correction, then a withdrawal, that stop in the middle.
    edit(project, "eau", "rue Principale", "rue Saint-Remi")
    server.faults = [Fault("PUT", skip=1, times=9, status=422)]
    code, said = sent("eau", "--corrections")
    assert code == 1 and "Encore à corriger\u00a0: 2 messages sur 3." in said
    server.faults = [Fault("DELETE", skip=1, times=9, status=429)]
    code, said = sent("eau", "--withdraw")
    assert code == 1 and "2 messages sur 3" in said and "dans quelques minutes" in said
    server.faults = []
    assert sent("eau", "--withdraw")[0] == 0 and server.statuses == {}
    code, said = sent("eau")
    assert code == 0 and "a été retiré" in said and "--again" in said


def test_a_post_whose_address_changed_without_an_alias_is_asked_about_before_it_goes(
    run: Run, server: Server, project: Path
) -> None:
    """« eau » is told in other words, « pont » in the same by a ledger that knows no files."""
    run("build", "--quiet")
    run("send", "--due")
    ledger = project / "publications.jsonl"
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    for line in lines:
        if line["post"] == "pont":
            line.pop("file", None)
    ledger.write_text("".join(json.dumps(line) + "\n" for line in lines))
    edit(project, "eau", "L’eau du robinet est bonne.", "Buvez l’eau du robinet.")
    for slug in ("eau", "pont"):
        edit(project, slug, f"slug: {slug}", f"slug: autre-{slug}")
    run("build", "--quiet")
    for words in (("--due",), ("autre-eau",), ("autre-pont", "--dry-run")):
        code, said = run("send", *words)
        assert code == 1 and "Est-ce le même billet" in said, words
        assert f"{server.base}/@aulnes/" in said and "--network mastodon --again" in said
    assert len(server.statuses) == 2 and "aliases: [blog/pont/]" in said
    edit(project, "pont", "slug: autre-pont", "slug: autre-pont\naliases: [blog/pont/]")
    _, said = run("send", "--due")
    assert "autre-pont" not in said and len(server.statuses) == 2  # it is the same: nothing goes
    at = (NOW + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M +0000")
    edit(project, "eau", "message:", f"share: {{mastodon: {{at: {at}}}}}\nmessage:")
    _, said = run("export", "hootsuite", "--network", "mastodon", "--dry-run")
    assert "L’eau est bonne\u00a0: peut-être déjà en ligne" in said and "[blog/eau/]" in said
    _, said = run("export", "hootsuite", "--network", "mastodon", "--dry-run", "--again")
    assert "peut-être" not in said and "2 textes" in said
    assert run("send", "autre-eau", "--network", "mastodon", "--again")[0] == 0
    assert len(server.statuses) == 3  # it is another: it goes


def test_the_register_says_what_is_out_where_and_when(
    run: Run, server: Server, project: Path
) -> None:
    run("build", "--quiet")
    run("send", "--due")
    page = project / "site" / "publications" / "index.html"
    assert run("build")[0] == 0 and not page.exists()  # kept in the house
    options = project / "mkdocs.yml"
    options.write_text(options.read_text().replace("sending: {", "sending: {public: true, "))
    assert run("build")[0] == 0
    text = "".join(map(str, html.document_fromstring(page.read_text()).itertext()))
    for status in server.statuses.values():
        assert all(line in text for line in status["text"].split("\n"))
        assert f"{server.base}/@aulnes/{status['id']}" in page.read_text()
    assert run("send", "eau", "--withdraw")[0] == 0
    assert run("build")[0] == 0  # the ledger alone has changed
    said = page.read_text()
    assert "robinet" not in said and "Retiré le" in said and "pont du Centre" in said
    fresh = project / "fresh"
    assert run("build", "--clean", "--site-dir", str(fresh))[0] == 0
    assert (fresh / "publications" / "index.html").read_bytes() == page.read_bytes()
    with (project / "publications.jsonl").open("a") as ledger:
        ledger.write("{}")
    code, told = run("build")
    assert code == 0 and "publications.jsonl:" in told and "page des publications" in told
    assert (
        "aliases" not in told and "/publications/" not in told
    )  # it is the ledger that is to mend


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--due", "--corrections"),
        ("--by-hand", "https://exemple.org/1"),
        ("eau", "--by-hand", "https://exemple.org/1"),
        ("eau", "--network", "facebook", "--by-hand", "javascript:alert(1)"),
        ("--due", "--now", "2026-01-01"),
        ("--withdraw",),
        ("eau", "--done"),
        ("--corrections", "--done"),
        ("eau", "--network", "minitel"),
    ],
)
def test_words_that_do_not_go_together_are_told(run: Run, words: tuple[str, ...]) -> None:
    assert run("send", *words)[0] == 2
