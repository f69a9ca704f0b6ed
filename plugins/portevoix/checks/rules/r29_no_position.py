from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Beyond, Example, Fault, Wording, rule
from portevoix.checks.subject import Location, Photograph, Subject
from portevoix.language import Words

LOCATED = Wording(
    Words(
        "La photo « {file} » dit où elle a été prise.",
        "The photo “{file}” reveals where it was taken.",
    ),
    Words(
        "Remplacez le fichier par une copie sans sa position, car l’original se partage aussi : sous "
        "Windows, Propriétés, Détails, « Supprimer les propriétés »; dans une application de photos, "
        "exportez sans le lieu.",
        "Replace the file with a copy that does not hold its location, as the original is shared too: "
        "in Windows, Properties, Details, “Remove Properties”; in a photo application, export "
        "without the location.",
    ),
)
_HERE = {"bassin.jpg": Photograph(position=True)}


@rule(
    id="R29",
    article="13.1",
    severity=Severity.BLOCK,
    beyond=(Beyond.PICTURES,),
    title=Words("Des photos sans position", "Photos that do not reveal a location"),
    why=Words(
        "Les coordonnées cachées dans une photo mènent à une école, à un logement, à une personne.",
        "Coordinates hidden in a photo can lead to a school, a home or a person.",
    ),
    source="https://www.cnil.fr/fr/reagir-en-cas-de-publication-de-photos",
    passing=(Example(text="![Le bassin](bassin.jpg)\n", photographs={"bassin.jpg": Photograph()}),),
    failing=(
        Example(text="![Le bassin](bassin.jpg)\n", photographs=_HERE),
        Example(
            text="---\ntitle: Piscine\ndate: 2026-02-03\npicture:\n  file: bassin.jpg\n---\nVenez.\n",
            photographs=_HERE,
        ),
    ),
)
def no_position(subject: Subject) -> Iterator[Fault]:
    if not any(one.position for one in subject.photographs.values()):
        return
    seen: set[str] = set()
    if subject.post and (picture := subject.post.picture):
        found = subject.photographs.get(picture.file)
        if found and found.position:
            seen.add(picture.file)
            yield LOCATED(Location(key="picture.file"), picture.file, file=picture.file)
    for image in subject.document.images:
        found = subject.photographs.get(image.target)
        if found and found.position and image.target not in seen:
            seen.add(image.target)
            yield LOCATED(Location(image.at), image.target, file=image.target)
