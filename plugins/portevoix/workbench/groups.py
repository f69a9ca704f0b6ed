"""The groups of the form of a post, in the order in which people are asked."""

from __future__ import annotations

from portevoix.language import Words
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    key: str
    title: Words
    fields: tuple[str, ...]
    is_open: bool = False  # shown open though nothing is written in it


# The order in which people are asked; what a kind alone has comes after the second.
GROUPS = (
    Group(
        key="start",
        title=Words("Le billet", "The post"),
        fields=("title", "date", "draft", "kind"),
        is_open=True,
    ),
    Group(
        key="says",
        title=Words("Ce qu’il dit ailleurs", "What it says elsewhere"),
        fields=("message", "description", "points", "question", "hashtags", "objective"),
        is_open=True,
    ),
    Group(key="call", title=Words("Le geste demandé", "What you ask for"), fields=("call",)),
    Group(key="picture", title=Words("L’image", "The picture"), fields=("picture",)),
    Group(
        key="filed",
        title=Words("Où il se range", "Where it is filed"),
        fields=("authors", "categories", "tags", "lang", "translation_of", "audience"),
    ),
    Group(key="measure", title=Words("La mesure", "The measure"), fields=("measure",)),
    Group(
        key="answers",
        title=Words("Les réponses prévues", "Expected comments"),
        fields=("answers",),
    ),
    Group(
        key="life",
        title=Words("Adresse et durée", "Address and time"),
        fields=("slug", "aliases", "updated", "expires", "published"),
    ),
)
