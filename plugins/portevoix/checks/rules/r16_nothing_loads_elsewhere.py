from __future__ import annotations

from collections.abc import Iterator

from portevoix.checks.detection import host_of, loads_elsewhere
from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

LOADS = Wording(
    Words(
        "La page chargerait « {what} » depuis {host}, qui verrait chaque lecteur passer.",
        "The page would load “{what}” from {host}, which could then see every reader.",
    ),
    Words(
        "Remplacez-le par une image à nous et un lien simple vers {host}.",
        "Replace it with a picture of our own and a plain link to {host}.",
    ),
)
PICTURE = Wording(
    Words(
        "L’image viendrait de {host}, qui verrait chaque lecteur passer.",
        "The picture would come from {host}, which could then see every reader.",
    ),
    Words(
        "Copiez-la dans le dossier du billet, si sa licence le permet.",
        "Copy it into the post’s folder, if its licence allows.",
    ),
)


@rule(
    id="R16",
    article="13.2",
    severity=Severity.BLOCK,
    title=Words("Aucun contenu venu d’un autre site", "Nothing from another site"),
    why=Words(
        "Lire un avis public ne doit pas livrer son adresse à un tiers.",
        "No one should have to give their address to a third party to read a public notice.",
    ),
    source="https://www.legisquebec.gouv.qc.ca/fr/document/lc/A-2.1",
    passing=(
        "![Bassin](bassin.jpg)\n",
        "[Voir la vidéo](https://video.exemple.net/x)\n",
        "![Bassin](https://blog.exemple.org/bassin.jpg)\n",
        '`<iframe src="https://video.exemple.net/x">`\n',
    ),
    failing=(
        '<iframe src="https://video.exemple.net/x"></iframe>\n',
        '<script async src="//reseau.exemple.net/w.js"></script>\n',
        "![Bassin](https://images.exemple.net/bassin.jpg)\n",
        '<img alt="Bassin" src="https://images.exemple.net/bassin.jpg">\n',
    ),
)
def nothing_loads_elsewhere(subject: Subject) -> Iterator[Fault]:
    site = subject.site.url
    for image in subject.document.images:
        if host := host_of(image.target, site):
            yield PICTURE(Location(image.at), image.target, host=host)
    for element in subject.document.elements:
        if element.name != "img" and (host := loads_elsewhere(element, site)):
            yield LOADS(Location(element.at), f"<{element.name}>", what=element.name, host=host)
