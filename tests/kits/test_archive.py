"""The ZIP of a kit, the previews and the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.kits.rendered import edition_of, files_of

from portevoix.commands import main
from portevoix.edition import Edition
from portevoix.kits import render_archive, shared_pictures
from portevoix.kits.previews import USUAL, fold, look_of, pieces
from portevoix.kits.terminal import print_snippets
from portevoix.language import LANGUAGES, catalogue
from portevoix.networks import NETWORKS, Medium
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import compose_all
from portevoix.snippets.template import NAMES

ROOT = Path(__file__).resolve().parents[2]
POST = """---
title: "Le pont rouvre"
date: {created: 2026-09-01 09:30:00, updated: 2026-09-02 10:11:13}
slug: pont
kind: crisis
message: "Le pont rouvre lundi à 5 h."
points: ["Le tablier est neuf.", "Les piétons passent.", "Les feux restent."]
share:
  x: Le pont rouvre lundi. /// Les piétons passent dès dimanche.
---
Texte.
"""


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {one.filename: archive.read(one) for one in archive.infolist()}


def test_a_kit_s_archive_holds_texts_pictures_and_alternative_texts(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Each file is UTF-8 and holds the text as the network gets it, a thread part by part."""
    post = make_post(POST)
    texts = compose_all(site, post)
    files = opened(render_archive(site, post, texts, {"og": b"PNG", "square": b"PNG2"}))
    assert files["images/pont-og.png"] == b"PNG"
    assert files["images/pont-square.png"] == b"PNG2"
    assert "Le pont rouvre" in files["images/texte-de-remplacement.txt"].decode()
    by_key = {one.network.key: one for one in texts}
    assert files["textes/linkedin.txt"].decode() == by_key["linkedin"].parts[0] + "\n"
    total = len(by_key["x"].parts)
    for place, part in enumerate(by_key["x"].parts, 1):
        assert files[f"textes/x-{place}-de-{total}.txt"].decode() == part + "\n"
    comment = by_key["facebook"].first_comment
    assert comment
    assert files["textes/facebook-premier-commentaire.txt"].decode() == comment.comment + "\n"
    assert files["textes/mastodon-avertissement.txt"].decode().startswith("Urgence")
    assert all(regex.fullmatch(r"[\w/.-]+", name, regex.ASCII) for name in files)


def test_an_archive_is_the_same_bytes_for_the_same_post(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Names are sorted, and files dated as the post was changed, whatever the order of cards."""
    post = make_post(POST)
    texts = compose_all(site, post)
    one = render_archive(site, post, texts, {"og": b"1", "square": b"2"})
    other = render_archive(site, post, reversed(texts), {"square": b"2", "og": b"1"})
    assert one == other
    with ZipFile(BytesIO(one)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 9, 2, 10, 11, 12)}


def test_cards_are_drawn_once_and_archives_stay_on_the_staff_site(
    site: Site, make_post: Callable[..., Post], tmp_path: Path
) -> None:
    """An archive holds the very cards that lie beside it: a logo that is gone once they are drawn
    is not missed."""
    post = make_post(POST)
    public = [one.path for one in shared_pictures(edition_of(site, post))]
    assert public == ["cards/pont-og.png", "cards/pont-portrait.png"]
    logo = tmp_path / "logo.png"
    Image.new("RGB", (8, 8)).save(logo)
    *cards, archive = shared_pictures(replace(edition_of(site, post, internal=True), logo=logo))
    drawn = files_of(cards)
    shapes = ("og", "square", "portrait", "story")
    assert list(drawn) == [f"cards/pont-{shape}.png" for shape in shapes]
    assert (archive.path, archive.group) == ("kits/pont.zip", cards[0].group)
    logo.unlink()
    packed = opened(files_of([archive])["kits/pont.zip"])
    for shape in shapes:
        assert packed[f"images/pont-{shape}.png"] == drawn[f"cards/pont-{shape}.png"]


@given(st.text(max_size=80), st.integers(0, 60))
def test_a_fold_loses_nothing_and_cuts_no_grapheme(text: str, at: int) -> None:
    seen, rest = fold(text, at)
    assert seen + rest == text
    whole = regex.findall(r"\X", text)
    if rest:
        assert regex.findall(r"\X", text)[:at] == regex.findall(r"\X", seen) == whole[:at]
    assert "".join(piece for _, piece in pieces(text)) == text


def test_a_new_network_has_a_look_and_a_new_part_needs_a_name() -> None:
    """A network that nobody named here looks like its medium, one of the configuration like its
    model; a part of the wording cannot be forgotten."""
    for medium in Medium:
        assert look_of(replace(NETWORKS["threads"], medium=medium)) is USUAL[medium]
    assert look_of(NETWORKS["x"]).crop == (2, 1)
    for lang in LANGUAGES:
        lacking = [name for name in NAMES if f"kits.part_{name}" not in catalogue(lang)]
        assert lacking == ["link"]  # never dropped


def test_a_terminal_gets_no_control_sign(site: Site, make_post: Callable[..., Post]) -> None:
    """A text cannot move a cursor or colour what follows."""
    post = make_post(POST)
    printed = print_snippets(post, compose_all(site, post), site)
    assert all(part in printed for one in compose_all(site, post) for part in one.parts)
    assert not regex.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", printed)


@pytest.mark.parametrize(
    ("profile", "tag", "sms", "counted"),
    [("fr-CA", "mot-clic", "Texto (SMS)", "texto"), ("fr-FR", "mot-dièse", "SMS", "SMS")],
)
def test_texts_are_shown_in_the_words_of_the_country(
    site: Site, make_post: Callable[..., Post], profile: str, tag: str, sms: str, counted: str
) -> None:
    there = replace(site, profile=profile)
    tags = "hashtags: [Pont, UnMotTresLongQuiPrendTouteLaPlace, UnAutreMotQuiPrendToutLeReste]"
    post = make_post(POST.replace("slug: pont", f"slug: pont\n{tags}"))
    printed = print_snippets(post, compose_all(there, post), there)
    assert f"] {tag} – UnAutreMot" in printed
    assert re.search(rf"^── {re.escape(sms)} \(.*{counted}", printed, re.MULTILINE)


def test_the_command_prints_a_post_by_its_file_or_its_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = ["--config", str(ROOT / "mkdocs.yml")]
    post = str(ROOT / "docs/blog/posts/2026-10-05-bris-d-aqueduc.md")
    assert main(["snippets", post, "--network", "sms", *config]) == 0
    by_file = capsys.readouterr()
    assert main(["snippets", "/blog/bris-aqueduc-moulin/", "--network", "sms", *config]) == 0
    assert capsys.readouterr() == by_file
    assert "Texto (SMS)" in by_file.out and by_file.err == ""
    assert main(["snippets", post, "--json", *config]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["post"]["url"].endswith("/blog/bris-aqueduc-moulin/")
    assert len(data["snippets"]) > 8


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rien-de-tel"], "aucun billet ne porte ce nom"),
        (["bris-aqueduc-moulin", "--network", "insta"], "n’est pas un réseau de ce site"),
        (["bris-aqueduc-moulin", "--network", "instagram"], "est écarté pour ce billet"),
    ],
)
def test_the_command_says_what_it_cannot_find(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["snippets", *words, "--config", str(ROOT / "mkdocs.yml")]) == 1
    out, err = capsys.readouterr()
    assert out == "" and said in err and "Traceback" not in err


def test_what_the_last_site_had_is_neither_drawn_nor_packed_again(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Cards and archives made of the same things keep their keys; an edit packs its own again, and
    a post that is no longer recent packs fewer cards."""
    post = make_post(POST)
    made = _keys(edition_of(site, post, internal=True))

    def again(*posts: Post) -> set[str]:
        keys = _keys(edition_of(site, *posts, internal=True))
        return {path for path, key in keys.items() if made.get(path) != key}

    assert len(made) == 5 and again(post) == set()
    assert again(replace(post, digest="edited")) == {"kits/pont.zip"}
    retitled = again(replace(post, title="Le pont ferme", digest="edited"))
    assert retitled == set(made)
    later = replace(post, slug="neige", published=post.published + timedelta(days=90))
    aged = edition_of(site, later, post, internal=True)
    assert "kits/pont.zip" in again(later, post)
    (pack,) = (one for one in shared_pictures(aged) if one.path == "kits/pont.zip")
    assert "images/pont-story.png" not in opened(files_of([pack])["kits/pont.zip"])


def _keys(edition: Edition) -> dict[str, str]:
    """Path → key of each card and archive."""
    return {one.path: one.key for one in shared_pictures(edition)}
