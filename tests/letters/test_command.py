"""`porte-voix newsletter` on the sample: five months, the team's letter, the tools that send."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from lxml import html
from playwright.sync_api import Browser

from portevoix.commands import main
from portevoix.letters.html import CLIPPED
from tests.chromium import AXE, AXE_VIOLATIONS, SCHEMES
from tests.conftest import ROOT
from tests.letters.standin import listmonk

MONTHS = {  # issue of the sample → the day on which it is made
    "2026-03": "2026-03-31",
    "2026-05": "2026-05-29",
    "2026-06": "2026-06-30",
    "2026-08": "2026-08-31",
    "2026-11": "2026-11-28",
}
CLIENTS = ("gmail.*", "outlook.*", "apple-mail.*", "orange.*", "laposte.*", "sfr.*")
# What some clients do not know, and why the letter stands without it.
ALLOWED = {
    "@media": "a client without it shows the light sheet, as wide as its window",
    "lang attribute": "Orange drops it: its readers hear the text in the language of their mail",
    "<body> element": "replaced by a div: the outer table bears the colour",
    "display:none": "Gmail on a telephone’s browser shows the preheader, tiny, in the paper’s colour",
    "role attribute": "where it is dropped, tables are announced as tables",
    "text-decoration": "links keep the line that the client draws",
    "white-space": "code folds where the client wants",
    "max-width": "Outlook takes the width in the comments that it alone reads",
}


NO_PAGE = {"landmark-one-main", "region"}  # clients put letters inside pages of their own


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("infolettre")
    shutil.copytree(ROOT / "docs", place / "docs")
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(ROOT / name, place)
    shutil.copytree(ROOT / "overrides", place / "overrides")
    before = Path.cwd()
    os.chdir(place)
    yield place
    os.chdir(before)


@pytest.fixture(scope="module")
def mails(project: Path) -> dict[str, EmailMessage]:
    """Issue → its mail, read back."""
    for issue, day in MONTHS.items():
        assert main(["newsletter", issue, "--now", day]) == 0
    return {issue: read(project / "exports" / f"infolettre-{issue}.eml") for issue in MONTHS}


def read(file: Path) -> EmailMessage:
    found = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage) and not found.defects
    return found


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n").replace("\u00a0", " ")


def words(page: str) -> str:
    return words_in(html.fromstring(page))


def words_in(one: html.HtmlElement) -> str:
    return "".join(map(str, one.itertext())).replace("\u00a0", " ")


def test_the_letters_of_five_months_weigh_little_and_say_the_same_twice(
    mails: dict[str, EmailMessage],
) -> None:
    for mail in mails.values():
        page, text = part(mail, "html"), part(mail, "plain")
        assert len(page.encode()) < CLIPPED / 4
        tree = html.fromstring(page)
        titles = [words_in(one).strip() for one in tree.iter("h2")]
        assert titles and all(title in text for title in titles)
        for link in tree.iter("a"):
            assert str(link.get("href")) in text
        for image in tree.iter("img"):
            assert str(image.get("src")).startswith("https://blog.exemple.org/")
            assert image.get("alt")


def test_mail_clients_know_all_that_the_letters_use(mails: dict[str, EmailMessage]) -> None:
    folder = Path(os.environ.get("PORTEVOIX_MAIL_LINT") or ROOT / ".mail")
    if not (folder / "node_modules").is_dir() or shutil.which("node") is None:
        pytest.skip(
            "no lint of mails: cp -r tests/letters/lint .mail && npm install --prefix .mail "
            "(1 s, 4 MB), or set PORTEVOIX_MAIL_LINT"
        )
    for issue, mail in mails.items():
        done = subprocess.run(
            ["node", "lint.mjs", *CLIENTS],
            input=part(mail, "html").encode(),
            capture_output=True,
            check=True,
            cwd=folder,
        )
        unknown = {one.split("`")[1] for one in json.loads(done.stdout)}
        assert unknown - ALLOWED.keys() == set(), issue


@pytest.mark.browser
def test_letters_fit_a_telephone_and_hold_their_contrast_by_day_and_by_night(
    mails: dict[str, EmailMessage], browser: Browser
) -> None:
    """axe reads them too; pictures are not fetched."""
    page = browser.new_page()
    page.route(re.compile("^https?:"), lambda route: route.abort())
    for mail in mails.values():
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in (360, 600):
                page.set_viewport_size({"width": width, "height": 800})
                page.set_content(part(mail, "html"))
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.evaluate(AXE)
                found = page.evaluate(AXE_VIOLATIONS)
                assert [one["id"] for one in found if one["id"] not in NO_PAGE] == []
    page.close()


def test_a_month_is_begun_once_and_never_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["newsletter", "--month", "2026-09", "--now", "2026-10-01"]
    assert main(command) == 0
    file = project / "docs" / "infolettre" / "2026-09.yml"
    told = file.read_text("utf-8").replace("intro: |", "intro: Bonjour. #")
    file.write_text(told, "utf-8")
    capsys.readouterr()
    assert main(command) == 0
    assert "déjà commencé" in capsys.readouterr().out
    assert file.read_text("utf-8") == told
    assert "Bonjour." in part(read(project / "exports" / "infolettre-2026-09.eml"), "plain")
    assert main(["newsletter", "2026-09", "--sent", "--now", "2026-10-01 10:00"]) == 0
    assert file.read_text("utf-8").endswith("sent: 2026-10-01 10:00\n")
    assert main(["newsletter", "2026-09", "--sent"]) == 1
    file.unlink()


def test_the_team_hears_the_day_before_of_what_comes_out(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the staff site: the message to repeat, foreseen comments, the kit."""
    assert main(["newsletter", "--staff", "--now", "2026-11-16 16:00"]) == 0
    mail = read(project / "exports" / "equipe-2026-11-17.eml")
    for said in (part(mail, "plain"), words(part(mail, "html"))):
        assert "Inscrivez votre rue : vous saurez dès 17 h" in said
        assert "Vous remorquez les gens pour faire de l’argent." in said
        assert "17 h" in said and "Bluesky" in said
    capsys.readouterr()
    assert main(["newsletter", "--staff", "--now", "2026-11-20 16:00"]) == 0
    assert "Rien ne paraît demain" in capsys.readouterr().out


class Sink:
    """Mails as a server takes them."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.taken.append((envelope.rcpt_tos, envelope.content))  # type: ignore[attr-defined]
        return "250 OK"


def configured(project: Path, more: str) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(f"{text}    newsletter:\n{more}", "utf-8")


def test_a_trial_goes_to_one_address_by_the_organisations_server(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sink = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(sink, hostname="127.0.0.1", port=port)
    server.start()
    try:
        smtp = f"      smtp: {{server: 127.0.0.1, port: {port}, security: none}}\n"
        configured(project, smtp)
        command = ["newsletter", "2026-11", "--now", "2026-11-28", "--mail", "moi@exemple.org"]
        assert main(command) == 0
    finally:
        server.stop()
    ((to, content),) = sink.taken
    assert to == ["moi@exemple.org"]
    taken = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(taken, EmailMessage)
    assert taken["Subject"] == "La neige arrive : votre rue est-elle visée?"
    assert "deneigement-alertes" in part(taken, "plain") and "X-Unsent" not in taken
    capsys.readouterr()
    assert main(command) == 1  # nobody listens any more
    assert "rien n’est parti" in capsys.readouterr().err


def test_listmonk_gets_one_draft_however_often_it_is_handed_over(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["newsletter", "2026-11", "--now", "2026-11-28", "--draft"]
    with listmonk() as server:
        configured(
            project, f"      listmonk: {{server: '{server.url}', user: porte-voix, lists: [3]}}\n"
        )
        monkeypatch.delenv("PORTEVOIX_LISTMONK_TOKEN", raising=False)
        assert main(command) == 1
        assert "PORTEVOIX_LISTMONK_TOKEN" in capsys.readouterr().err
        monkeypatch.setenv("PORTEVOIX_LISTMONK_TOKEN", "faux")
        assert main(command) == 1 and server.campaigns == []
        monkeypatch.setenv("PORTEVOIX_LISTMONK_TOKEN", "secret")
        server.fails = [503]
        assert main(command) == 1 and server.campaigns == []
        assert main(command) == main(command) == 0
        (one,) = server.campaigns
        assert [each["name"] for each in server.templates[1:]] == ["Porte-voix"]
        assert (one["status"], one["template_id"]) == ("draft", 2)
        assert (
            one["body"].count("{{ UnsubscribeURL }}")
            == one["altbody"].count("{{ UnsubscribeURL }}")
            == 1
        )
        one["status"] = "finished"
        capsys.readouterr()
        assert main(command) == 1
        assert "finished" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 2),
        (["--month", "novembre"], 2),
        (["--week", "2026-W60"], 2),
        (["--month", "2026-11", "--staff"], 2),
        (["2026-11", "--mail", "moi"], 2),
        (["2026-11", "--mail", "moi@exemple.org"], 1),
        (["--staff", "--draft"], 2),
        (["rien-de-tel"], 1),
        (["--month", "2019-01"], 1),
        (["2026-11", "--draft"], 1),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(
    words: list[str], code: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "mkdocs.yml", project)
    assert main(["newsletter", *words, "--now", "2026-11-28"]) == code
    said = capsys.readouterr().err
    assert said and "Traceback" not in said
