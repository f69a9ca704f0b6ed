"""What a post says on each network."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from portevoix.diagnostics import DiagnosticsError
from portevoix.networks import NETWORKS
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import Snippet, boards_of, compose, compose_all, compose_posts, say_cost

GOLDEN = Path(__file__).parent / "golden"
FILE = "docs/blog/posts/essai.md"

DECISION = """---
title: Le marché de la place reste le samedi
date: 2026-09-01
kind: decision
categories: [Commerce]
description: >-
  Le marché public restera le samedi matin. Nous avions étudié le vendredi et le dimanche.
  Les marchands et trois habitants sur quatre préfèrent le samedi.
message: Le marché public reste le samedi matin, toute l’année.
points:
  - Trois habitants sur quatre préfèrent le samedi.
  - Le vendredi aurait coûté 12 000 $ de plus par année.
  - Les marchands auront des abris chauffés dès novembre.
question: Quel marchand aimeriez-vous y trouver ?
call:
  text: Dites-nous ce qui manque au marché
  url: https://exemple.org/marche/
  until: 2026-10-15
hashtags: [marché public, Commerce local]
---
Le texte.
"""
CRISIS = """---
title: Avis d’ébullition de l’eau
date: 2026-10-05T07:30
kind: crisis
message: Faites bouillir l’eau une minute avant de la boire, dans tout le quartier de la Scierie.
description: Une conduite s’est rompue cette nuit. La réparation est en cours.
---
Le texte.
"""
OLD = """---
title: Un vieux billet
date: 2019-05-27
description: >-
  Une première phrase qui à elle seule dépasse largement ce que plusieurs réseaux acceptent, parce
  que son auteur l’écrivait pour une page et non pour eux, avec une incise « que personne ne
  voudrait voir coupée en deux, quand bien même elle serait longue, très longue, et même un peu
  trop », et parce qu’il ne pensait pas qu’on la lirait ailleurs, ce qui arriva pourtant. Une autre.
---
Le texte.
"""
ENGLISH = """---
title: The Saturday market stays
date: 2026-09-01
lang: en
kind: decision
message: The public market stays on Saturday mornings, all year round.
description: The text.
---
The text.
"""


def by_key(snippets: tuple[Snippet, ...]) -> dict[str, Snippet]:
    return {snippet.network.key: snippet for snippet in snippets}


def shown(snippets: tuple[Snippet, ...]) -> str:
    """Everything a snippet says, for a golden file."""
    told = []
    for one in snippets:
        unit = one.unit["fr"]
        told.append(f"===== {one.network.key} {list(one.lengths)} / {one.limit} {unit}")
        told += [f"[{one.warning}]"] if one.warning else []
        told.append("\n-----\n".join(one.parts))
        told += [f"< {piece.part} : {piece.text}" for piece in one.dropped]
        told += [f"1er commentaire > {one.first_comment.comment}"] if one.first_comment else []
        told += [f"{one.cost.alphabet} {one.cost.foreign}"] if one.cost else []
        told += [f"-> {one.share_url.partition('?')[0]}"] if one.share_url else []
    return "\n".join(told) + "\n"


def by_network(told: str) -> dict[str, str]:
    """What `shown` says, parted again."""
    parts = (part.partition(" ") for part in told.split("===== ")[1:])
    return {key: rest for key, _, rest in parts}


@pytest.mark.parametrize(
    ("name", "text"),
    [("decision", DECISION), ("crisis", CRISIS), ("old", OLD), ("english", ENGLISH)],
)
def test_texts_are_as_agreed(
    name: str, text: str, site: Site, make_post: Callable[..., Post]
) -> None:
    """The texts of a post, as golden files: of each network that they name, in that order.

    A file that is removed is written anew, once, with all networks.
    """
    told = shown(compose_all(site, make_post(text)))
    golden = GOLDEN / f"{name}.txt"
    if not golden.exists():
        golden.write_text(told, encoding="utf-8")
        pytest.fail(f"{golden.name} was written: read it, then run the test again")
    agreed = by_network(golden.read_text(encoding="utf-8"))
    assert [one for one in by_network(told).items() if one[0] in agreed] == list(agreed.items())


def test_each_network_gets_a_text_of_its_own(site: Site, make_post: Callable[..., Post]) -> None:
    """A copied text is noise: no two networks say the same, link apart."""
    snippets = compose_all(site, make_post(DECISION))
    texts = [snippet.text.replace(snippet.link, "") for snippet in snippets]
    assert len(snippets) == len(NETWORKS)
    assert len(set(texts)) == len(texts)


def test_links_tell_the_network_and_nothing_of_the_reader(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Three tags of a closed vocabulary; none where they would be paid for or shown."""
    links = {key: one.link for key, one in by_key(compose_all(site, make_post(DECISION))).items()}
    address = "https://blog.exemple.org/blog/le-marche-de-la-place-reste-le-samedi/"
    assert links["mastodon"] == (
        f"{address}?utm_source=mastodon&utm_medium=social&utm_campaign=billet"
    )
    assert "utm_medium=email" in links["email"]
    assert links["sms"] == links["instagram"] == address


def test_a_message_that_its_author_wrote_is_never_cut(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """What cannot fit is one mistake at its line: by how much on the strictest network, and how many
    others refuse it."""
    long = "mot " * 70
    text = DECISION.replace("toute l’année.", f"toute l’année {long.strip()}.")
    with pytest.raises(DiagnosticsError) as found:
        compose_all(site, make_post(text))
    (mistake,) = found.value.mistakes
    assert mistake.what.startswith("le texte pour Bluesky compte")
    assert mistake.what.endswith("Un autre réseau le refuse aussi.")
    assert (mistake.file, mistake.line) == (FILE, text[: text.index("message:")].count("\n") + 1)
    length = int(mistake.what.split("compte ")[1].split()[0])
    assert f"dépasse de {length - 300}" in mistake.what


def test_a_description_that_nobody_can_cut_stops_no_build(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """What was not written as a message falls back, even where no word of it fits."""
    for endless in ("a" * 5_000, "👩‍👩‍👧‍👦" * 1_200, "a.b/" * 2_000):
        text = f"---\ntitle: T\ndate: 2026-01-01\ndescription: {endless}\n---\nTexte.\n"
        for snippet in compose_all(site, make_post(text)):
            assert not snippet.network.excess(snippet.text) and snippet.link in snippet.text


def test_a_message_that_was_only_found_may_end_early(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """At a word, outside the quotation, and what was left out is shown."""
    x = by_key(compose_all(site, make_post(OLD)))["x"]
    message = x.text.split("\n\n")[0]
    assert message.endswith("avec une incise…")
    assert x.dropped[0].part == "message"
    assert x.dropped[0].text.startswith("«\u00a0que personne")


def test_fitting_again_changes_nothing(site: Site, make_post: Callable[..., Post]) -> None:
    """A text that was shortened fits as it is."""
    post = make_post(OLD)
    for key in ("x", "bluesky"):
        first = compose(post, NETWORKS[key], site)
        kept = first.text.split("\n\n")[0]
        again = compose(replace(post, message=kept, summary=kept), NETWORKS[key], site)
        assert again.text == first.text
        assert not again.dropped


def test_what_was_left_out_is_listed(site: Site, make_post: Callable[..., Post]) -> None:
    """Nothing is cut silently, not even the hashtags that a network does not want."""
    threads = by_key(compose_all(site, make_post(DECISION)))["threads"]
    assert [(piece.part, piece.text) for piece in threads.dropped] == [
        ("hashtags", "CommerceLocal")
    ]


def test_a_post_goes_out_as_one_message(site: Site, make_post: Callable[..., Post]) -> None:
    """Even where threads are known; one that holds what had no room is offered beside it."""
    snippets = by_key(compose_all(site, make_post(DECISION)))
    assert all(len(one.parts) == 1 for one in snippets.values())
    assert [key for key, one in snippets.items() if one.thread] == ["bluesky"]


LONG_POINTS = DECISION.replace("Trois habitants", "Selon un sondage de juin, trois habitants")
LONG_POINTS = LONG_POINTS.replace("de plus par année", "de plus par année, transport compris")


@pytest.mark.parametrize("asked", [True, False])
def test_a_thread_is_asked_for_or_holds_points_that_no_message_had_room_for(
    asked: bool, site: Site, make_post: Callable[..., Post]
) -> None:
    """Filled up to the limit, numbered at the end of its words; the link goes with the message,
    which is what people pass on."""
    text = LONG_POINTS
    if asked:
        text = text.replace("hashtags:", "share: {x: {thread: true}}\nhashtags:")
    else:  # a message that fills its own
        text = text.replace("toute l’année.", "toute l’année" + ", même sous la neige" * 8 + ".")
    x = compose(make_post(text), NETWORKS["x"], site)
    total = len(x.parts)
    assert total == 2 and not x.thread
    for n, part in enumerate(x.parts, 1):
        words = [one for one in part.split("\n\n") if not one.startswith(("#", "https:"))]
        assert words[-1].endswith(f"({n}/{total})")
        assert len(words[0]) > 60
    assert [part for part in x.parts if x.link in part] == [x.parts[0]]
    assert all(point in x.text for point in make_post(text).points)


def test_a_post_can_stay_off_a_network(site: Site, make_post: Callable[..., Post]) -> None:
    text = DECISION.replace("hashtags:", "share: {x: false}\nhashtags:")
    assert "x" not in by_key(compose_all(site, make_post(text)))


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Le marché reste le samedi.", ("Le marché reste le samedi.\n\nLIEN",)),
        ("Voir {link} dès demain", ("Voir LIEN dès demain",)),
        (
            "Voir https://blog.exemple.org/blog/le-marche-de-la-place-reste-le-samedi?utm_source=y",
            ("Voir LIEN",),
        ),
        ("Un /// Deux", ("Un (1/2)\n\nLIEN", "Deux (2/2)")),
        ("Un {link}///Deux #Marché", ("Un LIEN (1/2)", "Deux #Marché (2/2)")),
    ],
)
def test_an_author_s_own_text_is_kept_linked_and_counted(
    written: str, parts: tuple[str, ...], site: Site, make_post: Callable[..., Post]
) -> None:
    """The link stands where it was asked for, else after the first part; once."""
    post = make_post(DECISION.replace("hashtags:", f"share: {{x: '{written}'}}\nhashtags:"))
    snippet = compose(post, NETWORKS["x"], site)
    assert snippet.written
    assert snippet.parts == tuple(part.replace("LIEN", snippet.link) for part in parts)
    assert snippet.lengths == tuple(map(NETWORKS["x"].count, snippet.parts))
    assert snippet.hashtags == (("Marché",) if "#" in written else ())


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (f"{{bluesky: {'a' * 300}}}", "dépasse de 127"),
        (f"{{x: 'court /// {'mot ' * 90}'}}", "dépasse de"),
        ("{linkedin: 'un /// deux'}", "n’accepte pas de suite de messages"),
        ("{x: ' /// '}", "est vide"),
    ],
)
def test_an_author_s_own_text_that_cannot_go_out_is_a_mistake_at_its_line(
    share: str, told: str, site: Site, make_post: Callable[..., Post]
) -> None:
    text = DECISION.replace("hashtags:", f"share: {share}\nhashtags:")
    with pytest.raises(DiagnosticsError) as found:
        compose_all(site, make_post(text))
    (mistake,) = found.value.mistakes
    assert told in mistake.what
    assert mistake.line == text[: text.index("share:")].count("\n") + 1


def test_hashtags_that_cannot_work_are_mistakes(site: Site, make_post: Callable[..., Post]) -> None:
    """With those of other posts, diagnostics and sorted."""
    bad = make_post(DECISION.replace("[marché public, Commerce local]", "['2027', a.b]"), "b.md")
    worse = make_post(DECISION.replace("marché public", "𝗴𝗿𝗮𝘀"), "a.md")
    with pytest.raises(DiagnosticsError) as found:
        compose_posts(site, [bad, worse])
    assert [mistake.file for mistake in found.value.mistakes] == ["a.md", "b.md", "b.md"]


def test_categories_bring_the_hashtags_that_the_site_gives_them(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """After the post's own, each once; one that cannot work is a mistake of the configuration."""
    bad = replace(site, category_hashtags={"Commerce": ("a.b",)})
    with pytest.raises(DiagnosticsError) as found:
        compose_posts(bad, [make_post(DECISION)])
    assert [mistake.file for mistake in found.value.mistakes] == ["mkdocs.yml"]
    site = replace(site, category_hashtags={"Commerce": ("Rivière-aux-Aulnes", "Marché public")})
    linkedin = by_key(compose_all(site, make_post(DECISION)))["linkedin"]
    assert linkedin.text.endswith("#MarchéPublic #CommerceLocal #RivièreAuxAulnes")


def test_a_crisis_warns_where_readers_choose_to_read_on(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """The warning is counted with the text, and with nothing else."""
    snippets = by_key(compose_all(site, make_post(CRISIS)))
    warned = [key for key, one in snippets.items() if one.warning]
    assert warned == ["mastodon"]
    mastodon = snippets["mastodon"]
    assert mastodon.lengths[0] == len(mastodon.warning) + NETWORKS["mastodon"].count(mastodon.text)


def test_the_first_comment_variant_moves_the_link(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """The text says where the link went; the rest is the same."""
    for key in ("facebook", "linkedin"):
        one = by_key(compose_all(site, make_post(DECISION)))[key]
        assert one.first_comment
        assert one.link in one.first_comment.comment
        assert "http" not in one.first_comment.text
        assert "premier commentaire" in one.first_comment.text
        assert one.first_comment.text.splitlines()[0] == one.text.splitlines()[0]


@pytest.mark.parametrize(
    ("message", "segments", "plain"),
    [("L’été arrive", 1, 0), ("La fête du quartier", 2, 1)],
)
def test_a_short_message_tells_what_an_accent_costs(
    message: str, segments: int, plain: int, site: Site, make_post: Callable[..., Post]
) -> None:
    """Typewriter signs are free; a letter that the alphabet lacks is kept, and priced."""
    site = replace(site, organisation=replace(site.organisation, sender="Bourg"))
    post = replace(make_post(ENGLISH), message=message, lang="fr", told_in="fr")
    sms = by_key(compose_all(site, post))["sms"]
    assert sms.cost
    assert sms.cost.segments == sms.lengths[0] == segments
    if plain:
        assert sms.cost.plain.startswith("Bourg : c'est décidé. La fete")
        assert "ê" in say_cost(sms.cost, "fr") and sms.cost.plain_segments == plain
    else:
        assert not sms.cost.plain


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("fr-CA", "Attention\u00a0: «\u00a0oui\u00a0»! À 13:00, https://a.org/?b ; fin?"),
        (
            "fr-FR",
            "Attention\u00a0: «\u00a0oui\u00a0»\u00a0! À 13:00, https://a.org/?b ; fin\u00a0?",
        ),
    ],
)
def test_spaces_are_those_of_the_profile(
    profile: str, message: str, site: Site, make_post: Callable[..., Post]
) -> None:
    """No narrow space ever, no space moved inside an address or an hour."""
    written = "Attention\u202f: «oui » ! À 13:00, https://a.org/?b ; fin ?"
    post = replace(make_post(CRISIS), message=written)
    snippet = compose(post, NETWORKS["facebook"], replace(site, profile=profile))
    assert message in snippet.text
    assert "\u202f" not in snippet.text


def test_an_organisation_replaces_one_wording_and_keeps_the_others(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """In one language if it likes, for a network of its own too."""
    amended = replace(
        site,
        networks={
            "x": {"wording": {"fr": "{message}\n\nÀ lire : {link}"}},
            "social": {"like": "mastodon", "label": "Social", "limit": 5000},
        },
    )
    before = by_key(compose_all(site, make_post(CRISIS)))
    after = by_key(compose_all(amended, make_post(CRISIS)))
    assert "\n\nÀ lire\u00a0: https://" in after["x"].text
    assert after["bluesky"] == before["bluesky"]
    assert after["social"].limit == 5000
    assert after["social"].text.split("\n")[0] == before["mastodon"].text.split("\n")[0]
    english = make_post(ENGLISH)
    assert by_key(compose_all(amended, english))["x"] == by_key(compose_all(site, english))["x"]


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        ("texte", "chaque langue"),
        ({"de": "{message} {link}"}, "chaque langue"),
        ({"fr": "{message}"}, "« link »"),
        ({"fr": "{message} {link} {link}"}, "deux fois"),
        ({"fr": "{message} {link} {prix}"}, "« prix »"),
        ({"fr": "{message} {link} {"}, "accolade"),
        ({"fr": "{message} {link}" + "a" * 2000}, "2000"),
        ({"fr": "{message.__class__} {message} {link}"}, "__class__"),
    ],
)
def test_a_wording_that_cannot_work_is_a_mistake(wording: object, told: str, site: Site) -> None:
    with pytest.raises(DiagnosticsError) as found:
        boards_of(replace(site, networks={"x": {"wording": wording}}))
    assert told in str(found.value)


def test_what_people_write_stays_text(site: Site, make_post: Callable[..., Post]) -> None:
    """Braces and markup are put in as they are."""
    post = replace(make_post(CRISIS), message="{link} <script>{message}</script> {0}")
    for snippet in compose_all(site, post):
        assert "<script>{message}</script> {0}" in snippet.text
        assert snippet.text.count(snippet.link) == 1


def test_composing_is_fast(site: Site, make_post: Callable[..., Post]) -> None:
    """Two thousandths of a second for all networks of a post are promised; a busy machine gets six."""
    posts = [make_post(text) for text in (DECISION, CRISIS, OLD, ENGLISH)]
    compose_posts(site, posts)
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for post in posts:
            compose_all(site, post)
        best = min(best, (time.process_time() - start) / len(posts))
    assert best < 0.006


def test_a_short_message_that_was_only_found_holds_one_segment(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Where it can; what was left out is listed."""
    sms = by_key(compose_all(site, make_post(OLD)))["sms"]
    assert sms.lengths == (1,)
    assert "..." in sms.text and sms.dropped
