"""What entendu.yml may hold: what was heard, and what came of it."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words

HEARD = Section(
    key="heard",
    title=Words("Ce que vous avez entendu, ce que vous avez fait", "What you heard, what you did"),
    file="docs/entendu.yml",
    fields=(
        Field(
            key="date",
            value=Value.DAY,
            about=Words("jour où vous le dites", "day on which you tell it"),
            example="2026-11-20",
            needed=True,
        ),
        Field(
            key="heard",
            value=Value.TEXT,
            about=Words(
                "ce que les gens ont dit, dans vos mots, sans nom",
                "what people said, in your words, without a name",
            ),
            example="Le bain libre finit trop tôt.",
            needed=True,
        ),
        Field(
            key="did",
            value=Value.TEXT,
            about=Words("ce que vous avez fait", "what you did"),
            example="La piscine ferme une heure plus tard.",
        ),
        Field(
            key="because",
            value=Value.TEXT,
            about=Words("sinon, pourquoi vous ne l’avez pas fait", "if you did not, why"),
            example="Le règlement l’interdit.",
        ),
        Field(
            key="promised",
            value=Value.DAY,
            about=Words(
                "sans suite encore : le jour où vous répondrez",
                "nothing came of it yet: the day on which you will answer",
            ),
            example="2026-12-15",
        ),
        Field(
            key="posts",
            value=Value.TEXTS,
            about=Words(
                "billets sous lesquels le montrer : la fin de leur adresse",
                "posts below which it is shown: the end of their address",
            ),
            example="[piscine]",
        ),
        Field(
            key="link",
            value=Value.ADDRESS,
            about=Words("page qui en dit plus", "page that tells more"),
            example="https://ville.example/piscine/",
        ),
        Field(
            key="lang",
            value=Value.TEXT,
            about=Words("langue; celle du site à défaut", "language; by default, that of the site"),
            example="en",
        ),
        Field(
            key="id",
            value=Value.TEXT,
            about=Words(
                "ancre sur la page; à défaut, la date et les premiers mots",
                "anchor on the page; by default, the date and the first words",
            ),
            example="bain-libre",
        ),
    ),
)
