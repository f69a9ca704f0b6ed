"""What a writer gets wrong is told with its file and its line, all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.charter import read_charter
from portevoix.charter.release import release_charter
from portevoix.diagnostics import DiagnosticsError
from portevoix.site import Site
from tests.charter.conftest import RULES
from tests.charter.small import FILES, change, write

LONG = "mot " * 60

# name: (file, what stands there, what is put in its place, where and what the message says)
MISTAKES = {
    "an id twice": ("06-2-images.md", 'id: "6.2"', 'id: "9"', "09-moderation.md:2: l’identifiant 9"),
    "no owner": ("09-moderation.md", "owner: Communications\n", "", "09-moderation.md:2: « owner » manque"),
    "a bad id": ("09-moderation.md", 'id: "9"', "id: neuf", "09-moderation.md:2: l’identifiant « neuf »"),
    "avoid without do": ("06-2-images.md", "do: [Décrivez l'image.]\n", "", "06-2-images.md:8: « avoid » a 1"),
    "a long summary": ("01-but.md", "dit comment parler en ligne.", LONG, "01-but.md:7: le résumé compte"),
    "a long charter": ("index.md", "Nous lisons tout.", LONG * 3, "index.md:13: le résumé de la charte"),
    "a missing article": ("01-but.md", "[article 18](18)", "[article 33](33)", "01-but.md:25: l’article 33 n’existe pas"),
    "a repealed article": ("06-2-images.md", "keywords: [photo", "repealed: 2026-02-01\nkeywords: [photo", "09-moderation.md:20: l’article 6.2 est abrogé"),
    "an unknown variable": ("01-but.md", "{organisation}", "{organization}", "01-but.md:7: la variable {organization}"),
    "a variable unknown in this profile": ("variables.yml", 'fr-CA:\n  urgence: "911"\n', "", "01-but.md:28: la variable {urgence}"),
    "an internal contact in a public text": ("01-but.md", "Improviser.", "Appeler le {garde}.", "01-but.md:12: la variable {garde} est réservée"),
    "a profile left open": ("01-but.md", "composez le {urgence}.\n<!-- /profil -->\n<!-- profil: fr-FR -->", "composez.\n<!-- profil: fr-FR -->", "01-but.md:29: un passage réservé"),
    "a link to nowhere": ("09-moderation.md", "(comptes)", "(compte)", "09-moderation.md:20: le lien vers « compte »"),
    "a script for a link": ("09-moderation.md", "(comptes)", "(javascript:alert)", "09-moderation.md:20: le lien vers « javascript"),
    "a misspelt audience": ("18-securite.md", "audience: internal\n", "audiance: internal\n", "18-securite.md:4: la clé « audiance » est inconnue"),
    "an audience that is none": ("18-securite.md", "audience: internal\n", "audience: interne\n", "18-securite.md:4: « audience » vaut « interne »"),
    "a level that is none": ("09-moderation.md", "level: green", "level: vert", "09-moderation.md:13: « level (cases, entrée 1) » vaut « vert »"),
    "an open question": ("09-moderation.md", "Puis-je masquer une insulte ?", "Une insulte. Que faire ?", "09-moderation.md:11: « Une insulte. Que faire? » est une question ouverte"),
    "an answer that says its label again": ("09-moderation.md", "Faites d'abord une", "Oui, après une", "09-moderation.md:12: la réponse commence par « Oui », et la page affiche déjà « Oui »"),
    "an answer that denies its label": ("01-but.md", "Si le compte", "Non. Si le compte", "01-but.md:16: la réponse commence par « Non », et la page affiche déjà « Avec prudence »"),
    "two parts for the rest": ("index.md", "sections:\n", "parts: [{name: Règles}, {name: Directive}]\nsections:\n", "index.md:9: 2 parties de la charte"),
    "a day that is none": ("09-moderation.md", "review_by: 2027-01-05", "review_by: 2027-02-30", "09-moderation.md:6: « review_by » vaut"),
    "no front matter": ("09-moderation.md", "---\nid", "id", "09-moderation.md:1:"),
    "a cycle": ("arbre.yml", "to: masquer", "to: danger", "arbre.yml:4: l’arbre tourne en rond : danger → insulte → danger"),
    "an unreachable node": ("arbre.yml", "to: masquer", "to: relais", "arbre.yml:25: aucun chemin ne mène de « danger » à « masquer »"),
    "a dead end": ("arbre.yml", "    hint: Relisez.\n    answers:\n      - text: Oui\n        to: masquer\n      - text: Elle me vise\n        to: relais\n", "", "arbre.yml:11: le nœud « insulte » est une impasse"),
    "an answer without an end": ("arbre.yml", "to: urgence", "to:", "arbre.yml:8: « to (nodes.danger.answers, entrée 1) » manque"),
    "an answer to nowhere": ("arbre.yml", "to: urgence", "to: urgense", "arbre.yml:8: une réponse de « danger » mène à « urgense »"),
    "an answer that leads to nothing": ("arbre.yml", "to: urgence", "to: ''", "arbre.yml:8: « to (nodes.danger.answers, entrée 1) » manque"),
    "a leaf without delay": ("arbre.yml", "    delay: Une heure\n", "", "arbre.yml:25: la feuille « masquer » n’a pas de « delay »"),
    "a leaf without its reply": ("arbre.yml", "reply: insulte", "reply: insultes", "arbre.yml:30: la feuille « masquer » cite la réponse « insultes »"),
    "a leaf with a missing article": ("arbre.yml", 'article: "18"', 'article: "77"', "arbre.yml:36: l’article 77"),
    "a long node": ("arbre.yml", "Est-ce une insulte ?", LONG, "arbre.yml:12: le nœud « insulte » compte"),
    "no relay": ("arbre.yml", "relay: relais", "relay: pause", "arbre.yml:2: aucune feuille « pause »"),
    "a ready reply left open": ("reponses.yml", "ready: false", "ready: true", "reponses.yml:14: la réponse « insulte » est dite prête"),
    "a reply too long for its network": ("reponses.yml", "RESEAUINTERNE", "x" * 300, "reponses.yml:18: la réponse « insulte » pour X"),
    "a network that is none": ("reponses.yml", "    x: Bonjour", "    xx: Bonjour", "reponses.yml:18: le réseau « xx »"),
    "two replies of one name": ("reponses.yml", "- id: relais", "- id: urgence", "reponses.yml:22: la réponse « urgence » est déjà écrite à la ligne 1"),
    "yaml that does not parse": ("09-moderation.md", "summary: Gardez", "summary: [Gardez", "09-moderation.md:"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str, folder: Path, staff: Site) -> None:
    """Where, what, and what to do; the message begins with the file that the writer knows."""
    file, old, new, said = MISTAKES[name]
    change(folder, file, old, new)
    with pytest.raises(DiagnosticsError) as found:
        read_charter(folder, staff, RULES)
    told = str(found.value)
    assert said in told
    assert all(line.startswith("docs/charte/") for line in told.splitlines())


@pytest.mark.parametrize("file", ["variables.yml", "arbre.yml"])
def test_a_list_where_keys_are_needed_is_told_as_a_list(
    folder: Path, staff: Site, file: str
) -> None:
    """Nobody wrote the key under which lists are kept."""
    (folder / file).write_text("- a\n", "utf-8")
    with pytest.raises(DiagnosticsError) as found:
        read_charter(folder, staff, RULES)
    told = [one for one in found.value.mistakes if one.file == f"docs/charte/{file}"]
    assert [one.line for one in told] == [1]
    assert "contient une liste" in told[0].what and "« list »" not in str(found.value)


def test_the_mistakes_of_every_file_are_told_together(folder: Path, public: Site) -> None:
    """The public build tells those of internal files too: both refuse the same text."""
    change(folder, "18-securite.md", "owner: RESPONSABLEINTERNE\n", "")
    change(folder, "06-2-images.md", "review_by: 2027-01-05", "review_by: hier")
    change(folder, "arbre.yml", "to: urgence", "to: ailleurs")
    with pytest.raises(DiagnosticsError) as found:
        read_charter(folder, public, RULES)
    files = [mistake.file.rsplit("/", 1)[-1] for mistake in found.value.mistakes]
    assert files == ["06-2-images.md", "18-securite.md", "arbre.yml"]


def test_an_article_taken_away_without_repeal_is_missed(folder: Path, staff: Site) -> None:
    """The last frozen version knows what was in force."""
    release(folder, "1.0", staff)
    (folder / "09-moderation.md").unlink()
    with pytest.raises(DiagnosticsError) as found:
        read_charter(folder, staff, RULES)
    assert "docs/charte/09-moderation.md: l’article 9 (« Modération ») a disparu" in str(
        found.value
    )


def test_a_repealed_number_never_serves_again(folder: Path, staff: Site) -> None:
    """An id is repealed for good."""
    change(folder, "06-2-images.md", "keywords:", "repealed: 2026-02-01\nkeywords:")
    change(folder, "09-moderation.md", "l'[article 6.2](6.2) et ", "")
    release(folder, "1.0", staff)
    change(folder, "06-2-images.md", "repealed: 2026-02-01\n", "")
    with pytest.raises(DiagnosticsError, match=r"06-2-images.md:2: le numéro 6.2 a servi"):
        read_charter(folder, staff, RULES)


def test_a_frozen_version_that_was_touched_is_told(folder: Path, staff: Site) -> None:
    """The seal of a version holds its texts; line ends of another system do not break it."""
    release(folder, "1.0", staff)
    frozen = folder / "versions" / "1.0" / "09-moderation.md"
    frozen.write_bytes(frozen.read_bytes().replace(b"\n", b"\r\n"))
    read_charter(folder, staff, RULES)
    frozen.write_bytes(frozen.read_bytes().replace(b"capture", b"copie"))
    with pytest.raises(DiagnosticsError, match=r"la version 1\.0 a été modifiée"):
        read_charter(folder, staff, RULES)


def test_a_working_version_behind_the_last_released_is_told(folder: Path, staff: Site) -> None:
    release(folder, "1.2", staff)
    change(folder, "index.md", 'version: "1.2"', 'version: "1.1"')
    with pytest.raises(
        DiagnosticsError, match=r"la version 1\.1 vient avant la dernière publiée, 1\.2"
    ):
        read_charter(folder, staff, RULES)


@given(
    name=st.sampled_from(sorted(FILES)),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    junk=st.one_of(
        st.text(max_size=40),
        st.sampled_from(["&a [*a, *a]", "{" * 90, "[" * 3000, "---\n", "<!-- profil: fr-CA -->", "\x00", "](9", "!!python/object:os.system x", "- - - - -", "id: 3", "0x1F: é\n"]),
    ),
)  # fmt: skip
def test_whatever_is_written_gives_a_charter_or_clear_mistakes(
    tmp_path_factory: pytest.TempPathFactory,
    site: Site,
    name: str,
    start: float,
    length: int,
    junk: str,
) -> None:
    """No text of any file ends in a traceback."""
    text = FILES[name]
    at = int(start * len(text))
    folder = tmp_path_factory.mktemp("charte")
    write(folder)
    spoilt = text[:at] + junk + text[at + length :]
    (folder / name).write_bytes(spoilt.encode("utf-8", "surrogatepass"))
    try:
        read_charter(folder, site, RULES)
    except DiagnosticsError as found:
        assert all(mistake.what and mistake.do for mistake in found.mistakes)


def release(folder: Path, number: str, site: Site) -> None:

    note = "Premier texte adopté par le conseil."
    release_charter(folder, number, note, date(2026, 3, 2), site, RULES)
