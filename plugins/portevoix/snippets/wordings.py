"""What texts say beside each network's own wording, and what goes first when room is short."""

from __future__ import annotations

from collections.abc import Mapping

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
CALL_IN_COMMENT = Words(
    "{call} : le lien est dans le premier commentaire.",
    "{call}: the link is in the first comment.",
)
CALL_UNTIL = Words("{call} (jusqu’au {date})", "{call} (until {date})")
CALL_WITH_ADDRESS = Words("{call} : {url}", "{call}: {url}")
# Where the network has no room for a second link, or would make its card of it.
CALL_IN_POST = Words("{call} : le lien est dans le billet.", "{call}: the link is in the post.")
# The call's own words were said already: what is left is where, and until when.
HERE = Words("À faire ici", "Do it here")
HERE_UNTIL = Words("À faire jusqu’au {date}", "To do by {date}")
POINT = "– "
COLON = Words("\u00a0:", ":")
DASH = Words("\u00a0–", " –")
# A consultation that has ended, whose message still invites.
ENDED = Words("La consultation « {title} » est terminée.", "The consultation “{title}” has ended.")
RESULTS = Words(
    "Les résultats de la consultation « {title} » sont publiés.",
    "The results of the consultation “{title}” are out.",
)
SEE_RESULTS = Words("Voyez les résultats", "See the results")
# Where the matter stands, before the title that an e-mail has for its subject; by `State`.
SUBJECTS: Mapping[str, Words] = {
    "closed": Words("Consultation terminée", "Consultation ended"),
    "results": Words("Résultats", "Results"),
}
