"""The table of remarks, each with its words and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portevoix.language import Words
from portevoix.snippets.style import remarks
from portevoix.snippets.style.said import Said
from portevoix.values import dataclass

_POST = "https://exemple.org/blog/piscine/"
_LONG = "La piscine rouvre lundi après trois mois de travaux, chauffage compris."


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    key: str
    message: Words
    todo: Words
    find: Callable[[Said], Iterator[str]]
    passing: tuple[Said, ...]
    failing: tuple[Said, ...]


REMARKS: tuple[Remark, ...] = (
    Remark(
        key="capital",
        message=Words(
            "Une majuscule suit un deux-points : « {passage} ».",
            "A capital follows a colon: “{passage}”.",
        ),
        todo=Words(
            "Écrivez une minuscule, ou remplacez le deux-points par un point.",
            "Write it in lower case, or replace the colon with a period.",
        ),
        find=remarks.capital_after_colon,
        passing=(
            Said(parts=(f"Piscine : les bassins rouvrent.\n\n{_POST}",)),
            Said(parts=("À lire : Le Havre rouvre ses bassins. Réponse : Montréal.",)),
            Said(parts=("Pool: Montréal opens on Monday.",), lang="en"),
        ),
        failing=(
            Said(parts=(f"Piscine : Les bassins rouvrent.\n\n{_POST}",)),
            Said(parts=("C’est décidé : Dès lundi, on nage.",)),
            Said(parts=("Pool: The doors open on Monday.",), lang="en"),
        ),
    ),
    Remark(
        key="twice",
        message=Words(
            "Cette ligne répète une autre : « {passage} ».",
            "This line repeats another: “{passage}”.",
        ),
        todo=Words("Retirez-la, ou dites ce qui manque.", "Remove it, or say what is missing."),
        find=remarks.line_said_twice,
        passing=(
            Said(parts=("La piscine rouvre lundi.\n\nLe chauffage est neuf.",)),
            Said(parts=("La piscine rouvre lundi.\n\nLe chauffage de la piscine est neuf.",)),
        ),
        failing=(
            Said(parts=("La piscine rouvre lundi à 8 h.\n\nLundi, la piscine rouvre.",)),
            Said(parts=("Inscrivez votre rue : vous saurez la veille.\n\nInscrivez votre rue",)),
        ),
    ),
    Remark(
        key="call",
        message=Words(
            "L’appel « {passage} » ne dit pas où aller.",
            "The call “{passage}” does not say where to go.",
        ),
        todo=Words(
            "Ajoutez son adresse, ou dites où la trouver.",
            "Add its address, or say where to find it.",
        ),
        find=remarks.call_without_a_place,
        passing=(
            Said(
                parts=("Ça rouvre.\n\nRéservez un couloir : https://exemple.org/c/",),
                call="Réservez un couloir",
            ),
            Said(
                parts=("Réservez un couloir : le lien est dans le billet.",),
                call="Réservez un couloir",
            ),
            Said(parts=("Ça rouvre lundi.",), call="Réservez un couloir"),
        ),
        failing=(
            Said(
                parts=(f"Réservez un couloir\n\nLe billet complet : {_POST}",),
                call="Réservez un couloir",
            ),
            Said(parts=(f"Book a lane!\n\n{_POST}",), call="Book a lane", lang="en"),
        ),
    ),
    Remark(
        key="short",
        message=Words(
            "Ce message de la suite est très court : « {passage} ».",
            "This message of the thread is very short: “{passage}”.",
        ),
        todo=Words("Joignez-le à un autre.", "Combine it with another."),
        find=remarks.short_message,
        passing=(
            Said(parts=("La piscine rouvre.",)),
            Said(parts=(f"{_LONG} (1/2)", f"{_LONG} (2/2)")),
        ),
        failing=(Said(parts=(f"{_LONG} (1/2)", "412 réponses, dont 131 sur papier. (2/2)")),),
    ),
    Remark(
        key="orphan",
        message=Words(
            "Ce passage est coupé de ce qui l’éclaire : « {passage} ».",
            "This passage is cut off from what explains it: “{passage}”.",
        ),
        todo=Words(
            "Gardez la question avec sa réponse, et le pronom avec le nom qu’il remplace.",
            "Keep the question with its answer, and the pronoun with its noun.",
        ),
        find=remarks.orphan,
        passing=(
            Said(
                parts=("La vôtre est brune? Laissez-la couler.",),
                source="La vôtre est brune? Laissez-la couler.",
            ),
            Said(
                parts=(
                    f"{_LONG} (1/2)",
                    "Il faut réserver : les places sont comptées, comme toujours. (2/2)",
                )
            ),
            Said(parts=("Quel bassin préférez-vous?",)),
        ),
        failing=(
            Said(
                parts=("L’eau est bonne. La vôtre est brune?",),
                source="La vôtre est brune? Laissez-la couler.",
            ),
            Said(
                parts=("Elle vient du nettoyage.",),
                source="L’eau est colorée en brun clair. Elle vient du nettoyage.",
            ),
            Said(
                parts=(
                    f"{_LONG} (1/2)",
                    "Elle est chauffée à 27 degrés, et les vestiaires sont accessibles. (2/2)",
                )
            ),
            Said(parts=(f"{_LONG} Et l’eau? (1/2)", f"{_LONG} (2/2)")),
        ),
    ),
    Remark(
        key="spaces",
        message=Words(
            "Deux espaces se suivent : « {passage} ».", "Two spaces in a row: “{passage}”."
        ),
        todo=Words("Gardez-en une.", "Keep one."),
        find=remarks.spaces_in_a_row,
        passing=(Said(parts=("La piscine\u00a0: lundi.\n\n– Un\n– Deux",)),),
        failing=(Said(parts=("La  piscine rouvre.",)), Said(parts=("La piscine \u00a0: lundi.",))),
    ),
    Remark(
        key="signs",
        message=Words(
            "Deux signes se suivent : « {passage} ».",
            "Two punctuation marks in a row: “{passage}”.",
        ),
        todo=Words("Gardez celui qui convient.", "Keep the right one."),
        find=remarks.signs_in_a_row,
        passing=(
            Said(parts=("Lundi... peut-être. Vraiment?! Oui. Voir https://exemple.org/a..b?c",)),
        ),
        failing=(
            Said(parts=("La piscine rouvre lundi..",)),
            Said(parts=("La piscine rouvre!!",)),
            Said(parts=("Rouvre-t-elle?.",)),
            Said(parts=("Lundi,, mardi.",)),
        ),
    ),
)


def remarks_on(said: Said) -> Iterator[tuple[Remark, str]]:
    """Each remark on a text, with the passage that it is about."""
    for remark in REMARKS:
        for passage in remark.find(said):
            yield remark, passage
