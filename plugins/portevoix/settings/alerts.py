"""What is due: who is told of it in the morning."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

ALERTS = (
    Field(
        key="mail_to",
        value=Value.TEXTS,
        about=Words(
            "adresses qui reçoivent le courriel du matin (`today --morning`)",
            "addresses that get the morning mail (`today --morning`)",
        ),
        example="[communications@ville.example]",
    ),
    Field(
        key="checked",
        value=Value.NAMED,
        about=Words(
            "jour où vous avez vérifié vous-mêmes ce que nous savons d’un réseau",
            "day when you checked what we know of a network yourselves",
        ),
        example="{mastodon: 2027-06-01}",
    ),
    Field(
        key="links",
        value=Value.TEXT,
        default="liens.csv",
        about=Words(
            "ce que la dernière vérification des liens a trouvé, à côté de mkdocs.yml",
            "what the last check of links found, beside mkdocs.yml",
        ),
        example="links.csv",
    ),
)
