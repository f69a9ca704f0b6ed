"""Fields of text hold text: marks of Markdown and HTML go, and are told on their line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import Diagnostics
from portevoix.posts import Known, Post, read_post
from portevoix.prose import without_entities, without_marks
from portevoix.site import Site


def read(site: Site, text: str) -> tuple[Post | None, Diagnostics]:
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=("x",))
    post = read_post(text.encode(), file="essai.md", known=known, diagnostics=diagnostics)
    return post, diagnostics


def test_marks_and_entities_become_text_with_a_notice_each(site: Site) -> None:
    post, told = read(
        site,
        "---\ntitle: 'Art &amp; culture : 5&nbsp;$'\ndate: 2026-05-01\n"
        "message: 'Le **pont** ferme : voir [le plan](https://exemple.org/a_(b)).'\n"
        "points: ['_Un_', Deux]\ncategories: ['Art &amp; culture', 'Vie *municipale*']\n"
        "share: {x: 'Un `mot` de <b>plus</b>'}\ncall: {text: '**Venez**', url: /contact/}\n"
        "---\nTexte.\n",
    )
    assert post is not None
    assert post.title == "Art & culture : 5\u00a0$"
    assert post.message == "Le pont ferme : voir le plan."
    assert post.points == ("Un", "Deux")
    assert post.categories == ("Art & culture", "Vie *municipale*")
    assert post.share["x"].text == "Un mot de plus"
    assert post.intention.call is not None and post.intention.call.text == "Venez"
    assert [notice.line for notice in told.notices] == [2, 4, 5, 6, 7, 8]


def test_a_notice_of_marks_shows_where_they_stand_and_what_is_left_of_them(site: Site) -> None:
    """Marks at the end of a long text differ there; marks alone become nothing, which quotes cannot show."""
    long = "Le pont rouvre lundi matin, après six mois de travaux sur ses deux piles et son tablier"
    _, told = read(
        site,
        f"---\ntitle: Essai\ndate: 2026-05-01\nmessage: '{long}<br>'\n"
        "points: ['<b></b>', Deux]\n---\nTexte.\n",
    )
    end, empty = (notice.what for notice in told.notices)
    assert "son tablier<br> » y devient « …" in end
    assert "rien ne reste de « <b></b> »" in empty and "«  »" not in empty


@pytest.mark.parametrize(
    "text",
    [
        "Bancs : < 45 cm refusés, > 60 cm acceptés",
        "2 * 3 * 4 = 24, tou*te*s, salle n_1_b, __init__.py, C:\\dossier\\a",
        "Q&A <3, R&D, AT&T; 5 < 6",
        "https://exemple.org/_a_/*b*?c=&copy=1 et bonjour@exemple.org",
        "[Sondage] et [1] (voir plus bas)",
        "~ 20 °C, x == y, #Été_2026_, @mon_compte_",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert without_marks(text) == text


@pytest.mark.parametrize("parting", [" /// ", "\n///\n"])
def test_what_parts_the_messages_of_a_thread_is_no_mark(site: Site, parting: str) -> None:
    share = f"Un.{parting}Deux.".replace("\n", "\n    ")
    _, told = read(
        site, f"---\ntitle: Le pont\ndate: 2026-05-01\nshare:\n  x: |\n    {share}\n---\nTexte.\n"
    )
    assert told.notices == []


def test_marks_of_other_tools_in_a_field_are_told(site: Site) -> None:
    _, told = read(site, "---\ntitle: 'Le {{ mot }} :tada:'\ndate: 2026-05-01\n---\nTexte.\n")
    assert [notice.line for notice in told.notices] == [2]
    assert "{{ mot }} :tada:" in told.notices[0].what


@given(st.text(max_size=80) | st.text(alphabet="*_`[]()<>&;!\\~= ab:/{}.#\n", max_size=40))
def test_taking_marks_out_never_fails(text: str) -> None:
    for plain in (without_marks(text), without_entities(text)):
        assert len(plain) <= len(text) + 1
