"""What the checks allow."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

CHECKS = (
    Field(
        key="severity",
        value=Value.NAMED,
        choices=("block", "review", "note", "off"),
        about=Words("gravité d’une règle, par son numéro", "severity of a rule, by its number"),
        example="{R22: off}",
    ),
    Field(
        key="hashtags",
        value=Value.NUMBER,
        default="2",
        about=Words("mots-clics permis dans un texte", "hashtags allowed in a text"),
        example="3",
    ),
    Field(
        key="emojis",
        value=Value.NUMBER,
        default="3",
        about=Words("émojis permis dans un texte", "emojis allowed in a text"),
        example="1",
    ),
    Field(
        key="brackets",
        value=Value.FLAG,
        default="true",
        about=Words("accepter « citoyen(ne)s »", "accept “citoyen(ne)s”"),
        example="false",
    ),
)
