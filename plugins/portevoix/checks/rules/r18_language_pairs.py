from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import in_words
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Beyond, Example, Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

TWICE = Wording(
    Words(
        "Deux billets disent la même chose en « {lang} » : {other} aussi.",
        "Two posts are the same text in “{lang}”: the other is {other}.",
    ),
    Words("Gardez-en un.", "Keep one of them."),
)
APART = Wording(
    Words(
        "La version « {lang} » porte une autre date : {date}.",
        "The “{lang}” version has another date: {date}.",
    ),
    Words("Publiez les deux versions le même jour.", "Publish both versions on the same day."),
)
BEHIND = Wording(
    Words(
        "La version « {lang} » a été revue le {date}; celle-ci a plus de {days} jours de retard.",
        "The “{lang}” version was updated on {date}; this one is more than {days} days behind.",
    ),
    Words(
        "Revoyez celle-ci, puis datez-la dans « updated ».",
        "Update this one, then give the date in “updated”.",
    ),
)
_DAYS = 30
_FR = "---\ntitle: Piscine\nslug: piscine\ndate: 2026-02-03\n{more}---\nVenez.\n"
_EN = "---\ntitle: Pool\nslug: pool\nlang: en\ntranslation_of: piscine\ndate: {date}\n---\nCome.\n"


@rule(
    id="R18",
    article="16",
    severity=Severity.REVIEW,
    scope=Scope.POST,
    beyond=(Beyond.TRANSLATIONS,),
    title=Words("Les versions vont par paires", "Versions go in pairs"),
    why=Words(
        "Une version qui paraît plus tard, ou que l’on oublie de corriger, traite mal ses lecteurs.",
        "A version that comes out late, or that is left uncorrected, does its readers a disservice.",
    ),
    source="https://www.canada.ca/fr/conseil-tresor/services/innovation/politiques-langues-officielles.html",
    passing=(Example(text=_FR.format(more=""), beside=(_EN.format(date="2026-02-03"),)),),
    failing=(
        Example(text=_EN.format(date="2026-02-05"), beside=(_FR.format(more=""),)),
        Example(
            text=_EN.format(date="2026-02-03"), beside=(_FR.format(more="updated: 2026-05-01\n"),)
        ),
        Example(
            text=_EN.format(date="2026-02-03"),
            file="z.md",
            beside=(_FR.format(more=""), _EN.format(date="2026-02-03").replace("pool", "p2")),
        ),
    ),
)
def language_pairs(subject: Subject) -> Iterator[Fault]:
    post = subject.post
    assert post is not None
    key = Location(key="translation_of" if post.translation_of else "title")
    for other in subject.translations or ():
        if (other.slug, other.file) == (post.slug, post.file):
            continue
        date = in_words(other.updated.date())
        if other.lang == post.lang:
            if other.file < post.file:  # found once, on one of the two
                yield TWICE(key, post.title, Severity.BLOCK, lang=other.lang, other=other.file)
        elif other.published.date() != post.published.date():
            if post.slug != other.translation_of:  # found once, on the translation
                yield APART(
                    Location(key="date"),
                    post.published.date().isoformat(),
                    lang=other.lang,
                    date=in_words(other.published.date()),
                )
        elif (other.updated - post.updated).days > _DAYS:
            yield BEHIND(key, post.title, lang=other.lang, date=date, days=_DAYS)
