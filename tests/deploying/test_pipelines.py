"""`porte-voix pipeline`: each file is valid where it goes, and what it runs publishes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from portevoix.commands import main
from portevoix.configuration import read_configuration
from portevoix.deploying import PIPELINES, Project, read_places
from tests.deploying.servers import free_port, left_out, program
from tests.deploying.test_command import CONFIGURATION, POST
from tests.sending import standin
from tests.sending.test_command import Quiet

PLACES = "      en-ligne: {to: folder, path: public}\n"
SCHEMAS = {
    "github": ("vendor.github-workflows", ".github/workflows/publier.yml"),
    "forgejo": ("vendor.github-workflows", ".forgejo/workflows/publier.yml"),
    "gitlab": ("vendor.gitlab-ci", ".gitlab-ci.yml"),
}


def git(*words: str, at: Path) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *words], cwd=at, check=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a repository that holds a site of one post."""
    origin, home = tmp_path / "origin.git", tmp_path / "le site"
    (home / "docs" / "blog" / "posts").mkdir(parents=True)
    (home / "docs" / "blog" / "posts" / "pont.md").write_text(POST % 1, "utf-8")
    (home / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    (home / "mkdocs.yml").write_text(CONFIGURATION + PLACES, "utf-8")
    (home / ".gitignore").write_text(".cache/\nsite/\npublic/\n", "utf-8")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    git("init", "-q", "-b", "main", at=home)
    git("add", "-A", at=home)
    git("commit", "-qm", "First", at=home)
    git("remote", "add", "origin", str(origin), at=home)
    git("push", "-q", "-u", "origin", "main", at=home)
    monkeypatch.chdir(home)
    return home


def project_of(home: Path) -> Project:
    configuration = read_configuration(home / "mkdocs.yml")
    places = read_places(configuration.options)
    now = datetime(2026, 11, 27, tzinfo=configuration.site.zone)
    return Project(site=configuration.site, places=places, folder=home, now=now)


def write(sort: str, *words: str) -> int:
    return main(["pipeline", sort, "--now", "2026-11-27", *words])


def run(command: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """As a machine runs it that has the command on its path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", command],
        cwd=home,
        env={**os.environ, "PATH": path, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_sort_that_the_command_names_is_written(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twice the same, and never over what says something else."""
    for sort in PIPELINES:
        assert write(sort) == 0
        assert "écrit." in capsys.readouterr().out
        assert write(sort) == 0
    assert write("gitub") == 2
    assert "« gitub » n’est ni" in capsys.readouterr().err
    (home / ".gitlab-ci.yml").write_text("mine: {}\n", "utf-8")
    assert write("gitlab") == 1
    assert ".gitlab-ci.yml: ce fichier existe déjà" in capsys.readouterr().err
    assert (home / ".gitlab-ci.yml").read_text("utf-8") == "mine: {}\n"


@pytest.mark.parametrize("sort", SCHEMAS)
def test_a_forge_takes_its_file(sort: str, home: Path) -> None:
    """By the schema that its editors publish."""
    checker = program("check-jsonschema")
    if checker is None:
        pytest.skip(left_out("check-jsonschema"))
    schema, file = SCHEMAS[sort]
    account = '      accounts: [{network: mastodon, name: "@a@social.example", url: "https://social.example/@a"}]'
    named = CONFIGURATION.replace(
        "organisation: {name: Essai}", f"organisation:\n      name: Essai\n{account}"
    )
    (home / "mkdocs.yml").write_text(named + PLACES + "      nuage: {to: s3, bucket: b}\n", "utf-8")
    assert write(sort, "--send-due") == 0
    done = subprocess.run(
        [checker, "--builtin-schema", schema, file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_secrets_are_named_and_none_is_written(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTEVOIX_NUAGE_SECRET", "s3cr3t")
    (home / "mkdocs.yml").write_text(CONFIGURATION + "      nuage: {to: s3, bucket: b}\n", "utf-8")
    assert write("github") == 0
    assert "  PORTEVOIX_NUAGE_SECRET\n" in capsys.readouterr().out
    text = (home / ".github/workflows/publier.yml").read_text("utf-8")
    steps = yaml.safe_load(text)["jobs"]["publish"]["steps"]
    assert steps[-1]["env"]["PORTEVOIX_NUAGE_SECRET"] == "${{ secrets.PORTEVOIX_NUAGE_SECRET }}"
    assert "s3cr3t" not in text


def test_what_falls_due_goes_out_within_the_hour_by_each_sort(home: Path) -> None:
    """A post of 14 h waits for no morning. For who pays for minutes the lines of one are there: 9 h in
    Toronto is 13 h or 14 h in UTC."""
    texts = {sort: "".join(PIPELINES[sort](project_of(home)).values()) for sort in PIPELINES}
    for sort in ("github", "forgejo"):
        file: Any = yaml.safe_load(texts[sort])
        assert [one["cron"] for one in file[True]["schedule"]] == ["5 * * * *"]
        assert '    # - cron: "5 13 * * *"\n    # - cron: "5 14 * * *"\n' in texts[sort]
    assert "« 5 * * * * »" in texts["gitlab"]
    assert "\n5 * * * * cd " in texts["cron"]
    assert "OnCalendar=*-*-* *:05:00 America/Toronto\n" in texts["systemd"]
    assert "-Once -At '00:05' -RepetitionInterval (New-TimeSpan -Hours 1)" in texts["windows"]


def test_the_hour_of_a_zone_that_is_half_an_hour_apart_is_its_own(home: Path) -> None:
    text = CONFIGURATION.replace(
        "    publish:\n", "    time_zone: America/St_Johns\n    publish:\n"
    )
    (home / "mkdocs.yml").write_text(text + PLACES, "utf-8")
    file: Any = yaml.safe_load(
        PIPELINES["github"](project_of(home))[".github/workflows/publier.yml"]
    )
    assert [one["cron"] for one in file[True]["schedule"]] == ["35 * * * *"]


def test_a_workflow_publishes(home: Path, tmp_path: Path) -> None:
    """What its last step runs, in a shell as the forge starts it; a failure is told in its summary."""
    assert write("github") == 0
    file: Any = yaml.safe_load((home / ".github/workflows/publier.yml").read_text("utf-8"))
    step = file["jobs"]["publish"]["steps"][-1]
    summary = tmp_path / "summary.md"
    done = run(step["run"], home, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    assert (home / "public" / "index.html").is_file()
    assert "en ligne." in summary.read_text("utf-8")
    (home / "docs" / "blog" / "posts" / "pont.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert run(step["run"], home, GITHUB_STEP_SUMMARY=str(summary)).returncode == 1
    assert "pont.md:" in summary.read_text("utf-8")
    assert run(file["jobs"]["check"]["steps"][-1]["run"], home).returncode == 1


def test_the_staff_s_site_is_published_after_the_public_one(home: Path, tmp_path: Path) -> None:
    """By each sort, where it has a place; by a workflow as it is run."""
    address = f"http://127.0.0.1:{free_port()}/"
    place = f"      interne: {{to: folder, path: personnel, audience: internal, address: '{address}'}}\n"
    (home / "mkdocs.yml").write_text(CONFIGURATION + PLACES + place, "utf-8")
    (home / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_dir: site-interne\n"
        "plugins: {portevoix/resonance: {audience: internal}}\n",
        "utf-8",
    )
    for sort in PIPELINES:
        assert write(sort) == 0
        written = "".join(PIPELINES[sort](project_of(home)).values())
        public, staff = written.find("publish"), written.find("publish --internal")
        assert 0 < public < staff, sort
    file: Any = yaml.safe_load((home / ".github/workflows/publier.yml").read_text("utf-8"))
    step = file["jobs"]["publish"]["steps"][-1]
    done = run(step["run"], home, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert done.returncode == 0, done.stderr
    assert (home / "public" / "index.html").is_file()
    assert not (home / "public" / "kits").exists()
    assert (home / "personnel" / "kits" / "index.html").is_file()


@pytest.mark.parametrize("sort", ["cron", "systemd"])
def test_a_clock_of_the_machine_publishes_what_was_pushed(sort: str, home: Path) -> None:
    """It brings the newest texts, and says nothing while all goes well."""
    assert write(sort) == 0
    if sort == "cron":
        line = (home / "publier.crontab").read_text("utf-8").splitlines()[-1]
        command = re.sub(r"^5( \*){4} ", "", line)
    else:
        unit = (home / "publier.service").read_text("utf-8")
        said = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)
        assert said is not None
        command = shlex.split(said[1])[-1]
    other = home.parent / "other"
    subprocess.run(["git", "clone", "-q", str(home.parent / "origin.git"), str(other)], check=True)
    (other / "docs" / "neuf.md").write_text("# Neuf\n", "utf-8")
    git("add", "-A", at=other)
    git("commit", "-qm", "Second", at=other)
    git("push", "-q", at=other)
    done = run(command, home)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (home / "public" / "neuf" / "index.html").is_file()


SENDING = """site_name: Le moulin
site_url: {site}
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    organisation:
      name: Le moulin
      accounts:
        - {{network: mastodon, name: "@aulnes@social.example", url: "https://social.example/@aulnes"}}
    sending: {{mastodon_server: "{server}"}}
    publish: {{en-ligne: {{to: folder, path: "{public}"}}}}
"""


def due_post(title: str) -> str:
    date = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    return f"---\ntitle: {title}\ndate: {date} +0000\nmessage: {title} lundi.\n---\n\nUn texte.\n"


@contextmanager
def on_line(folder: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(folder))
    listener = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.server_address[1]}/"
    finally:
        listener.shutdown()
        listener.server_close()


def clone_of(home: Path, name: str, *words: str) -> Path:
    """As a forge has it on a machine that is new each time."""
    clone = home.parent / name
    subprocess.run(
        ["git", "clone", "-q", *words, f"file://{home.parent}/origin.git", str(clone)], check=True
    )
    return clone


def log_of(home: Path) -> list[str]:
    command = ["git", "log", "--format=%s", "main"]
    done = subprocess.run(
        command, cwd=home.parent / "origin.git", check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()


def test_texts_that_are_due_go_out_once_and_their_ledger_is_pushed(
    home: Path, tmp_path: Path
) -> None:
    """By a workflow, then a job of GitLab and a clock, each on a clone of its own: what each runs, in a
    shell. The next one knows what went; a commit of the ledger starts nothing, so that none follows."""
    public = tmp_path / "public"
    public.mkdir()
    with standin.running(standin.Server()) as server, on_line(public) as site:
        text = SENDING.format(site=site, server=server.base, public=public)
        (home / "mkdocs.yml").write_text(text, "utf-8")
        (home / "docs" / "blog" / "posts" / "eau.md").write_text(due_post("L’eau revient"), "utf-8")
        git("add", "-A", at=home)
        git("commit", "-qm", "Second", at=home)
        git("push", "-q", at=home)
        for sort in ("github", "gitlab", "cron"):
            assert write(sort, "--send-due") == 0
        token = {"PORTEVOIX_MASTODON_TOKEN": "jeton"}

        shallow = clone_of(home, "github", "--depth=1")
        workflow: Any = yaml.safe_load((home / ".github/workflows/publier.yml").read_text("utf-8"))
        job = workflow["jobs"]["publish"]
        assert job["permissions"] == {"contents": "write"}
        *_, publishing, sending = job["steps"]
        assert "env" not in publishing and list(sending["env"]) == list(token)
        summary = str(tmp_path / "summary.md")
        for step in (publishing, sending):
            done = run(step["run"], shallow, GITHUB_STEP_SUMMARY=summary, **token)
            assert done.returncode == 0, done.stdout + done.stderr
        assert len(server.statuses) == 1
        assert log_of(home) == ["Registre des publications [skip ci]", "Second", "First"]

        detached = clone_of(home, "gitlab")
        git("switch", "-q", "--detach", at=detached)
        forge = "https://porte-voix:j3t0n@forge.example/ville/site.git"
        git("config", f"url.file://{tmp_path}/origin.git.insteadOf", forge, at=detached)
        jobs: Any = yaml.safe_load((home / ".gitlab-ci.yml").read_text("utf-8"))
        done = run(
            "\n".join(jobs["publish"]["script"][1:]),  # the first publishes, as above
            detached,
            CI_COMMIT_BRANCH="main",
            CI_SERVER_URL="https://forge.example",
            CI_PROJECT_PATH="ville/site",
            PORTEVOIX_PUSH_TOKEN="j3t0n",
            **token,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert len(server.statuses) == 1 and len(log_of(home)) == 3

        (detached / "docs" / "blog" / "posts" / "pont.md").write_text(
            due_post("Le pont rouvre"), "utf-8"
        )
        git("add", "docs", at=detached)
        git("commit", "-qm", "Third", at=detached)
        git("push", "-q", at=detached)
        line = (home / "publier.crontab").read_text("utf-8").splitlines()[-1]
        done = run(re.sub(r"^5( \*){4} ", "", line), home, **token)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert len(server.statuses) == 2
        assert log_of(home)[:2] == ["Registre des publications [skip ci]", "Third"]


def test_texts_are_sent_after_the_site_by_each_sort_that_is_asked_to(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the tokens named, and none without an account to send to."""
    assert write("github", "--send-due") == 1
    assert "Déclarez un compte Mastodon ou Bluesky" in capsys.readouterr().err
    text = SENDING.format(
        site="https://blog.example.org/", server="https://social.example", public="en-ligne"
    )
    second = '        - {network: mastodon, name: "@parcs@social.example", url: "https://social.example/@parcs"}\n'
    (home / "mkdocs.yml").write_text(text, "utf-8")
    for sort in PIPELINES:
        assert write(sort, "--send-due") == 0
        said = capsys.readouterr().out
        assert "  PORTEVOIX_MASTODON_TOKEN\n" in said
        assert ("  PORTEVOIX_PUSH_TOKEN\n" in said) == (sort == "gitlab")
    for name in (
        ".github/workflows/publier.yml",
        ".gitlab-ci.yml",
        "publier.ps1",
        "publier.service",
    ):
        written = (home / name).read_text("utf-8")
        assert 0 < written.find("porte-voix publish") < written.find("porte-voix send --due --push")
    (home / "mkdocs.yml").write_text(text.replace("    sending:", f"{second}    sending:"), "utf-8")
    (home / ".gitlab-ci.yml").unlink()
    assert write("gitlab", "--send-due") == 0
    said = capsys.readouterr().out
    assert "  PORTEVOIX_MASTODON_TOKEN_AULNES_SOCIAL_EXAMPLE\n" in said
    assert "  PORTEVOIX_MASTODON_TOKEN_PARCS_SOCIAL_EXAMPLE\n" in said


def test_systemd_takes_its_units(home: Path) -> None:
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip(left_out("systemd-analyze"))
    assert write("systemd") == 0
    timer = (home / "publier.timer").read_text("utf-8")
    calendar = re.search(r"^OnCalendar=(.*)$", timer, re.MULTILINE)
    assert calendar is not None
    done = subprocess.run(
        [checker, "calendar", calendar[1]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    words = [
        checker,
        "verify",
        "--user",
        str(home / "publier.service"),
        str(home / "publier.timer"),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "publier." not in done.stderr, done.stderr


def test_windows_reads_its_files_as_utf_8(home: Path) -> None:
    assert write("windows") == 0
    for name in ("publier.ps1", "publier-tache.ps1"):
        content = (home / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\n") == content.count(b"\r\n") > 3
