"""A project that has sent its posts to a network, and the network itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.sending import Entry, State, held
from tests.listening.network import HOW, Network, place, running
from tests.sending.standin import Server
from tests.sending.standin import running as serving

NOW = datetime.now(UTC).replace(microsecond=0)
Run = Callable[..., tuple[int, str]]
CONFIGURATION = """\
site_name: Le moulin
site_url: https://blog.exemple.org/
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/charter: {{folder: charte}}
  portevoix/resonance:
    profile: fr-CA
    time_zone: America/Toronto
    organisation:
      name: Le moulin
      email: bonjour@exemple.org
      accounts:
        - {{network: {network}, name: "{account}", url: "https://social.example/@aulnes"}}
    sending: {{{network}_server: "{server}"}}
    listening: {{{listening}}}
"""
INTERNAL = """\
INHERIT: mkdocs.yml
site_dir: site-interne
plugins:
  portevoix/resonance: {audience: internal}
"""
POST = """\
---
title: Le pont rouvre
slug: pont
date: {date}
message: Le pont du Centre rouvre lundi.
answers:
  - {{comment: "Encore fermé?", answer: "Le pont rouvre lundi à 6 h."}}
---

Un texte.
"""
CHARTER = {
    "index.md": "---\ntitle: Charte\nversion: '1.0'\nin_force: 2026-01-01\nadopted_by: Le conseil\n"
    "owner: L’équipe\nreview_by: 2027-01-01\n---\n\nNous parlons avec respect.\n",
    "01-but.md": "---\nid: '1'\ntitle: But\nowner: L’équipe\nin_force: 2026-01-01\n"
    "review_by: 2027-01-01\nsummary: Nous parlons avec respect.\n---\nTexte.\n",
    "variables.yml": "shared: {delai_reponse: un jour ouvrable, duree_ecoute: 90 jours, urgence: '911'}\n",
    "reponses.yml": "- id: merci\n  title: Merci\n  situation: On remercie.\n  article: '1'\n"
    "  ready: true\n  text: 'Merci : nous transmettons.'\n"
    "- id: lien\n  title: Un lien\n  situation: On demande.\n  article: '1'\n"
    "  variables: {adresse: L’adresse.}\n  text: Voyez {adresse}.\n",
}


def make_project(
    folder: Path, network: str, account: str, server: str, listening: str = ""
) -> Path:
    text = CONFIGURATION.format(
        network=network, account=account, server=server, listening=listening
    )
    files = {
        "mkdocs.yml": text,
        "mkdocs.internal.yml": INTERNAL,
        "docs/index.md": "# Le moulin\n\nBonjour.\n",
        "docs/blog/posts/pont.md": POST.format(date=f"{NOW - timedelta(days=2):%Y-%m-%d}"),
        **{f"docs/charte/{name}": content for name, content in CHARTER.items()},
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def enter_sent(project: Path, network: str, account: str, ids: list[str]) -> None:
    """The ledger, as it stands once a post went out in so many messages."""
    with held(project / "publications.jsonl") as ledger:
        ledger.write(
            Entry(
                at=NOW - timedelta(hours=2),
                state=State.SENT,
                post="pont",
                network=network,
                account=account,
                part=part,
                of=len(ids),
                text=f"Le pont rouvre ({part}).",
                id=id,
                address=f"https://social.example/{part}",
            )
            for part, id in enumerate(ids, 1)
        )


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server(now=NOW - timedelta(hours=2))) as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, server: Server) -> Path:
    """On Mastodon, one post out there."""
    make_project(tmp_path, "mastodon", "@aulnes@social.example", server.base)
    _, status = server.create({"status": "Le pont rouvre."}, "clé")
    enter_sent(tmp_path, "mastodon", "@aulnes@social.example", [status["id"]])
    return tmp_path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTEVOIX_MASTODON_TOKEN", "jeton")
    monkeypatch.setenv("PORTEVOIX_BLUESKY_PASSWORD", "secret")
    monkeypatch.setenv("PORTEVOIX_BY", "Camille")

    def typed(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(words, tmp_path)
        said = capsys.readouterr()
        return code, said.out + said.err

    return typed


@pytest.fixture(scope="session")
def network() -> Iterator[Network]:
    """Bluesky's own, where it is installed."""
    folder = place()
    if folder is None:
        pytest.skip(HOW)
    with running(folder) as network:
        yield network
