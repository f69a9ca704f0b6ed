"""How composed texts read: what an editor would send back is found in none of them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portevoix.configuration import read_configuration
from portevoix.posts import Post, State, read_shelf, settle
from portevoix.site import Site
from portevoix.snippets import (
    REMARKS,
    Remark,
    Said,
    boards_of,
    compose,
    compose_all,
    remarks_on,
    said_of,
)

ROOT = Path(__file__).parents[2]
CORPUS = os.environ.get("PORTEVOIX_CORPUS", "")

CONSULTATION = """---
title: "Parc des Ormes : où placer les bancs?"
date: 2026-03-10
kind: consultation
message: D’ici au 10 avril, dites-nous où placer douze bancs.
call: {text: Placez vos bancs, url: "https://exemple.org/bancs/", until: 2026-04-10}
points: [Quatre bancs ont un dossier., Deux places sont fixées., L’équipe y sera le 28 mars.]
consultation: {opens: 2026-03-10, closes: 2026-04-10 23:59, results_on: 2026-05-14}
---
Le texte.
"""
CRISIS = """---
title: Avis d’ébullition au Moulin
date: {created: 2026-10-05, updated: 2026-10-07}
kind: crisis
message: L’eau du Moulin est de nouveau bonne à boire.
crisis: {until: 2026-10-07 14:00, source: "https://exemple.org/eau/"}
---
Le texte.
"""


@pytest.mark.parametrize("remark", REMARKS, ids=[one.key for one in REMARKS])
def test_a_remark_is_made_of_its_failing_examples_alone(remark: Remark) -> None:
    assert remark.passing and remark.failing
    for example in remark.passing:
        assert list(remark.find(example)) == []
    for example in remark.failing:
        assert list(remark.find(example)) != []


def remarks_of(folder: Path, site: Site) -> Iterator[str]:
    """What the texts of all posts of a folder leave to say, threads that are offered included."""
    shelf = read_shelf(folder, site, networks=tuple(boards_of(site)))
    assert shelf.posts
    for now in (datetime(2026, 1, 1, tzinfo=site.zone), datetime(2030, 1, 1, tzinfo=site.zone)):
        for post in settle(shelf.posts, now):
            for snippet in compose_all(site, post):
                said = said_of(snippet, post, site.address_of(post))
                for one in (said, replace(said, parts=snippet.thread)):
                    for remark, passage in remarks_on(one):
                        yield f"{post.slug} {snippet.network.key} {remark.key} {passage}"


def test_texts_of_the_sample_posts_leave_nothing_to_say() -> None:
    site = read_configuration(ROOT / "mkdocs.yml").site
    assert list(remarks_of(ROOT / "docs/blog", site)) == []


@pytest.mark.skipif(not CORPUS, reason="PORTEVOIX_CORPUS names no folder of posts")
@pytest.mark.parametrize("profile", ["fr-CA", "fr-FR"])
def test_texts_of_real_posts_leave_nothing_to_say(profile: str, site: Site) -> None:
    assert list(remarks_of(Path(CORPUS), replace(site, profile=profile))) == []


@pytest.mark.parametrize(
    ("now", "opening", "warned"),
    [
        (datetime(2026, 10, 6, tzinfo=UTC), "Urgence\u00a0: l’eau du Moulin est", True),
        (
            datetime(2026, 10, 8, tzinfo=UTC),
            "Fin d’alerte\u00a0: l’eau du Moulin est",
            False,
        ),
    ],
)
def test_a_crisis_opens_as_it_stands(
    now: datetime, opening: str, warned: bool, site: Site, make_post: Callable[..., Post]
) -> None:
    """Good news does not go out as an alarm, nor behind a warning."""
    (post,) = settle([make_post(CRISIS)], now)
    for snippet in compose_all(site, post):
        if snippet.network.key not in ("sms", "youtube"):
            assert opening in snippet.text
        assert bool(snippet.warning) == (warned and snippet.network.key == "mastodon")


def test_an_opening_does_not_say_what_the_message_says(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """« Fin d’alerte : l’avis est levé » says it twice, and would take one text message more."""
    said = (
        "L’avis d’ébullition est levé au Moulin; faites couler l’eau cinq minutes avant de boire."
    )
    told = CRISIS.replace("L’eau du Moulin est de nouveau bonne à boire.", said)
    told = told.replace("kind: crisis", "kind: crisis\nslug: bris-moulin")
    (post,) = settle([make_post(told)], datetime(2026, 10, 8, tzinfo=UTC))
    texts = {one.network.key: one for one in compose_all(site, post)}
    assert not any("Fin d’alerte" in one.text for one in texts.values())
    assert texts["email"].subject == "Fin d’alerte\u00a0– Avis d’ébullition au Moulin"
    assert texts["sms"].lengths == (1,)


def test_one_sentence_has_one_colon(site: Site, make_post: Callable[..., Post]) -> None:
    said = "La rivière déborde : quittez les rues basses. Rendez-vous : l’aréna."
    told = CRISIS.replace("L’eau du Moulin est de nouveau bonne à boire.", f'"{said}"')
    (post,) = settle([make_post(told)], datetime(2026, 10, 6, tzinfo=UTC))
    texts = {one.network.key: one.text for one in compose_all(site, post)}
    assert "Urgence. La rivière déborde\u00a0: quittez" in texts["mastodon"]
    assert not any("Urgence\u00a0:" in text for text in texts.values())


def test_a_consultation_that_has_ended_invites_nobody(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """It says so, leads to the results when they are out, and lists what it no longer asks."""
    post = replace(make_post(CONSULTATION), state=State.CLOSED)
    results = {**post.details, "results": "https://exemple.org/resultats/"}
    out = replace(post, state=State.RESULTS, details=results)
    for snippet in compose_all(site, post):
        assert "où placer les bancs?" in snippet.text and "est terminée." in snippet.text
        assert "Placez vos bancs" not in snippet.text and "dites-nous" not in snippet.text
    for snippet in compose_all(site, out):
        assert "sont publiés." in snippet.text
    mastodon = compose(out, boards_of(site)["mastodon"].network, site)
    assert "Voyez les résultats\u00a0: https://exemple.org/resultats/" in mastodon.text
    assert {one.why for one in mastodon.dropped} == {"past"}
    subject = compose(out, boards_of(site)["email"].network, site).subject
    assert subject == "Résultats\u00a0– Parc des Ormes\u00a0: où placer les bancs?"


def test_an_author_who_wrote_since_is_trusted(site: Site, make_post: Callable[..., Post]) -> None:
    """A call without the day that is past is a new one."""
    text = CONSULTATION.replace(", until: 2026-04-10", "").replace("Placez vos", "Voyez les")
    text = text.replace("D’ici au 10 avril, dites-nous où placer", "Voici où iront les")
    post = replace(make_post(text), state=State.CLOSED)
    facebook = compose(post, boards_of(site)["facebook"].network, site)
    assert facebook.text.startswith("La consultation est terminée. Voici où iront")


@pytest.mark.parametrize(
    ("url", "network", "line"),
    [
        ("https://exemple.org/a/", "mastodon", "Réservez\u00a0: https://exemple.org/a/"),
        ("https://exemple.org/a/", "facebook", "Réservez\u00a0: le lien est dans le billet."),
        ("https://blog.exemple.org/blog/le-bal/", "facebook", "Réservez\u00a0: https://blog."),
        ("https://blog.exemple.org/blog/le-bal/", "bluesky", "Réservez\u00a0: https://blog."),
    ],
)
def test_a_call_says_where(
    url: str, network: str, line: str, site: Site, make_post: Callable[..., Post]
) -> None:
    """With its address where two links go, on the link's own line where it leads to the post."""
    text = f"---\ntitle: Le bal\ndate: 2026-03-10\nmessage: On danse samedi.\ncall: {{text: Réservez, url: '{url}'}}\n---\nA.\n"
    snippet = compose(make_post(text), boards_of(site)[network].network, site)
    assert [one for one in snippet.text.split("\n") if one.startswith(line)]
    assert "Le billet complet" not in snippet.text or not url.startswith("https://blog")


def test_nothing_is_said_twice_and_the_kit_is_told(
    site: Site, make_post: Callable[..., Post]
) -> None:
    text = (
        "---\ntitle: Inscrivez votre rue dès lundi\ndate: 2026-03-10\n"
        "message: 'Inscrivez votre rue : dès lundi, vous saurez la veille si l’on déneige.'\n"
        "description: On saura la veille si l’on déneige. Le message est gratuit.\n"
        "points: [Le message est gratuit., Votre numéro est effacé en avril., La ville prévient.]\n"
        "call: {text: Inscrivez votre rue, url: 'https://exemple.org/rue/', until: 2026-12-01}\n"
        "---\nA.\n"
    )
    email = compose(make_post(text), boards_of(site)["email"].network, site)
    assert "À faire jusqu’au 1er décembre 2026\u00a0: https://" in email.text
    assert email.text.count("gratuit") == email.text.count("Inscrivez") == 1
    assert {(one.part, one.why) for one in email.dropped} >= {("context", "said"), ("call", "said")}


def test_a_question_that_was_found_takes_its_answer_along(
    site: Site, make_post: Callable[..., Post]
) -> None:
    text = (
        "---\ntitle: L’eau du robinet\ndate: 2026-03-10\n"
        "description: La vôtre est brune? Laissez-la couler cinq minutes. Puis goûtez.\n---\nA.\n"
    )
    for snippet in compose_all(site, make_post(text)):
        assert "brune? Laissez-la couler" in snippet.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    ["a: B " * 2000, "? " * 5000, "Elle " * 5000, "(1/2) " * 3000, "  " * 5000, "http://" * 3000,
     "a.b" * 5000, ".," * 5000, "#a " * 5000, "Le\u00a0: Le " * 2000],
    ids=["colons", "questions", "pronouns", "numbers", "spaces", "addresses", "dots", "signs",
         "tags", "capitals"],
)  # fmt: skip
def test_remarks_take_time_in_proportion(text: str) -> None:
    """Four times the text, four times the time, and no more than twice that."""

    def spent(parts: tuple[str, ...]) -> float:
        start = time.process_time()
        list(remarks_on(Said(parts=parts, source=parts[0], call="Venez")))
        return time.process_time() - start

    quarter = min(spent((text[: len(text) // 4],)) for _ in range(3))
    assert min(spent((text,)) for _ in range(2)) < 8 * quarter + 0.02
