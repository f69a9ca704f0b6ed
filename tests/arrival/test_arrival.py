"""Ready texts arrive whole through tools that people really use, run as they come."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from portevoix.edition import Edition
from portevoix.feeds import blog_feeds, subscription
from portevoix.kits import relay_feeds
from portevoix.kits.ready import without_address
from portevoix.posts import Post
from portevoix.publisher import Target
from portevoix.site import Site
from tests.arrival.standin import serving
from tests.arrival.tools import TOOLS, Place, Tool, mailed, r2e, to_a_mailbox
from tests.conftest import ROOT
from tests.kits.rendered import edition_of

BIN = Path(os.environ.get("PORTEVOIX_TOOLS", ROOT / ".tools" / "bin"))
WATER = """---
title: Avis d’ébullition
date: 2026-10-05 05:50
slug: eau
kind: crisis
tags: [eau potable]
message: Faites bouillir l’eau à gros bouillons pendant une minute avant d’en boire.
---
Texte.
"""
BENCHES = """---
title: Les bancs & le parc
date: 2026-09-01
slug: des-bancs-a-dossier-au-parc-des-aulnes
kind: decision
message: Douze bancs à dossier seront posés au parc d’ici la fin du mois, « à l’ombre » & au soleil.
points:
  - Un banc sur deux aura un accoudoir, pour se relever sans aide.
  - Les anciens bancs seront réparés puis donnés aux écoles du quartier.
  - Le sentier reste ouvert pendant les travaux, du lundi au vendredi.
  - Les arbres restent tous en place; aucun ne sera coupé ni déplacé.
call: {text: Choisissez l’endroit du treizième banc, url: "https://exemple.org/bancs"}
hashtags: [Parc des Aulnes]
---
Texte.
"""
pytestmark = pytest.mark.skipif(
    not (BIN / "r2e").exists() and "CI" not in os.environ,
    reason="requirements/tools.txt is not installed in .tools",
)


@pytest.fixture
def edition(site: Site, make_post: Callable[..., Post]) -> Edition:
    return _with(site, make_post(WATER), make_post(BENCHES))


def _with(site: Site, *posts: Post) -> Edition:
    sizes = {f"cards/{post.slug}-og.png": 41_234 for post in posts}
    return replace(edition_of(site, *posts), card_sizes=sizes)


def _write(targets: list[Target], place: Path) -> None:
    for target in targets:
        if isinstance(content := target.render(), bytes):
            file = place / target.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _said(text: str) -> list[str]:
    """The words of a text, whatever parts them; marks that Markdown escapes, without that."""
    return re.sub(r"\\(?=[^\w\s])", "", text).split()


def _holds(sent: str, text: str) -> bool:
    """After an opening the first letter is small, « Urgence : faites bouillir »."""
    return " ".join(_said(text)).casefold() in " ".join(_said(sent)).casefold()


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: f"{tool.name} {tool.setting}".strip())
def test_every_text_arrives_whole_and_once(tool: Tool, edition: Edition, tmp_path: Path) -> None:
    """Its words, its address; nothing again when its post changes, no notice when it is withdrawn."""
    site, home = tmp_path / "site", tmp_path / "home"
    home.mkdir()
    _write(list(relay_feeds(edition)), site)
    texts = {
        post.slug: next(one for one in edition.snippets[post.slug] if one.network.key == "mastodon")
        for post in edition.posts
    }
    with serving(site) as network:
        place = Place(bin=BIN, home=home, network=network)
        tool.start(place, f"{network.address}/relais/mastodon.xml", tool.setting)
        sent = tool.send(place)
        assert len(sent) == 2
        for post in edition.posts:
            text = texts[post.slug]
            (arrived,) = (one for one in sent if text.link in one)
            assert _holds(arrived, post.message)
            if len(text.single) <= 495:
                assert _holds(arrived, without_address(text.single, text.link))
            assert "#updated" not in arrived and ":" not in re.findall(r"#\S*", arrived)
        water, bench = edition.posts
        revised = replace(water, updated=water.updated + timedelta(days=2))
        changed = replace(edition, posts=(revised,), expired=(bench,))
        _write(list(relay_feeds(changed)), site)
        assert tool.send(place) == []


def test_a_subscriber_to_the_opml_file_gets_a_mail_for_each_post(
    site: Site, make_post: Callable[..., Post], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "site").mkdir()
    with serving(tmp_path / "site") as network:
        here = replace(site, url=f"{network.address}/")
        english = make_post(WATER.replace("slug: eau", "slug: water\nlang: en"))
        edition = _with(here, make_post(WATER), make_post(BENCHES), english)
        _write([*blog_feeds(edition), *subscription_files(edition)], tmp_path / "site")
        place = Place(bin=BIN, home=home, network=network)
        to_a_mailbox(place, "")
        r2e(place, "opmlimport", str(tmp_path / "site" / "abonnement.opml"))
        assert len(mailed(place)) == 3


def subscription_files(edition: Edition) -> list[Target]:
    return [one for one in subscription(edition) if not one.framed]
