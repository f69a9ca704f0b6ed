"""What people said stays in the house, and goes when its time is over: from every file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from portevoix.inbox import read_inbox
from tests.listening.conftest import NOW, Run
from tests.sending.standin import Server

SECRETS = ("zibeline", "jean.untel@gmail.com", "418 463-2345", "130 692 544", "ana@loin.example")
HIDDEN = SECRETS[1:]  # what touches no disc at all


def holding(folder: Path, word: str) -> list[str]:
    """Every file below a folder that holds a word, whatever its kind."""
    return sorted(
        one.relative_to(folder).as_posix()
        for one in folder.rglob("*")
        if one.is_file() and word.encode() in one.read_bytes()
    )


def test_personal_data_is_in_no_public_byte_and_is_erased_from_every_file(
    project: Path, server: Server, run: Run
) -> None:
    reply = server.say(
        "ana@loin.example",
        "La zibeline de jean.untel@gmail.com, 418 463-2345, NAS 130 692 544.",
        to=next(iter(server.statuses)),
    )
    assert run("listen")[0] == 0
    (item,) = read_inbox(project / "ecoute").items.values()
    assert run("inbox", item.id, "--text", "Pour la zibeline, lundi.", "--send")[0] == 0
    for _ in range(2):  # twice: the tree of the first build waits beside the site
        assert run("build")[0] == 0 and run("build", "--internal")[0] == 0
        (project / "docs" / "index.md").write_text("# Le moulin\n\nBonsoir.\n")
    assert [word for word in SECRETS if holding(project / "site", word)] == []
    assert [word for word in HIDDEN if holding(project, word)] == []
    assert holding(project / "site-interne", "zibeline") == ["boite/index.html"]
    assert len(holding(project / "ecoute", "zibeline")) == 2

    # Ninety days, as the charter says: on the last one it is there, on the next it is gone.
    def later(days: int) -> str:
        return (NOW + timedelta(days=days)).strftime("%Y-%m-%d %H:%M +0000")

    assert run("listen", "--now", later(89))[0] == 0
    assert len(holding(project / "ecoute", "zibeline")) == 2
    code, said = run("listen", "--now", later(91))
    assert code == 0 and "passée\u00a0: 1." in said, said
    assert holding(project, "zibeline") == []
    # It still stands on the network: it is not taken in again.
    assert reply in server.statuses and read_inbox(project / "ecoute").items == {}
    assert run("build", "--internal", "--now", later(91))[0] == 0
    assert holding(project, "zibeline") == []


def test_the_staffs_page_forgets_by_itself_when_nobody_listens(
    project: Path, server: Server, run: Run
) -> None:
    server.say("ana@loin.example", "Une zibeline.", to=next(iter(server.statuses)))
    run("listen")
    page = project / "site-interne" / "boite" / "index.html"
    run("build", "--internal")
    assert "zibeline" in page.read_text()
    day = (NOW + timedelta(days=91)).strftime("%Y-%m-%d %H:%M +0000")
    assert run("build", "--internal", "--now", day)[0] == 0
    assert "zibeline" not in page.read_text()


def test_a_promise_that_passes_marks_its_message_late(
    project: Path, server: Server, run: Run
) -> None:
    server.say("ana@loin.example", "Quand?", to=next(iter(server.statuses)))
    run("listen")
    page = project / "site-interne" / "boite" / "index.html"
    for days, late in ((0, False), (6, True)):
        day = (NOW + timedelta(days=days)).strftime("%Y-%m-%d %H:%M +0000")
        assert run("build", "--internal", "--now", day)[0] == 0
        assert ("En retard depuis" in page.read_text()) is late
        before = page.read_bytes()
        assert run("build", "--internal", "--clean", "--now", day)[0] == 0
        assert page.read_bytes() == before
