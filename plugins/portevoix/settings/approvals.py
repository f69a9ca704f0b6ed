"""Who has to agree before a text goes out."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

APPROVALS = (
    Field(
        key="required",
        value=Value.FLAG,
        default="false",
        about=Words(
            "si rien ne part sans approbation : ni envoi, ni fichier d’un outil, ni fil d’un réseau",
            "whether nothing goes out without approval: no sending, no file for a tool, no network feed",
        ),
        example="true",
    ),
    Field(
        key="roles",
        value=Value.TEXTS,
        about=Words(
            "rôles qui doivent tous approuver; sans eux, une approbation suffit",
            "roles that must all approve; without them, one approval is enough",
        ),
        example="[Direction des communications, Service juridique]",
    ),
    Field(
        key="since",
        value=Value.DAY,
        about=Words(
            "les billets parus avant ce jour n’attendent personne",
            "posts published before that day need no approval",
        ),
        example="2026-12-01",
    ),
    Field(
        key="file",
        value=Value.TEXT,
        default="approvals.jsonl",
        about=Words(
            "registre des approbations, à côté de mkdocs.yml; finit par .jsonl",
            "register of approvals, beside mkdocs.yml; ends in .jsonl",
        ),
        example="approbations.jsonl",
    ),
)
