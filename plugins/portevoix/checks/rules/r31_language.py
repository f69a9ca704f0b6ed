from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Beyond, Example, Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

NO_FRENCH = Wording(
    Words(
        "Le billet est en « {lang} » et n’a pas de version française.",
        "The post is in “{lang}” and has no French version.",
    ),
    Words(
        "Publiez d’abord la version française, puis liez-la par « translation_of ».",
        "Publish the French version first, then link this one to it with “translation_of”.",
    ),
)
ONE_ONLY = Wording(
    Words(
        "Le billet n’est traduit qu’en une langue étrangère.",
        "The post is translated into only one foreign language.",
    ),
    Words(
        "En France, une traduction publique se fait en deux langues étrangères au moins.",
        "In France, public bodies that translate a text must do so into at least two foreign languages.",
    ),
)
_FR = "---\ntitle: Piscine\nslug: piscine\ndate: 2026-02-03\n---\nVenez.\n"
_EN = "---\ntitle: Pool\nslug: pool\nlang: en\ndate: 2026-02-03\n---\nCome.\n"
_PAIR = _EN.replace("lang: en", "lang: en\ntranslation_of: piscine")


@rule(
    id="R31",
    article="16",
    severity=Severity.BLOCK,
    scope=Scope.POST,
    beyond=(Beyond.TRANSLATIONS,),
    title=Words("Le français d’abord", "French first"),
    why=Words(
        "La loi fait du français la langue des communications publiques, au Québec comme en France.",
        "In Québec as in France, the law makes French the language of public communications.",
    ),
    source="https://www.legisquebec.gouv.qc.ca/fr/document/lc/C-11",
    passing=(Example(text=_PAIR, beside=(_FR,)), _FR),
    failing=(
        Example(text=_EN),
        Example(text=_FR, beside=(_PAIR,), profile="fr-FR"),
    ),
)
def language(subject: Subject) -> Iterator[Fault]:
    post, law = subject.post, subject.site.profile
    assert post is not None
    if subject.translations is None or law not in ("fr-CA", "fr-FR"):
        return
    spoken = {one.lang[:2] for one in (post, *subject.translations)}
    if "fr" not in spoken:
        yield NO_FRENCH(Location(key="lang"), post.lang, lang=post.lang)
    elif law == "fr-FR" and post.lang.startswith("fr") and len(spoken) == 2:
        yield ONE_ONLY(Location(key="title"), post.title, Severity.REVIEW)
