"""What is said elsewhere: feeds, exports of webmentions, the counter; and what is down."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portevoix.counts import read_counts
from portevoix.inbox import Item, Sort, State, read_inbox
from tests.listening.conftest import NOW, Run

RSS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>Le Courrier</title>{items}</channel></rss>"""


class Press:
    """A site that is read: what stands at each path, and who asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []  # path, If-None-Match
        self.base = ""


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            tag = self.headers.get("If-None-Match", "")
            press.asked.append((self.path, tag))
            content = press.pages.get(self.path)
            mark = f'"{len(content or b"")}"'
            status = 404 if content is None else 304 if tag == mark else 200
            self.send_response(status)
            self.send_header("ETag", mark)
            self.end_headers()
            if status == 200 and content:
                self.wfile.write(content)

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    press.base = f"http://127.0.0.1:{listener.server_address[1]}"
    threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
    yield press
    listener.shutdown()
    listener.server_close()


def rss(*entries: tuple[str, str, int]) -> bytes:
    """Titles, texts and ages in days."""
    items = "".join(
        f"<item><title>{title}</title><description>{text}</description>"
        f"<guid>{title}</guid><link>https://courrier.example/{n}</link>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=days))}</pubDate></item>"
        for n, (title, text, days) in enumerate(entries)
    )
    return RSS.format(items=items).encode()


def watch(project: Path, text: str) -> None:
    (project / "docs" / "veille.yml").write_text(text, "utf-8")


def items_of(project: Path) -> list[Item]:
    return sorted(read_inbox(project / "ecoute").items.values(), key=lambda one: one.title)


def test_feeds_give_what_speaks_of_us_once(project: Path, press: Press, run: Run) -> None:
    press.pages["/fil.xml"] = rss(
        ("Le pont du Centre &amp;amp; nous", "&lt;b&gt;Tél. 418 463-2345&lt;/b&gt;", 1),
        ("Un autre pont", "Rien à voir.", 1),
        ("Vieux", "Le pont du centre, jadis.", 30),
    )
    watch(
        project,
        f'keywords: [pont du Centre]\nfeeds:\n  - {{name: Le Courrier, url: "{press.base}/fil.xml"}}\n',
    )
    code, said = run("listen", "--network", "mastodon")
    assert press.asked == []  # one network alone
    code, said = run("listen")
    assert code == 0, said
    (one,) = items_of(project)
    assert (one.sort, one.title) == (Sort.ARTICLE, "Le Courrier – Le pont du Centre & nous")
    assert one.text == "Tél. [téléphone masqué]"
    run("listen")
    assert press.asked[-1][1] and items_of(project) == [one]
    press.pages["/fil.xml"] = rss(
        ("Encore", "Le PONT DU CENTRE.", 0), ("Vieux", "Le pont du centre.", 30)
    )
    run("listen")
    assert next(one.title for one in items_of(project)) == "Le Courrier – Encore"


def test_what_is_down_or_is_no_feed_is_told_and_the_rest_is_heard(
    project: Path, press: Press, run: Run
) -> None:
    press.pages["/page.html"] = b"<html><body>Bonjour</body></html>"
    press.pages["/coupe.xml"] = rss(("Le pont", "Texte.", 1))[:-40]
    press.pages["/fil.json"] = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "7", "title": "Le pont", "date_published": NOW.isoformat()}],
        }
    ).encode()
    feeds = "".join(
        f'  - {{name: "{name}", url: "{press.base}/{name}"}}\n'
        for name in ("absent.xml", "page.html", "coupe.xml", "fil.json")
    )
    watch(project, f"feeds:\n{feeds}webmentions: [absent.json]\n")
    code, said = run("listen")
    assert code == 1
    assert "docs/veille.yml:2: le fil « absent.xml » est injoignable (HTTP 404)." in said
    assert (
        "docs/veille.yml:3: ce qui se trouve à l’adresse de « page.html » n’est pas un fil." in said
    )
    assert "docs/veille.yml:6: l’export « absent.json » est introuvable" in said
    assert [one.title for one in items_of(project)] == ["coupe.xml – Le pont", "fil.json – Le pont"]


def test_slips_of_what_is_watched_come_together(project: Path, run: Run) -> None:
    watch(
        project, "keyword: [a]\naccounts: [facebook]\nfeeds:\n  - {name: X, url: ftp://a.example}\n"
    )
    code, said = run("listen")
    assert code == 1
    assert "docs/veille.yml:1:" in said and "keywords" in said
    assert "docs/veille.yml:2:" in said and "@nom@serveur" in said
    assert "docs/veille.yml:4:" in said


def webmention(kind: str, source: str, text: str) -> dict[str, object]:
    return {
        "type": "entry",
        "author": {"type": "card", "name": "Ana Untel", "url": "https://ana.example"},
        "wm-property": kind,
        "wm-source": source,
        "wm-target": "https://blog.exemple.org/blog/pont/",
        "wm-received": (NOW - timedelta(hours=1)).isoformat(),
        "content": {"text": text},
    }


def test_exports_of_webmentions_come_in_once_and_likes_are_counted(
    project: Path, press: Press, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = [
        webmention("in-reply-to", "https://ana.example/1", "Bravo, 418 463-2345."),
        webmention("mention-of", "https://bob.example/1", "À lire."),
        webmention("like-of", "https://eve.example/1", ""),
        webmention("repost-of", "https://eve.example/2", ""),
        webmention("in-reply-to", "javascript:alert(1)", "Non."),
    ]
    (project / "mentions.json").write_text(json.dumps({"type": "feed", "children": children}))
    older = {
        "links": [
            {
                "source": "https://lou.example/1",
                "target": "https://blog.exemple.org/blog/pont/",
                "verified_date": NOW.isoformat(),
                "data": {"author": {"name": "Lou Untel"}, "content": "<p>Merci.</p>"},
                "activity": {"type": "reply"},
            }
        ]
    }
    press.pages["/mentions?token=cle"] = json.dumps(older).encode()
    watch(project, f'webmentions: [mentions.json, "{press.base}/mentions?token={{token}}"]\n')

    monkeypatch.setenv("PORTEVOIX_WEBMENTION_TOKEN", "cle")
    code, said = run("listen")
    again = run("listen")
    assert (code, again[0]) == (0, 0), said + again[1]
    found = {one.text: one for one in read_inbox(project / "ecoute").items.values()}
    assert found.keys() == {"Bravo, [téléphone masqué].", "À lire.", "Merci."}
    assert {one.post for one in found.values()} == {"pont"}
    web = [one for one in read_counts(project / "counts.jsonl") if one.network == "web"]
    assert [one.numbers for one in web] == [(1, 1, 0, 0)]
    assert "Untel" not in (project / "ecoute" / "messages.jsonl").read_text()


def test_what_is_said_at_the_counter_is_a_line_and_what_becomes_of_it_too(
    project: Path, run: Run
) -> None:
    code, said = run(
        "hear", "Quand", "rouvre le pont? jean@gmail.com", "--place", "counter", "--post", "pont"
    )
    assert code == 0
    (one,) = read_inbox(project / "ecoute").items.values()
    assert (one.text, one.network, one.post) == (
        "Quand rouvre le pont? [courriel masqué]",
        "counter",
        "pont",
    )
    code, said = run("inbox")
    assert "au comptoir" in said and "Le pont rouvre" in said
    code, said = run("inbox", one.id)
    assert "Le pont rouvre lundi à 6 h." in said and "merci" in said
    code, said = run("inbox", one.id, "--text", "Lundi.", "--send")
    assert code == 1 and "à la main" in said
    assert run("inbox", one.id[:4], "--hand-to", "Service des ponts")[0] == 0
    (after,) = read_inbox(project / "ecoute").items.values()
    assert (after.state, after.to, after.by) == (State.HANDED, "Service des ponts", "Camille")
    assert run("inbox")[1] == "Personne n’attend de réponse.\n"
    data = json.loads(run("inbox", "--everything", "--json")[1])
    assert [one["state"] for one in data["items"]] == ["handed"]


def test_places_and_states_are_typed_in_french_too_and_alarms_come_with_a_number(
    project: Path, run: Run
) -> None:
    for place in ("Comptoir", "téléphone", "telephone", "reunion"):
        assert run("hear", f"Bonjour ({place}).", "--place", place)[0] == 0
    assert run("hear", "Je veux mourir.", "--place", "courriel")[0] == 0
    found = list(read_inbox(project / "ecoute").items.values())
    assert [one.network for one in found] == ["counter", "phone", "phone", "meeting", "mail"]
    assert run("inbox", found[0].id, "--state", "repondu")[0] == 0
    assert run("inbox", found[1].id, "--state", "Masqué")[0] == 0
    states = [one.state for one in read_inbox(project / "ecoute").items.values()]
    assert states[:2] == [State.ANSWERED, State.MASKED]
    assert run("inbox")[1].startswith(
        "!! DÉTRESSE POSSIBLE. Répondez vous-même. Ligne d’aide\u00a0: 1 866"
    )
    code, said = run("hear", "Bonjour", "--place", "lune")
    assert code == 2 and "counter (comptoir), phone (téléphone)" in said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("inbox", "--send"), 2),
        (("inbox", "abc", "--state", "lost"), 2),
        (("inbox", "abc", "--text", "a", "--reply", "b"), 2),
        (("inbox", "zzz"), 1),
        (("hear",), 2),
        (("hear", "Bonjour", "--place", "lune"), 2),
        (("hear", "Bonjour", "--link", "javascript:a"), 2),
        (("listen", "--network", "lune"), 2),
    ],
)
def test_words_that_cannot_be_are_told(
    project: Path, run: Run, words: tuple[str, ...], code: int
) -> None:
    found, said = run(*words)
    assert found == code and "Traceback" not in said and said.strip()
