"""What the readers make of a charter's files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.charter import Charter, read_charter, reminders
from portevoix.charter.prose import plain, render_blocks, render_line
from portevoix.charter.release import release_charter
from portevoix.charter.terms import Glossary
from portevoix.site import Site
from portevoix.telephones import dialled, linked
from portevoix.typography import SPACINGS, typeset_markdown
from tests.charter.conftest import RULES
from tests.charter.small import change


def test_variables_come_from_the_file_of_the_profile_and_from_the_site(
    folder: Path, staff: Site
) -> None:
    """The same sources speak of one country or of the other."""
    quebec = read_charter(folder, staff, RULES)
    france = read_charter(folder, replace(staff, profile="fr-FR"), RULES)
    assert "Organisme d’exemple" in quebec.articles[0].summary
    assert plain(quebec.articles[0].body)[-1] == "Au Québec, composez le 911."
    assert plain(france.articles[0].body)[-1] == "En France, composez le 112."
    assert france.tree and france.tree.nodes["urgence"].action == "Composez le 112."


def test_a_link_dials_the_number_that_people_read(folder: Path, staff: Site) -> None:
    """One value gives both: no second number to keep in step, in old versions either."""
    change(
        folder,
        "variables.yml",
        'fr-CA:\n  urgence: "911"\n',
        'fr-CA:\n  urgence: "911"\n  urgence_tel: "112"\n  ligne: "1 866 APPELLE (1 866 277-3553)"\nshared:\n  accueil: "418 555-0142"\n',
    )
    change(folder, "variables.yml", 'urgence: "112"\n', 'urgence: "112"\n  ligne: "3114"\n')
    change(
        folder,
        "09-moderation.md",
        "Jamais le NAS.",
        "[{urgence}](tel:{urgence_tel}), [{ligne}](tel:{ligne}), [{accueil}](tel:{accueil}).",
    )
    body = read_charter(folder, staff, RULES).articles[3].body
    assert "[911](tel:911), [1 866 APPELLE (1 866 277-3553)](tel:+18662773553)" in body
    assert "[418 555-0142](tel:+14185550142)" in body
    assert [dialled(shown, "fr-FR") for shown in ("01 23 45 67 89", "3114", "+32 2 123 45 67")] == [
        "+33123456789",
        "3114",
        "+3221234567",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Évreux", "La charte d’Évreux dit comment parler en ligne."),
        ("Organisme d’exemple", "La charte d’Organisme d’exemple dit comment parler en ligne."),
        ("Rivière", "La charte de Rivière dit comment parler en ligne."),
    ],
)
def test_a_name_elides_the_word_before_it(folder: Path, staff: Site, name: str, said: str) -> None:
    site = replace(staff, organisation=replace(staff.organisation, name=name))
    assert read_charter(folder, site, RULES).articles[0].summary == said


def test_articles_come_in_the_order_of_their_numbers(small_charter: Charter) -> None:
    """Numbers are compared as numbers: 6.2 stands before 9, and 9 before 18."""
    assert [article.id for article in small_charter.articles] == ["1", "2", "6.2", "9", "18"]


def test_quotes_typed_by_hand_become_typographic(small_charter: Charter) -> None:
    """Writers type straight apostrophes; readers never see them, nor does an address lose one."""
    assert "puis masquez l’insulte" in small_charter.articles[3].summary
    assert typeset_markdown("voir <https://exemple.org/l'eau> et `l'eau`", "fr-CA").count("'") == 2


@given(text=st.text(), profile=st.sampled_from(sorted(SPACINGS)))
def test_typesetting_twice_changes_nothing_more(text: str, profile: str) -> None:
    once = typeset_markdown(text, profile)
    assert typeset_markdown(once, profile) == once


def test_a_term_is_explained_at_its_first_use_only(small_charter: Charter) -> None:
    """Plurals count, what is already linked, titled or code does not."""
    glossary = Glossary(small_charter.terms)
    marked = glossary.mark(
        "<h2>Capture</h2><p><code>capture</code> Des captures, une capture, le NAS. NAS.</p>"
    )
    assert marked == (
        '<h2>Capture</h2><p><code>capture</code> Des <a class="charter-term" href="#mot-capture">'
        'captures</a>, une capture, le <a class="charter-term" '
        'href="#mot-numero-d-assurance-sociale"><abbr title="numéro d’assurance sociale">NAS</abbr>'
        "</a>. NAS.</p>"
    )


def test_nothing_that_runs_or_loads_comes_through_the_text() -> None:
    """Raw HTML of a writer is cleaned as everywhere else."""
    made = render_blocks(
        "<script>x()</script><img src=https://a.example/p.png onerror=x()> "
        "<iframe src=//a.example></iframe> [lien](javascript:x) <b onclick=x>gras</b>"
    )
    assert "script" not in made and "a.example" not in made and "onclick" not in made
    assert "<b>gras</b>" in made


def test_a_sms_goes_without_the_signs_that_cost(folder: Path, staff: Site) -> None:
    """One curved apostrophe would halve the length of a text message."""
    change(
        folder,
        "reponses.yml",
        "    x: Bonjour {prenom}. RESEAUINTERNE",
        '    sms: "L\'eau : coupée"',
    )
    reply = read_charter(folder, staff, RULES).reply("insulte")
    assert reply and reply.networks["sms"] == "L'eau : coupée"


def test_rules_come_to_an_article_from_outside_and_a_list_of_its_own_says_nothing(
    folder: Path, staff: Site
) -> None:
    """What earlier articles bore is told as unneeded, and its removal is no change of text."""
    note = "Les captures se gardent deux ans au lieu d’un (article 9)."
    old = "keywords: [photo d'enfant, élève]\n"
    change(folder, "06-2-images.md", old, f"{old}checks: [R99]\n")
    release_charter(folder, "2.0", note, date(2026, 4, 1), staff, RULES)
    charter = read_charter(folder, staff, {"6.2": ("R11", "R12"), "9": ("R01",)})
    told = {article.id: article.checks for article in charter.articles if article.checks}
    assert told == {"6.2": ("R11", "R12"), "9": ("R01",)}
    (notice,) = reminders(charter, date(2026, 4, 1), staff)
    assert str(notice).startswith("docs/charte/06-2-images.md:11: « checks » ne sert plus")
    bare = "keywords:"
    for written in ("", "checks:\n  - R01\n", "checks:\n- R01\n- R02\n"):
        change(folder, "06-2-images.md", "checks: [R99]\n", written)
        assert read_charter(folder, staff, RULES).released
        change(
            folder, "06-2-images.md", written or bare, f"checks: [R99]\n{'' if written else bare}"
        )
    change(folder, "06-2-images.md", "Dites ce que", "Montrez ce que")
    assert not read_charter(folder, staff, RULES).released


@given(st.text(alphabet="911 a<>&;", max_size=20))
def test_a_linked_telephone_changes_no_word_that_is_read(text: str) -> None:
    made = render_line(text)
    told = linked(made, ("911",), "fr-CA")
    assert re.sub(r"</?a[^>]*>", "", told) == re.sub(r"</?a[^>]*>", "", made)


def test_a_telephone_is_a_link_wherever_it_is_shown_and_once() -> None:
    """With any blank; not within a link, in code, or as a part of another number."""
    shown = "Composez le 911 ou le 418\u00a0555-0142. 9110, 1 911 x. <code>911</code>"
    told = linked(f'<p>{shown} <a href="tel:911">911</a></p>', ("911", "418 555-0142"), "fr-CA")
    assert told.count('href="tel:911"') == 3
    assert 'href="tel:+14185550142">418\u00a0555-0142</a>.' in told
    assert "<code>911</code>" in told and "9110," in told
