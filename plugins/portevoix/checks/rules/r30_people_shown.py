from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portevoix.checks.detection import in_words
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Example, Fault, Scope, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words
from portevoix.posts import Post

UNSAID = Wording(
    Words("L’image ne dit pas : {missing}.", "The picture does not say: {missing}."),
    Words(
        "Complétez « picture » dans l’en-tête du billet.",
        "Complete “picture” in the post’s front matter.",
    ),
)
NO_CONSENT = Wording(
    Words(
        "L’image montre des personnes reconnaissables sans référence de consentement.",
        "The picture shows people who can be recognized, but has no consent reference.",
    ),
    Words(
        "Notez le numéro interne du formulaire dans « picture.consent », ou changez d’image.",
        "Write the internal number of the form in “picture.consent”, or use another picture.",
    ),
)
MINORS = Wording(
    Words(
        "L’image montre des mineurs sans référence d’accord des parents.",
        "The picture shows minors, but has no reference for their parents’ consent.",
    ),
    Words(
        "Notez le numéro interne de l’accord dans « picture.consent », ou changez d’image.",
        "Write the internal number of the consent in “picture.consent”, or use another picture.",
    ),
)
OVERDUE = Wording(
    Words(
        "Le consentement des personnes photographiées a pris fin le {until}.",
        "The consent of the people in the photo ended on {until}.",
    ),
    Words(
        "Retirez l’image, ou obtenez un nouvel accord et changez « picture.consent_until ».",
        "Remove the picture, or obtain consent again and change “picture.consent_until”.",
    ),
)
ENDING = Wording(
    Words("Le consentement prend fin le {until}.", "The consent ends on {until}."),
    Words(
        "Demandez s’il peut être prolongé, ou choisissez une autre image.",
        "Ask whether it can be extended, or choose another picture.",
    ),
)
_WARNING = 30  # days before the end
_NAMES = {
    "credit": Words("qui l’a faite (credit)", "who made it (credit)"),
    "licence": Words("sa licence (licence)", "its licence (licence)"),
    "people": Words("qui l’on y reconnaît (people)", "who can be recognized (people)"),
}
_HEAD = (
    "---\ntitle: Piscine\ndate: 2026-02-03\npicture:\n  file: b.jpg\n  alt: Le bassin\n"
    "  credit: Service des loisirs\n  licence: CC BY 4.0\n"
)


def _days_of_consent(post: Post) -> Iterator[date]:
    """From when the end of a consent is near, and from when it is past."""
    if post.picture and (until := post.picture.consent_until):
        day = until.toordinal()
        yield date.fromordinal(max(day - _WARNING, date.min.toordinal()))
        yield date.fromordinal(min(day + 1, date.max.toordinal()))


@rule(
    id="R30",
    article="14.2",
    severity=Severity.BLOCK,
    scope=Scope.POST,
    changes_on=_days_of_consent,
    title=Words("Les droits des personnes photographiées", "Rights of the people in photos"),
    why=Words(
        "Le consentement vaut pour un usage et un temps; pour un enfant, ses parents le donnent.",
        "Consent is given for one use and for a limited time; for a child, the parents give it.",
    ),
    source="https://www.legisquebec.gouv.qc.ca/fr/document/lc/CCQ-1991",
    passing=(
        _HEAD + "  people: none\n---\nVenez.\n",
        _HEAD
        + "  people: recognisable\n  consent: C-12\n  consent_until: 2027-02-03\n---\nVenez.\n",
    ),
    failing=(
        "---\ntitle: Piscine\ndate: 2026-02-03\npicture:\n  file: b.jpg\n---\nVenez.\n",
        _HEAD + "  people: recognisable\n---\nVenez.\n",
        _HEAD + "  people: crowd\n  minors: true\n---\nVenez.\n",
        Example(
            text=_HEAD + "  people: recognisable\n  consent: C-12\n  consent_until: 2026-03-20\n"
            "---\nVenez.\n",
            today=date(2026, 4, 1),
        ),
        Example(
            text=_HEAD + "  people: recognisable\n  consent: C-12\n  consent_until: 2026-03-20\n"
            "---\nVenez.\n",
            today=date(2026, 3, 1),
        ),
    ),
)
def people_shown(subject: Subject) -> Iterator[Fault]:
    picture = subject.post.picture if subject.post else None
    if picture is None:
        return
    assert subject.today is not None
    if picture.consent_until and picture.consent_until < subject.today:
        until = picture.consent_until.isoformat()
        yield OVERDUE(
            Location(key="picture.consent_until"), until, until=in_words(picture.consent_until)
        )
        return  # the picture must go: what else it lacks is no matter
    shown = Location(key="picture")
    missing = [
        name
        for name, written in (
            ("credit", picture.credit),
            ("licence", picture.licence),
            ("people", picture.people or picture.minors or picture.consent),
        )
        if not written
    ]
    if missing:
        names = Words(
            ", ".join(_NAMES[name].fr for name in missing),
            ", ".join(_NAMES[name].en for name in missing),
        )
        yield UNSAID(shown, picture.file, Severity.REVIEW, missing=names)
    if picture.minors and not picture.consent:
        yield MINORS(shown, picture.file)
    elif picture.people == "recognisable" and not picture.consent:
        yield NO_CONSENT(shown, picture.file)
    if picture.consent_until and (picture.consent_until - subject.today).days <= _WARNING:
        until = picture.consent_until.isoformat()
        yield ENDING(
            Location(key="picture.consent_until"),
            until,
            Severity.NOTE,
            until=in_words(picture.consent_until),
        )
