from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

FIRST = Wording(
    Words(
        "« {text} » est un titre de niveau 1, réservé au titre de la page.",
        "“{text}” is a level 1 heading, which is reserved for the title of the page.",
    ),
    Words("Employez ## ({check} --fix le fait).", "Use ## ({check} --fix does it)."),
)
SKIPPED = Wording(
    Words(
        "Le titre « {text} » passe du niveau {before} au niveau {level}.",
        "The heading “{text}” goes from level {before} to level {level}.",
    ),
    Words(
        "Descendez d’un seul niveau à la fois ({check} --fix le fait).",
        "Go down one level at a time ({check} --fix does it).",
    ),
)
_HEAD = "---\ntitle: Piscine\ndate: 2026-02-03\n---\n"


@rule(
    id="R15",
    article="6.4",
    severity=Severity.BLOCK,
    title=Words("Des titres emboîtés", "Headings in order"),
    why=Words(
        "Qui navigue de titre en titre suit leurs niveaux comme un plan.",
        "People who move from heading to heading use the levels as an outline.",
    ),
    source="https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#9.1",
    passing=(
        _HEAD + "## Horaire\n\n### Été\n\n## Tarifs\n",
        "# Une page\n\n## Sa première partie\n",
        _HEAD + "```\n# un commentaire\n```\n",
    ),
    failing=(
        _HEAD + "# Horaire\n\nTexte.\n",
        _HEAD + "## Horaire\n\n#### Été\n",
        _HEAD + "<h1>Horaire</h1>\n",
        "# Une page\n\n# Une autre\n",
    ),
)
def headings(subject: Subject) -> Iterator[Fault]:
    before = 1
    for n, heading in enumerate(subject.document.headings):
        if heading.level == 1:
            if subject.titled or n:
                yield FIRST(Location(heading.at), heading.text, text=heading.text[:60])
        elif heading.level > before + 1:
            yield SKIPPED(
                Location(heading.at),
                heading.text,
                text=heading.text[:60],
                before=before,
                level=heading.level,
            )
        before = heading.level
