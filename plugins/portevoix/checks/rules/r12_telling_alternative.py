from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from portevoix.checks.findings import Severity
from portevoix.checks.rule import Fault, Wording, rule
from portevoix.checks.subject import Location, Subject
from portevoix.language import Words

FILE_NAME = Wording(
    Words(
        "Le texte de remplacement « {alt} » est un nom de fichier.",
        "The alternative text “{alt}” is a file name.",
    ),
    Words("Dites ce que montre l’image.", "Say what the picture shows."),
)
LONG = Wording(
    Words(
        "Le texte de remplacement compte {count} caractères : au-delà de {most}, il fatigue.",
        "The alternative text has {count} characters: beyond {most}, it is tiring to listen to.",
    ),
    Words(
        "Gardez l’essentiel, et décrivez le reste dans le texte, sous l’image.",
        "Keep what matters most, and describe the rest in the text, below the picture.",
    ),
)
IMAGE_OF = Wording(
    Words(
        "Le texte de remplacement commence par « {start} ».",
        "The alternative text begins with “{start}”.",
    ),
    Words(
        "Le lecteur d’écran annonce déjà une image : dites aussitôt ce qu’elle montre.",
        "Screen readers already announce a picture: say at once what it shows.",
    ),
)
NOTHING = Wording(
    Words(
        "Le texte de remplacement « {alt} » ne dit pas ce que montre l’image.",
        "The alternative text “{alt}” does not say what the picture shows.",
    ),
    Words(
        "Dites ce que l’on y voit et qui compte pour le texte.",
        "Say what is seen there that matters to the text.",
    ),
)
_MOST = 250  # characters
_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|heic|tiff?)$", re.I)
_CAMERA = re.compile(r"(?:img|dsc|dscn|image|photo|picture|pxl|capture|screenshot)[-_ ]?\d+", re.I)
_OPENING = re.compile(
    r"(?:image|photo(?:graphie)?|capture d[’']écran|picture|photograph|screenshot)"
    r" (?:de |d[’']|du |des |of )",
    re.I,
)
_BARE = re.compile(
    r"(?:une |an? |la |the )?(?:image|photo(?:graphie)?|illustration|visuel|picture|photograph|graphic)[ .]*",
    re.I,
)


@rule(
    id="R12",
    article="6.2",
    severity=Severity.BLOCK,
    title=Words(
        "Un texte de remplacement qui dit quelque chose", "Alternative text that says something"
    ),
    why=Words(
        "Un nom de fichier lu à voix haute n’apprend rien; un texte trop long se perd.",
        "A file name read aloud says nothing, and a text that is too long is hard to follow.",
    ),
    source="https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#1.3",
    passing=("![Le bassin rénové, vide](IMG_2034.jpg)\n", "![Le logo de la ville](x.png)\n"),
    failing=(
        "![IMG_2034](IMG_2034.jpg)\n",
        "![bassin-2026.png](bassin-2026.png)\n",
        "![plan_du_bassin](plan_du_bassin.png)\n",
        f"![{'Un bassin bleu et long. ' * 12}](bassin.jpg)\n",
        "![Photo du bassin](bassin.jpg)\n",
        "![Image](bassin.jpg)\n",
    ),
)
def telling_alternative(subject: Subject) -> Iterator[Fault]:
    texts = [(Location(image.at), image.alt, image.target) for image in subject.document.images]
    if subject.post and (picture := subject.post.picture):
        texts.append((Location(key="picture.alt"), picture.alt, picture.file))
    for at, alt, target in texts:
        if not alt:
            continue
        if _is_file_name(alt, target):
            yield FILE_NAME(at, alt, alt=alt[:60])
        elif _BARE.fullmatch(alt.strip()):
            yield NOTHING(at, alt, Severity.REVIEW, alt=alt[:60])
        elif len(alt) > _MOST:
            yield LONG(at, alt, Severity.REVIEW, count=len(alt), most=_MOST)
        elif found := _OPENING.match(alt):
            yield IMAGE_OF(at, alt, Severity.NOTE, start=found[0].strip())


def _is_file_name(alt: str, target: str) -> bool:
    if " " in alt.strip() and not _CAMERA.fullmatch(alt):
        return bool(_ENDING.search(alt)) and alt == unquote(target.rpartition("/")[2])
    if _ENDING.search(alt) or _CAMERA.fullmatch(alt):
        return True
    stem = unquote(target.rpartition("/")[2]).rpartition(".")[0]
    return alt == stem and ("_" in alt or any(map(str.isdigit, alt)))
