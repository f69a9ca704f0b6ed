from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

MISSING = Wording(
    Words(
        "L’image « {file} » n’a pas de texte de remplacement.",
        "The picture “{file}” has no alternative text.",
    ),
    Words(
        "Dites en une phrase ce qu’elle montre; si elle ne fait que décorer, ajoutez "
        "{{ .decorative }} après elle.",
        "Say in one sentence what it shows; if it is only decorative, add {{ .decorative }} after it.",
    ),
)
LEAD = Wording(
    Words(
        "L’image du billet n’a pas de texte de remplacement.",
        "The post’s picture has no alternative text.",
    ),
    Words(
        "Écrivez « picture.alt »; si elle ne fait que décorer, mettez « picture.decorative » à « true ».",
        "Write “picture.alt”; if it is only decorative, set “picture.decorative” to “true”.",
    ),
)
_HEAD = "---\ntitle: Piscine\ndate: 2026-02-03\npicture:\n  file: bassin.jpg\n"


@rule(
    id="R11",
    article="6.2",
    severity=Severity.BLOCK,
    title=Words("Un texte de remplacement", "An alternative text"),
    why=Words(
        "Qui ne voit pas l’image doit apprendre ce qu’elle apprend aux autres.",
        "People who cannot see the picture should learn what it tells everyone else.",
    ),
    source="https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#1.1",
    passing=(
        "![Le bassin rénové, vide](bassin.jpg)\n",
        "![](filet.svg){ .decorative }\n",
        '<img src="filet.svg" alt="" role="presentation">\n',
        _HEAD + "  alt: Le bassin rénové\n---\nVenez.\n",
        _HEAD + "  decorative: true\n---\nVenez.\n",
        "Écrivez `![](photo.jpg)` ainsi.\n",
        'On écrit :\n\n    <img src="photo.jpg">\n\nVenez.\n',
    ),
    failing=(
        "![](bassin.jpg)\n",
        '<img src="bassin.jpg">\n',
        '<a href="/"><img src="bassin.jpg" alt=""></a>\n',
        '<div>\n\n    <img src="bassin.jpg">\n\n</div>\n',
        _HEAD + "---\nVenez.\n",
    ),
)
def alternative_text(subject: Subject) -> Iterator[Fault]:
    picture = subject.post.picture if subject.post else None
    if picture and not picture.alt and not picture.decorative:
        yield LEAD(Location(key="picture"), picture.file)
    for image in subject.document.images:
        if not image.alt and not image.decorative:
            file = image.target.rpartition("/")[2][:60] or "?"
            yield MISSING(Location(image.at), file=file)
