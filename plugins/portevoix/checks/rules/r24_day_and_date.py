from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import DateFault, date_faults
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import UNDATED, Location, Subject
from portevoix.language import Words

WEEKDAY = Wording(
    Words("« {text} » : ce jour-là est un {real}.", "“{text}”: that day is a {real}."),
    Words("Vérifiez le jour, le mois ou l’année.", "Check the day, the month or the year."),
)
NO_SUCH_DAY = Wording(
    Words("« {text} » n’existe pas.", "“{text}” does not exist."),
    Words("Vérifiez le jour et le mois.", "Check the day and the month."),
)
AMBIGUOUS = Wording(
    Words(
        "« {text} » se lit de deux façons : jour et mois, ou mois et jour.",
        "“{text}” can be read two ways: day and month, or month and day.",
    ),
    Words("Écrivez le mois en lettres.", "Write the month as a word."),
)
IN_FIGURES = Wording(
    Words("La date « {text} » est tout en chiffres.", "The date “{text}” is all in numbers."),
    Words("Écrivez le mois en lettres.", "Write the month as a word."),
)
NEAR = Wording(
    Words(
        "« {text} » ne tombe ce jour-là ni en {year} ni l’année d’avant ou d’après.",
        "“{text}” does not fall on that day in {year}, nor in the year before or after.",
    ),
    Words("Vérifiez le jour, ou précisez l’année.", "Check the day, or give the year."),
)


@rule(
    id="R24",
    article="6.6",
    severity=Severity.BLOCK,
    title=Words("Le jour va avec la date", "The day matches the date"),
    why=Words(
        "Entre le jour et la date, chacun croit celui qui l’arrange, et quelqu’un se déplace pour rien.",
        "When the day and the date disagree, someone believes the wrong one and comes for nothing.",
    ),
    source="https://www.canada.ca/fr/gouvernement/a-propos/guide-redaction-contenu-canada.html",
    passing=(
        "Le jeudi 12 mars 2026, à 19 h.\n",
        "Le mardi 1er septembre 2026.\n",
        "Du 12/15 au 24/7, version 2026-03-04.\n",
        "On Thursday, March 12, 2026.\n",
        "Le 29 février 2028.\n",
        "Du lundi 9 au jeudi 12 mars 2026.\n",
    ),
    failing=(
        "Le mardi 12 mars 2026.\n",
        "Le **mardi** 12 mars 2026.\n",
        "Du mardi 9 au jeudi 12 mars 2026.\n",
        "Le 31 avril 2026.\n",
        "Le 03/04/2026.\n",
        "Le 25/04/2026.\n",
        "On Tuesday, March 12, 2026.\n",
        "On Tuesday 12 March 2026.\n",
        "---\ntitle: Le mardi 12 mars 2026\ndate: 2026-02-03\n---\nVenez.\n",
        "---\ntitle: Fête\ndate: 2026-02-03\n---\nRendez-vous le lundi 12 mars.\n",
    ),
)
def day_and_date(subject: Subject) -> Iterator[Fault]:
    year = subject.post.published.year if subject.post else None
    if year == UNDATED:
        year = None
    for at, one in date_faults(subject.document.text, year):
        yield _fault(subject.in_text(at), one, year)
    for passage in subject.passages:
        for _, one in date_faults(passage.text, year):
            yield _fault(Location(key=passage.key), one, year)


def _fault(at: Location, one: DateFault, year: int | None) -> Fault:
    if one.real is not None and one.sure:
        return WEEKDAY(at, one.text, text=one.text, real=one.real)
    if one.real is not None:
        return NEAR(at, one.text, Severity.REVIEW, text=one.text, year=year)
    if one.figures:
        if one.sure:
            return AMBIGUOUS(at, one.text, text=one.text)
        return IN_FIGURES(at, one.text, Severity.REVIEW, text=one.text)
    return NO_SUCH_DAY(at, one.text, text=one.text)
