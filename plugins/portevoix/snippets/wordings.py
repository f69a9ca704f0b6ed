"""What texts say beside each network's own wording, and what goes first when room is short."""

from __future__ import annotations

from portevoix.language import Words

# A part of several pieces goes piece by piece from its end; the message and the link never go.
GIVE_UP = (
    "organisation",
    "context",
    "question",
    "hashtags",
    "points",
    "action",
    "call",
    "title",
    "opening",
)

FIRST_COMMENT = Words(
    "Le lien vers le billet est dans le premier commentaire.",
    "The link to the post is in the first comment.",
)
CALL_UNTIL = Words("{call} (jusqu’au {date})", "{call} (until {date})")
CALL_WITH_ADDRESS = Words("{call} : {url}", "{call}: {url}")
POINT = "– "
