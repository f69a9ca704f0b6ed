"""The settings of `portevoix/charter`."""

from __future__ import annotations

from portevoix.fields import Field, Section, Value
from portevoix.language import Words

CHARTER = Section(
    key="charter",
    title=Words("Le module de la charte", "The charter’s plugin"),
    file="mkdocs.yml → plugins → portevoix/charter",
    fields=(
        Field(
            key="folder",
            value=Value.TEXT,
            default="charte",
            about=Words("dossier de la charte, sous docs/", "folder of the charter, in docs/"),
            example="regles",
        ),
    ),
)
