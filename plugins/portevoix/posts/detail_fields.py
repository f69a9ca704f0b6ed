"""The details of a kind, as fields that people may write."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words
from portevoix.posts.kinds import Detail
from portevoix.posts.kinds import Value as Written

_WRITTEN = {
    Written.TEXT: Value.TEXT,
    Written.MOMENT: Value.MOMENT,
    Written.ADDRESS: Value.ADDRESS,
    Written.REFERENCE: Value.TEXT,
    Written.LINKS: Value.FORMS,
    Written.UPDATES: Value.FORMS,
    Written.CHOICE: Value.CHOICE,
}
_LINK = (
    Field(
        key="title",
        value=Value.TEXT,
        about=Words("texte du lien", "text of the link"),
        example="Le rapport",
    ),
    Field(
        key="url",
        value=Value.ADDRESS,
        about=Words("adresse", "address"),
        example="https://ville.example/rapport",
    ),
)
_UPDATE = (
    Field(
        key="at",
        value=Value.MOMENT,
        about=Words("moment", "moment"),
        example="2026-11-27 14:30",
        needed=True,
    ),
    Field(
        key="text",
        value=Value.TEXT,
        about=Words("ce qui est nouveau", "what is new"),
        example="La rue est rouverte.",
    ),
)
_BELOW = {Written.LINKS: _LINK, Written.UPDATES: _UPDATE}
_EXAMPLES = {
    Value.TEXT: "Un mot.",
    Value.MOMENT: "2026-12-05 18:00",
    Value.ADDRESS: "https://ville.example/",
}


def detail_field(detail: Detail) -> Field:
    value = _WRITTEN[detail.value]
    choices = tuple(one.key for one in detail.choices)
    return Field(
        key=detail.name,
        value=value,
        about=_about(detail),
        choices=choices,
        example=choices[0] if choices else _EXAMPLES.get(value, ""),
        below=_BELOW.get(detail.value, ()),
    )


def _about(detail: Detail) -> Words:
    if not detail.last:
        return detail.label
    return Words(
        f"{detail.label['fr']}; un jour seul compte en entier",
        f"{detail.label['en']}; a day alone counts whole",
    )
