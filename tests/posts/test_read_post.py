"""One file → one post: what just works, and what each mistake says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.posts.known import Known
from portevoix.posts.post import Post
from portevoix.posts.read_post import read_post
from portevoix.site import Organisation, Site

ZONE = ZoneInfo("America/Toronto")
Make = Callable[..., Post]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2026-03-12", "2026-03-12T09:00:00-04:00"),  # a day: the configured hour, never midnight
        ("'2026-03-12'", "2026-03-12T09:00:00-04:00"),
        ("2026-01-12", "2026-01-12T09:00:00-05:00"),
        ("'2021-03-12T16:00:00.000Z'", "2021-03-12T11:00:00-05:00"),
        ("'2018-03-09 09:00:00 -0400'", "2018-03-09T08:00:00-05:00"),
        ("2023-03-20T13:40:24", "2023-03-20T13:40:24-04:00"),
        ("2026-03-08 02:30", "2026-03-08T03:30:00-04:00"),  # the hour that spring skips
        ("2026-11-01 01:30", "2026-11-01T01:30:00-04:00"),  # the hour that autumn shows twice
        ("2026-03-12 7:05", "2026-03-12T07:05:00-04:00"),
        ("2026-3-12", "2026-03-12T09:00:00-04:00"),
        ("2026-03-12 14h30", "2026-03-12T14:30:00-04:00"),
        ("2026-03-12 7 h 05", "2026-03-12T07:05:00-04:00"),
        ("2026-03-12 7h", "2026-03-12T07:00:00-04:00"),
        ("2026-03-12 14 h", "2026-03-12T14:00:00-04:00"),
        ("2026-03-12\u00a07\u00a0h\u00a005", "2026-03-12T07:05:00-04:00"),
        ("2026-03-12 10 h -0500", "2026-03-12T11:00:00-04:00"),
    ],
)
def test_every_certain_way_to_write_a_date_is_read(
    make_post: Make, written: str, published: str
) -> None:
    post = make_post(f"---\ntitle: Essai\ndate: {written}\n---\nTexte.\n")
    assert post.published.timestamp() == datetime.fromisoformat(published).timestamp()


@pytest.mark.parametrize(
    "hour",
    ["24:00", "25 h", "10:60", "10 heures", "10h3", "10:00 EST", "10:00 Europe/Paris", "soir"],
)
def test_an_hour_that_cannot_be_read_is_told_apart_from_the_day(make_post: Make, hour: str) -> None:
    """The right form stands in the message, for that very day."""
    with pytest.raises(DiagnosticsError) as found:
        make_post(f"---\ntitle: Essai\ndate: 2026-03-12 {hour}\n---\nTexte.\n")
    (mistake,) = found.value.mistakes
    assert mistake.line == 3 and "l’heure ne se lit pas" in mistake.what
    assert "2026-03-12 14:30" in mistake.do


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf---\ntitle: \xc3\x89t\xc3\xa9\ndate: 2026-03-12\n---\nTexte.\n",
        b"---\r\ntitle: \xc3\x89t\xc3\xa9\r\ndate: 2026-03-12\r\n---\r\nTexte.\r\n",
        b"\n\n---\ntitle: \xc3\x89t\xc3\xa9\ndate: 2026-03-12\n---\nTexte.\n",
        b"---\ntitle: E\xcc\x81te\xcc\x81\ndate: 2026-03-12\n...\n\nTexte.\n",
        "---\ntitle: Été\ndate: 2026-03-12\n---\nTexte.\n".encode("utf-16"),
        "---\ndate: 2026-03-12\n---\n\n# Été\n\nTexte.\n".encode(),
        "---\ntitle: Été\ndate: {created: 2026-03-12}\n---\nTexte.\n".encode(),
    ],
    ids=["bom", "crlf", "blank lines", "nfd", "utf-16", "title as heading", "material's date"],
)
def test_files_from_every_editor_give_the_same_post(site: Site, content: bytes) -> None:
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=())
    post = read_post(content, file="essai.md", known=known, diagnostics=diagnostics)
    assert post is not None, diagnostics.mistakes
    assert (post.title, post.slug, post.body.strip()) == ("Été", "ete", "Texte.")
    assert post.published == datetime(2026, 3, 12, 9, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("date: 2026-03-12", 2, "pas de titre"),
        ("title: Essai", 2, "pas de date"),
        ("title: Essai\ndate: 2026-02-30", 3, "pas une date du calendrier"),
        ("title: Essai\ndate: 12 mars 2026", 3, "pas une date du calendrier"),
        ("title: Essai\ndate: 2026-03-12\nkind: anonce", 4, "Vouliez-vous dire « announcement »"),
        ("title: Essai\ndate: 2026-03-12\nauthors: [equipes]", 4, "« equipe »"),
        ("title: Essai\ndate: 2026-03-12\nobjective: [informer, recruter]", 4, "un seul"),
        ("title: Essai\ndate: 2026-03-12\nobjective: briller", 4, "n’est pas dans la liste"),
        ("title: Essai\ndate: 2026-03-12\nshare: {facebok: false}", 4, "« facebook »"),
        ("title: a: b\ndate: 2026-03-12", 2, "deux-points suivi d’une espace"),
        ("title Essai\ndate: 2026-03-12", 3, "dans celle d’avant"),
        ("title: Essai\ndate 2026-03-12\ntags: [a]", 3, "deux-points après la clé"),
        ("title: Essai\n  date: 2026-03-12", 3, "trop décalée"),
        ("title: Essai\ndate: 2026-03-12\ncall:\n\ttext: a", 5, "tabulation"),
        ("title: 'L'été'\ndate: 2026-03-12", 2, "ferment la valeur trop tôt"),
        ('title: "Essai\ndate: 2026-03-12', 2, "ne se ferment pas"),
        ("title: Essai\ndate: 2026-03-12\ntags: [a, b", 4, "ne se ferment pas"),
        ("title: *important*\ndate: 2026-03-12", 2, "signe réservé"),
        ("title: Essai\ndate: 2026-03-12\ntags: [a,, b]", 4, "une virgule est de trop"),
        ("title: ]\ndate: 2026-03-12", 2, "un crochet"),
        ("title: | Essai\ndate: 2026-03-12", 2, "commence à la suivante"),
        ("title: - Essai\ndate: 2026-03-12", 2, "tiret de liste"),
        ("title: !Essai! oui\ndate: 2026-03-12", 2, "signe réservé"),
        ('title: "C:\\été"\ndate: 2026-03-12', 2, "barre oblique inversée"),
        ("title: [Essai]\ndate: 2026-03-12", 2, "attend un texte"),
        ("title: Essai\ndate: 99999-01-01", 3, "de 1970 à 2199"),
        ("title: Essai\ndate: 12/03/2026", 3, "année-mois-jour"),
        ("title: Essai\ndate: 2026-03-12\ncategories: {a: b}", 4, "attend un texte"),
        ("title: Essai\ndate: 2026-03-12\nshare: facebook", 4, "sous-clés"),
        ("title: Essai\ndate: 2026-03-12\ncall: Inscrivez-vous", 4, "sous-clés"),
        ("title: Essai\ndate: 2026-03-12\nexpires: 2026-01-01", 4, "avant de paraître"),
        ("title: Essai\ndate: 2026-03-12\ntitle: Deux", 4, "écrite deux fois"),
        ("title: Essai\ndate: 2026-03-12\nslug: archives", 4, "liste du blogue"),
        ("title: Essai\ndate: 2026-03-12\naliases: ['../../etc']", 4, "chemin du site"),
        ('title: Essai\ndate: 2026-03-12\naliases:\n  - ancien/\n  - ""', 6, "adresse est vide"),
        ('title: "..."\ndate: 2026-03-12', 2, "ni lettre ni chiffre"),
        ("title: «!?»\ndate: 2026-03-12\nslug: essai", 2, "ni lettre ni chiffre"),
        ("title: Essai\ndate: 2026-03-12\nslug: ?", 4, "signe réservé"),
        (
            "title: Essai\ndate: 2026-03-12\naliases:\n- a/\n- '/?p=3'",
            6,
            "demandez une redirection",
        ),
        ("title: Essai\ndate: 2026-03-12\naliases: '#haut'", 4, "le dièse"),
        ("title: Essai\ndate: 2026-03-12\nslug: ../../dehors", 4, "par exemple « dehors »"),
        ("title: Essai\ndate: 2026-03-12\nslug: blog\\essai", 4, "est un chemin"),
        (
            "title: Essai\ndate: 2026-03-12\ncall:\n  text: Cliquez\n  url: javascript:alert(1)",
            6,
            "que l’on peut suivre",
        ),
    ],
)
def test_each_mistake_names_its_line_and_what_to_do(
    make_post: Make, front: str, line: int, said: str
) -> None:
    with pytest.raises(DiagnosticsError) as found:
        make_post(f"---\n{front}\n---\nTexte.\n")
    (mistake,) = found.value.mistakes
    assert mistake.line == line
    assert said in f"{mistake.what} {mistake.do}"
    assert mistake.do


@pytest.mark.parametrize(
    "start", ["Du texte.\n", "----\ntitle: T\n----\n", "+++\ntitle = 'T'\n+++\n"]
)
def test_a_file_without_front_matter_is_told_how_to_start(make_post: Make, start: str) -> None:
    """One mistake, not one for each key that cannot be there."""
    with pytest.raises(DiagnosticsError) as found:
        make_post(start)
    (mistake,) = found.value.mistakes
    assert (mistake.line, "---" in mistake.do) == (1, True)


def test_all_mistakes_of_a_post_come_together(make_post: Make) -> None:
    with pytest.raises(DiagnosticsError) as found:
        make_post("---\ndate: hier\nkind: fête\nlang: '?'\n---\nTexte.\n")
    assert len(found.value.mistakes) == 4


KNOWN = Known(
    site=Site(
        url="https://blog.exemple.org/",
        name="Exemple",
        description="",
        zone=ZONE,
        organisation=Organisation(name="Exemple"),
    ),
    authors={},
    networks=(),
)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"---\n{text}".encode()))
def test_any_bytes_give_a_post_or_a_clear_mistake(content: bytes) -> None:
    diagnostics = Diagnostics("fr")
    post = read_post(content, file="essai.md", known=KNOWN, diagnostics=diagnostics)
    assert (post is None) == bool(diagnostics.mistakes)
    assert all(mistake.what and mistake.do for mistake in diagnostics.mistakes)


def test_an_alias_bomb_is_refused_quickly(site: Site) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=())
    assert (
        read_post(f"---\n{bomb}---\n".encode(), file="x.md", known=known, diagnostics=diagnostics)
        is None
    )
    assert diagnostics.mistakes


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        *((f"status: {value}", "draft: true") for value in ("draft", "Brouillon", "En attente")),
        *(("statut: brouillon", "draft: true"), ("state: draft", "draft: true")),
        *(("hidden: true", "draft: true"), ("hide: true", "draft: true")),
        *(("visible: non", "draft: true"), ("public: false", "draft: true")),
        *(("visibility: private", "audience: internal"), ("accès: interne", "audience: internal")),
        *(
            ("draft:", "draft: true"),
            ("draft: null", "draft: true"),
            ("draft: ''", "true pour oui"),
        ),
        *(("published:", "published: false"), ("audience:", "audience: internal")),
    ],
)
def test_words_that_keep_a_post_back_elsewhere_never_publish_it(
    make_post: Make, line: str, instead: str
) -> None:
    with pytest.raises(DiagnosticsError) as found:
        make_post(f"---\ntitle: Essai\ndate: 2026-03-12\n{line}\n---\nTexte.\n")
    assert {mistake.line for mistake in found.value.mistakes} == {4}
    assert instead in found.value.mistakes[0].do


@pytest.mark.parametrize(
    "line",
    [
        *("status: new", "status: deprecated", "hidden: false", "visible: true", "wip: non"),
        *("visibility: public", "état: publié", "hide: [toc]", "hidden:"),
    ],
)
def test_words_that_keep_a_post_from_nobody_stop_nothing(make_post: Make, line: str) -> None:
    post = make_post(f"---\ntitle: Essai\ndate: 2026-03-12\n{line}\n---\nTexte.\n")
    assert not post.draft


def test_published_is_read_as_people_say_no(make_post: Make) -> None:
    front = "---\ntitle: Essai\ndate: 2026-03-12\npublished: {}\n---\nTexte.\n"
    assert make_post(front.format("non")).draft and make_post(front.format("false")).draft
    assert not make_post(front.format("oui")).draft


def test_keys_of_material_without_effect_are_told_and_search_is_heard(site: Site) -> None:
    text = (
        "---\ntitle: Essai\ndate: 2026-03-12\npin: true\nhide: [toc]\n"
        "search: {exclude: true, boost: 2}\n---\n\nTexte.\n"
    )
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=())
    post = read_post(text.encode(), file="essai.md", known=known, diagnostics=diagnostics)
    assert post is not None and not post.searched
    assert [notice.line for notice in diagnostics.notices] == [4, 5, 6]


def test_a_field_of_a_kind_that_stands_too_high_is_led_below_it(site: Site) -> None:
    text = (
        "---\ntitle: Essai\ndate: 2026-03-12\nkind: event\nstart: 2026-04-01\nplace: Mairie\n"
        "sumary: Venez.\n---\n\nTexte.\n"
    )
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=())
    assert read_post(text.encode(), file="essai.md", known=known, diagnostics=diagnostics)
    near = [(one.line, one.do) for one in diagnostics.notices]
    led = [(5, "event.starts"), (6, "event.place")]
    assert near[:2] == [(line, f"Vouliez-vous dire « {name} »?") for line, name in led]
    assert all("event." not in do for _, do in near[2:])
