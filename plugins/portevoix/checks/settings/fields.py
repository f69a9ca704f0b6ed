"""What elus.yml may hold: names not to promote in an election period, and its days."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words

OFFICIALS = Section(
    key="officials",
    title=Words("Les élus et les périodes de réserve", "Officials and election periods"),
    file="docs/elus.yml",
    fields=(
        Field(
            key="names",
            value=Value.TEXTS,
            about=Words(
                "noms à ne pas mettre en avant", "names not to promote during these periods"
            ),
            example="[Dominique Tremblay]",
        ),
        Field(
            key="reserve",
            value=Value.FORMS,
            about=Words("périodes de réserve", "election periods"),
            below=(
                Field(
                    key="from",
                    value=Value.DAY,
                    about=Words("premier jour", "first day"),
                    example="2029-09-20",
                ),
                Field(
                    key="until",
                    value=Value.DAY,
                    about=Words("dernier jour", "last day"),
                    example="2029-11-04",
                ),
            ),
        ),
    ),
)
