"""Corrections change spaces, levels and odd characters; never a word, never code."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from portevoix.checks.fix import (
    Outcome,
    corrected,
    corrected_front_matter,
    read_change,
    render,
    shape,
    write_change,
)
from portevoix.checks.markdown import read_document
from portevoix.checks.review import check_subject
from portevoix.checks.rules import RULES

from .maker import site, subject_of

NB, THIN = "\u00a0", "\u202f"
_PIECES = st.sampled_from(
    [
        "Venez !", " « ici » ", "Le prix : 3 $", "mot ; mot", "`a ! b : c`", "**gras** ?", "\n\n",
        "\n", "# Titre !\n", "#### Bas\n", "Titre\n===\n", "[lien !](http://a.b/?c=d !)", " 𝗳𝗮𝘂𝘅 ",
        "é", "e\u0301", "a\u200bb", "<b title='a ! b'>x !</b>", "\n\n```\ncode ! : « x »\n# non\n```\n",
        "    code !\n", "&nbsp;!", "![image ?](i.png)", "- point : un\n", "> cité !\n", "| a ! | b |\n",
        "|---|---|\n", "12:30", "https://a.b/c?d=e;f!", "<!-- caché ! -->", "{{ x ! }}", " ", NB, THIN,
        "<h1>Un !</h1>\n", "*[SIG]: nom : complet\n", ":smile: !", "\n\n~~~\nx ?\n~~~\n", "!", "ﬁn",
    ]
)  # fmt: skip
_BODIES = st.lists(_PIECES, max_size=25).map("".join)
_PROFILES = st.sampled_from(["fr-CA", "fr-FR"])


def fixed(body: str, profile: str = "fr-CA") -> str:
    return corrected(body, profile, titled=True)


def words(text: str) -> list[str]:
    plain = (
        unicodedata.normalize("NFKC", html.unescape(text))
        .replace("\u200b", "")
        .replace("\u00ad", "")
    )
    return re.findall(r"[^\W_]+", plain)


@given(_BODIES, _PROFILES)
def test_correcting_again_changes_nothing(body: str, profile: str) -> None:
    """A corrected text is its own correction."""
    once = fixed(body, profile)
    assert fixed(once, profile) == once


# Marks close to signs, where one space more or less makes other Markdown of a text.
_CLOSE = st.sampled_from(
    [
        "«**gras**»", "«*penché*»", "« *a* »", "«[lien](https://exemple.org/a_(b))»", "«`code`»",
        "«_un_»", "«__deux__»", "**gras**!", "*fin*?", "«![img : a](a.png)»", " ;)", " :-) ", "** !",
        "[Ouvert !]", "[Ouvert !]: https://exemple.org/a\n", "[a][Règle ; jeu]", "\n\n",
        "[Règle ; jeu]: <https://exemple.org/b c> 'Titre !'\n", "Terme !\n:   Sens : oui !\n",
        "Note[^n:1] :", "\n[^n:1]: Une note !\n", "!!! note \"Oui !\"\n    Non ?\n", "# Quoi ?\n",
        "- [ ] Fait !\n", "> « cité » :\n", "| a : | b ! |\n|:--|--:|\n| 1 ; | « 2 » |\n", "\n",
        "{ .x title='a : b' }", "<b title='a : b !'>c !</b>", "<https://a.org/b;c>!", "``a ; b`` :",
        "1 000 $", "50 % ", "12 : 30", "C:\\Dossier !", "a\\* : b", "\n***\n", "---\n", "Titre :\n===\n",
        "*[MRC]: a : b\n", "MRC !", "&laquo; a &raquo;", "&nbsp;:", "\t", "    ", "  \n", "<!-- a ! -->",
        "<div markdown>\n\na !\n\n</div>\n", "```\na ! « b »\n```\n", "**«a»**", "_«a»_ :", "«", "»",
        "*", "_", "`", "[", "]", "(", ")", "!", "?", ";", ":", "mot", " ", NB, THIN,
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(_CLOSE, max_size=14).map("".join), _PROFILES)
def test_after_a_correction_the_page_differs_by_spaces_alone(body: str, profile: str) -> None:
    """Emphasis, links, references, notes, lists and code stay what they were."""
    once = corrected(body, profile, titled=True, rules=("R25",))
    assert shape(render(once)) == shape(render(body))
    assert corrected(once, profile, titled=True, rules=("R25",)) == once
    for tag, text in (("h1", "x"), ("p", "a b")):  # what the comparison itself tells apart
        assert shape(f"<{tag}>{text}</{tag}>") != shape(f"<{tag}>{text}</{tag}><em></em>")


_ADDRESSES = (
    *("https://exemple.org/aide?", "http://a.b/c;d:e!", "www.exemple.org", "exemple.org/x?y=z;"),
    *("nous@exemple.org", "mailto:a@b.org", "tel:911", "/aide/", "../plan.pdf", "ftp://a.b/c:d"),
)
_AROUND = st.sampled_from(
    ["{}", "{} !", "{} :", "{};", "{}?", "«{}»", "« {} »", "[{}]({})", "[a !]({})", "[{} ;]({} 'b !')",
     "<{}>", "**{}** !", "![{} ?]({})", "<a href='{}'>b !</a>", "[r]: {}\n", "({}) :", "- {} ;\n", "mot",
     "mot !", " ", "\n", "\n\n", "| {} ! |\n|---|\n"]
)  # fmt: skip


@given(st.lists(st.tuples(_AROUND, st.sampled_from(_ADDRESSES)), max_size=8), _PROFILES)
def test_no_space_enters_an_address_or_binds_it_to_a_sign(
    drawn: list[tuple[str, str]], profile: str
) -> None:
    """Wherever an address stands, as a text of a link too; networks take a bound sign for its end."""
    body = " ".join(around.replace("{}", address) for around, address in drawn)
    after = fixed(body, profile)
    for address in _ADDRESSES:
        assert after.count(address) == body.count(address), (body, after)
    line = "".join(sign for sign in body if sign not in "\n'\"")
    after = corrected_front_matter(f"message: '{line}'\nevent: {{place: '{line}'}}", profile)
    for address in _ADDRESSES:
        assert after.count(address) == 2 * line.count(address), (line, after)
        for found in re.finditer(re.escape(address), after):
            assert after[found.end() : found.end() + 1] not in (NB, THIN), (line, after)


def test_corrections_by_signs_reach_what_they_can() -> None:
    """One that would break its link does not keep the others from being made."""
    body = "Venez ! [Règle][Règle ; jeu] ; «**gras**» !\n\n[Règle ; jeu]: https://exemple.org/b\n"
    once = fixed(body)
    assert "Venez!" in once
    assert "[Règle ; jeu]: https" in once
    assert shape(render(once)) == shape(render(body))
    assert fixed("On vous attend ;) et :-) à 10 h !") == "On vous attend ;) et :-) à 10 h!"


@given(_BODIES, _PROFILES)
def test_no_word_is_changed(body: str, profile: str) -> None:
    """Letters and digits stay, in their order; false letters become those they imitate."""
    assert words(fixed(body, profile)) == words(body)


@given(_BODIES, _PROFILES)
def test_code_and_addresses_stay(body: str, profile: str) -> None:
    """Fenced and inline code, and every address, come out as they went in."""
    after = fixed(body, profile)
    for pattern in (
        r"```.*?```",
        r"~~~.*?~~~",
        r"`[^`\n]+`",
        r"https?://[^\s<«»\[*]+",
        r"<[a-z!][^>]*>",
    ):
        assert re.findall(pattern, after, re.S) == re.findall(pattern, body, re.S)


@pytest.mark.parametrize(
    ("before", "after", "profile"),
    [
        ("Venez !", "Venez!", "fr-CA"),
        ("Venez!", f"Venez{THIN}!", "fr-FR"),
        ("« Venez »", f"«{NB}Venez{NB}»", "fr-CA"),
        ("Le prix : 3 $", f"Le prix{NB}: 3{NB}$", "fr-CA"),
        ("Ouvert **ici** !", "Ouvert **ici**!", "fr-CA"),
        ("Venez &nbsp;! ou&nbsp;!", "Venez &nbsp;! ou!", "fr-CA"),
        ("# Un\n\n## Deux\n", "## Un\n\n### Deux\n", "fr-CA"),
        ("## Un\n\n##### Cinq\n", "## Un\n\n### Cinq\n", "fr-CA"),
        ("Un\n===\n\nDeux\n---\n", "Un\n---\n\n### Deux\n", "fr-CA"),
        ("Le 𝗯𝗮𝘀𝘀𝗶𝗻 bleu", "Le bassin bleu", "fr-CA"),
        ("pis\u200bcine", "piscine", "fr-CA"),
        ("e\u0301te\u0301", "été", "fr-CA"),
        ("<!-- charte: ignorer R25 – voulu -->\n\nVenez !", None, "fr-CA"),
        ("Venez\n! Oui «\nici »", f"Venez! Oui «{NB}ici{NB}»", "fr-CA"),
        ("«**gras**» «*a*»", f"«{NB}**gras**{NB}» «{NB}*a*{NB}»", "fr-CA"),
        ("«[lien](/a/)» «`code`»", f"«{NB}[lien](/a/){NB}» «{NB}`code`{NB}»", "fr-FR"),
        ("**«a»** [«b»](/a/)", f"**«{NB}a{NB}»** [«{NB}b{NB}»](/a/)", "fr-CA"),
        ("Come !", None, "en"),
    ],
)
def test_a_correction_is_exactly_this(before: str, after: str | None, profile: str) -> None:
    """One line, one change."""
    assert fixed(before, profile) == (before if after is None else after)


@given(_BODIES)
def test_what_was_corrected_is_no_longer_told(body: str) -> None:
    """Headings written in Markdown are right after a correction."""
    levels = [one.level for one in read_document(fixed(body)).headings if not one.html]
    if not any(one.html for one in read_document(body).headings):
        assert all(level > 1 for level in levels)
        assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


def test_a_corrected_post_passes_the_rules_it_was_corrected_for() -> None:
    """The rules and the corrections agree on what is right."""
    head = "---\ntitle: Piscine\ndate: 2026-02-03\n---\n"
    body = "# Un !\n\n« Oui » : 3 $ ; non ?\n\n#### Deux\n\n𝗳𝗮𝘂𝘅\n"
    report = check_subject(subject_of(head + fixed(body)), RULES)
    assert {one.rule for one in report.findings} <= {"R01"}


def test_line_ends_front_matter_and_mark_stay(tmp_path: Path) -> None:
    """Windows line ends, the byte order mark and all but spaces of the front matter are kept."""
    path = tmp_path / "a.md"
    path.write_bytes(
        "\ufeff---\r\ntitle:   Venez !\r\n# libre !\r\n---\r\n\r\nVenez !\r\n".encode()
    )
    change = read_change(path, site())
    assert change is not None and change.is_any
    assert write_change(change) is Outcome.WRITTEN
    assert path.read_bytes().decode() == (
        "\ufeff---\r\ntitle:   Venez!\r\n# libre !\r\n---\r\n\r\nVenez!\r\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title: "Fête : « tous » !" # Ah !', f'title: "Fête{NB}: «{NB}tous{NB}»!" # Ah !'),
        ("message: 'L''été ? 3 $'", f"message: 'L''été? 3{NB}$'"),
        ('points: ["🎉 Oui !", Non ?]', 'points: ["🎉 Oui!", Non?]'),
        ("call: {text: Venez !, url: 'https://a.b/?x !'}", "call: {text: Venez!, url: 'https://a.b/?x !'}"),
        ("description: |\n  Un !\n  Deux ?", "description: |\n  Un!\n  Deux?"),
        ("description: >-\n  Un !\n  Deux ?", "description: >-\n  Un!\n  Deux?"),
        ("share:\n  mastodon: Ici !\n  x: {text: Là !}", "share:\n  mastodon: Ici!\n  x: {text: Là!}"),
        ("tags: [Oui !]\nslug: a !", None),
        ('title: "Échappé\\u00a0!"', None),
        ("title: &t Un !\nmessage: *t", None),
        ("title: [", None),
        ("correction:\n  sources: [{title: Oui !, url: '/aide !'}]", "correction:\n  sources: [{title: Oui!, url: '/aide !'}]"),
        ("event:\n  starts: 2026-03-01 !\nmeasure: {target: 84 % !}", None),
        ("event:\n  place: Au parc !", "event:\n  place: Au parc!"),
    ],
)  # fmt: skip
def test_sentences_of_a_front_matter_are_spaced_and_nothing_else(
    before: str, after: str | None
) -> None:
    """Quotes, comments, addresses, tags and whatever YAML would read otherwise stay."""
    once = corrected_front_matter(before, "fr-CA")
    assert once == (before if after is None else after)
    assert corrected_front_matter(once, "fr-CA") == once


_HEADS = st.lists(
    st.sampled_from(
        ["title: ", "message: ", "points:\n  - ", "call:\n  text: ", '"', "'", "|\n  ", ">\n  ", "\n",
         "a !", "« b »", " : ", "# c !", "&x ", "*x", "{", "}", "[", "]", ",", "\\", "é", "🎉", "  "]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(_HEADS)
def test_a_corrected_front_matter_reads_as_before_but_for_spaces(head: str) -> None:
    """Whatever YAML people type, no value becomes another, nor the whole unreadable."""

    def read(text: str) -> list[str] | None:
        try:
            found = yaml.parse(text, yaml.SafeLoader)
            return [re.sub(r"\s", "", getattr(one, "value", "")) for one in found]
        except yaml.YAMLError:
            return None

    assert read(corrected_front_matter(head, "fr-CA")) == read(head)


def test_an_exception_for_the_whole_post_holds_for_its_front_matter(tmp_path: Path) -> None:
    """Who sets the rule aside at the top of a post keeps its title as it is typed."""
    path = tmp_path / "a.md"
    excepted = "<!-- charte: ignorer R25 – voulu -->"
    path.write_text(f"---\ntitle: Oui !\n---\n\n{excepted}\n\nOui !\n", "utf-8")
    change = read_change(path, site())
    assert change is not None and not change.is_any


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What someone else wrote in between is never lost."""
    path = tmp_path / "a.md"
    path.write_text("Venez !\n", "utf-8")
    change = read_change(path, site())
    assert change is not None
    path.write_text("Autre chose !\n", "utf-8")
    assert write_change(change) is Outcome.CHANGED
    assert path.read_text("utf-8") == "Autre chose !\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]
