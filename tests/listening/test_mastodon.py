"""What people say on Mastodon, from a server as strict as it is to the inbox and back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from portevoix.counts import read_counts
from portevoix.inbox import Item, Sort, State, read_inbox
from tests.listening.conftest import NOW, Run
from tests.sending.standin import Fault, Server


def items_of(project: Path) -> dict[str, Item]:
    return {one.text: one for one in read_inbox(project / "ecoute").items.values()}


def only(server: Server) -> str:
    return next(iter(server.statuses))


def test_replies_quotes_likes_and_mentions_come_in_once(
    project: Path, server: Server, run: Run
) -> None:
    ours = only(server)
    reply = server.say("ana@loin.example", "Enfin! Merci.", to=ours)
    server.say("bob@loin.example", "@ana@loin.example Oui.", to=reply)
    server.say("eve@loin.example", "À lire.", quotes=ours)
    server.say("lou@loin.example", "@aulnes Et les autobus?")
    server.say("max@loin.example", "@aulnes Un secret de zibeline.", visibility="direct")
    server.statuses[ours] |= {"likes": 3, "boosts": 2}
    code, said = run("listen")
    assert code == 0, said
    found = items_of(project)
    assert {(one.sort, text, one.post) for text, one in found.items()} == {
        (Sort.REPLY, "Enfin! Merci.", "pont"),
        (Sort.REPLY, "@… Oui.", "pont"),
        (Sort.QUOTE, "À lire.", "pont"),
        (Sort.MENTION, "@aulnes Et les autobus?", ""),
        (Sort.MENTION, "", ""),  # a private message stays where it is
    }
    assert found[""].private and found[""].link.endswith("/statuses/1006")
    (counted,) = read_counts(project / "counts.jsonl")
    assert counted.numbers == (3, 2, 1, 1)
    kept = (project / "ecoute" / "messages.jsonl").read_text()
    assert not [word for word in ("ana", "bob", "eve", "lou", "zibeline") if word in kept]
    calls = len(server.calls)
    code, said = run("listen")
    assert "Nouveau\u00a0: 0. Modifié ou retiré\u00a0: 0." in said
    # Who am I, the statuses, the conversation below the one answered reply, what mentions us.
    assert len(server.calls) - calls <= 4
    assert items_of(project) == found
    assert len(read_counts(project / "counts.jsonl")) == 1


def test_an_answer_goes_once_to_who_spoke_and_its_name_is_in_no_file(
    project: Path, server: Server, run: Run
) -> None:
    reply = server.say(
        "ana@loin.example", "À quelle heure?", to=only(server), visibility="unlisted"
    )
    run("listen")
    (item,) = items_of(project).values()
    server.faults = [Fault(after=True)]  # it is done, and no answer comes
    code, said = run("inbox", item.id, "--text", "À 6 h, lundi.", "--send")
    assert code == 0, said
    (answer,) = [one for one in server.statuses.values() if one["in_reply_to_id"] == reply]
    assert answer["text"] == "@ana@loin.example À 6 h, lundi."
    assert answer["visibility"] == "unlisted"
    code, said = run("inbox", item.id, "--text", "À 6 h, lundi.", "--send")
    assert code == 0 and "Déjà répondu" in said
    assert len([one for one in server.statuses.values() if one["in_reply_to_id"] == reply]) == 1
    (after,) = read_inbox(project / "ecoute").items.values()
    assert (after.state, after.by) == (State.ANSWERED, "Camille")
    kept = "".join(one.read_text() for one in (project / "ecoute").glob("*.json*"))
    assert "ana" not in kept and "À 6 h" in kept
    # The ledger of posts knows nothing of answers.
    assert "À 6" not in (project / "publications.jsonl").read_text()


def test_an_answer_that_cannot_go_says_why(project: Path, server: Server, run: Run) -> None:
    reply = server.say("ana@loin.example", "À quelle heure?", to=only(server))
    run("listen")
    (item,) = items_of(project).values()
    for words, told in (
        (("--reply", "lien"), "{adresse}"),
        (("--reply", "mercy"), "merci, lien"),
        (("--text", "a" * 600), "100 de trop"),
        (("--text", "Écrivez à jean.untel@gmail.com."), "contacts.yml"),
    ):
        code, said = run("inbox", item.id, *words, "--send")
        assert code == 1 and told in said, said
    # Its author's name counts before the text.
    code, said = run("inbox", item.id, "--text", "a" * 498, "--send")
    assert code == 1 and "500" in said
    code, said = run("inbox", item.id, "--reply", "merci")
    assert code == 0 and "--send" in said and len(server.statuses) == 2
    del server.statuses[reply]
    code, said = run("inbox", item.id, "--reply", "merci", "--send")
    assert code == 1 and "n’est plus là" in said


@pytest.mark.parametrize("names", ["false", "true"])
def test_names_are_kept_only_where_the_organisation_decided_it(
    project: Path, server: Server, run: Run, names: str
) -> None:
    file = project / "mkdocs.yml"
    file.write_text(file.read_text().replace("listening: {}", f"listening: {{names: {names}}}"))
    server.say("ana@loin.example", "Merci à @bob@loin.example.", to=only(server))
    run("listen")
    kept = (project / "ecoute" / "messages.jsonl").read_text()
    assert ("ana@loin.example" in kept) is (names == "true")
    assert ("bob@loin.example" in kept) is (names == "true")


def test_hostile_words_are_kept_as_words(project: Path, server: Server, run: Run) -> None:
    ours = only(server)
    deep = "<div>" * 3000 + "Profond." + "</div>" * 3000
    for text, html in (
        ("balise", "<p>Un <script>alert(1)</script><b>mot</b><br>deux &lt;img onerror=x&gt;</p>"),
        ("bidi", "<p>Un \u202emot\u202c à l’envers \u2066ici\u2069</p>"),
        ("long", f"<p>{'mot ' * 4000}</p>"),
        ("rien", "<p></p>"),
        ("fond", deep),
    ):
        server.say("ana@loin.example", text, to=ours, html=html)
    code, said = run("listen")
    assert code == 0, said
    texts = [one.text for one in sorted(items_of(project).values(), key=lambda one: one.at)]
    assert texts[0] == "Un mot\ndeux <img onerror=x>"
    assert texts[1] == "Un mot à l’envers ici"
    assert len(texts[2]) <= 5000 and texts[2].endswith("…")
    assert texts[3] == ""
    code, said = run("build", "--internal")
    assert code == 0, said
    page = (project / "site-interne" / "boite" / "index.html").read_text()
    assert "<img onerror" not in page and "&lt;img onerror=x&gt;" in page


def test_a_network_that_is_down_or_says_less_stops_nothing(
    project: Path, server: Server, run: Run
) -> None:
    server.say("ana@loin.example", "Merci.", to=only(server))
    server.faults = [Fault(match="GET", times=20)]
    code, said = run("listen")
    assert code == 1 and "n’a pas répondu" in said and "Traceback" not in said
    server.faults = []
    server.reads = False  # a token that may not read notifications
    code, said = run("listen")
    assert code == 0 and "read:notifications" in said
    assert list(items_of(project)) == ["Merci."]
    server.faults = [Fault(match="GET /api/v1/statuses", half=True, times=5)]
    code, said = run("listen")
    assert code == 1 and list(items_of(project)) == ["Merci."]


def test_an_edited_reply_is_open_again_and_one_that_was_taken_back_says_nothing(
    project: Path, server: Server, run: Run
) -> None:
    first = server.say("ana@loin.example", "Un mot de zibeline.", to=only(server))
    second = server.say("bob@loin.example", "Bravo.", to=only(server))
    run("listen")
    bravo = items_of(project)["Bravo."]
    run("inbox", bravo.id, "--state", "nothing")
    del server.statuses[first]
    edited = (NOW + timedelta(minutes=1)).isoformat()
    server.statuses[second] |= {"text": "Non, pas bravo.", "edited_at": edited}
    _, said = run("listen")
    assert "Modifié ou retiré\u00a0: 2." in said
    found = items_of(project)
    assert (found["Non, pas bravo."].state, found[""].state) == (State.OPEN, State.GONE)
    assert "zibeline" not in (project / "ecoute" / "messages.jsonl").read_text()
