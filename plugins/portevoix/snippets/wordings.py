"""How each network is spoken to, French and English, in one table that an organisation may amend.

A copied text is noise: LinkedIn explains and lists, X says one thing, Mastodon spells out,
Instagram leads to the profile, a short message is short. `give_up` says what goes first when
room is short; a part of several pieces goes piece by piece from its end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portevoix.language import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    text: Words
    give_up: tuple[str, ...] = (
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


_PROFILE = Words(
    "Le billet complet est à cette adresse, ou par le lien de notre profil :",
    "The full post is at this address, or through the link in our profile:",
)

WORDINGS: Mapping[str, Wording] = {
    "facebook": Wording(
        text=Words(
            "{opening} {message}\n\n{context}\n\n{question}\n\n{call}\n\n"
            "Le billet complet : {link}\n\n{hashtags}",
            "{opening} {message}\n\n{context}\n\n{question}\n\n{call}\n\n"
            "The full post: {link}\n\n{hashtags}",
        ),
    ),
    "x": Wording(
        text=Words(
            "{opening} {message}\n\n{link}\n\n{hashtags}",
            "{opening} {message}\n\n{link}\n\n{hashtags}",
        ),
    ),
    "linkedin": Wording(
        text=Words(
            "{opening} {message}\n\n{context}\n\nCe qu’il faut retenir :\n{points}\n\n"
            "{question}\n\n{call}\n\nLire le billet : {link}\n\n{hashtags}",
            "{opening} {message}\n\n{context}\n\nWhat to remember:\n{points}\n\n"
            "{question}\n\n{call}\n\nRead the post: {link}\n\n{hashtags}",
        ),
    ),
    "instagram": Wording(
        text=Words(
            "{opening} {message}\n\n{points}\n\n{question}\n\n{call}\n\n"
            f"{_PROFILE.fr}\n{{link}}\n\n{{hashtags}}",
            "{opening} {message}\n\n{points}\n\n{question}\n\n{call}\n\n"
            f"{_PROFILE.en}\n{{link}}\n\n{{hashtags}}",
        ),
    ),
    "threads": Wording(
        text=Words(
            "{opening} {message}\n\n{question}\n\n{link}\n\n{hashtags}",
            "{opening} {message}\n\n{question}\n\n{link}\n\n{hashtags}",
        ),
    ),
    "mastodon": Wording(
        text=Words(
            "{opening} {message}\n\n{context}\n\n{points}\n\n{call}\n\n"
            "Le billet : {link}\n\n{hashtags}",
            "{opening} {message}\n\n{context}\n\n{points}\n\n{call}\n\n"
            "The post: {link}\n\n{hashtags}",
        ),
    ),
    "bluesky": Wording(
        text=Words(
            "{opening} {message}\n\n{call}\n\n{link}\n\n{hashtags}",
            "{opening} {message}\n\n{call}\n\n{link}\n\n{hashtags}",
        ),
    ),
    "whatsapp": Wording(
        text=Words(
            "{opening} {message}\n\n{points}\n\n{call}\n\nTous les détails : {link}",
            "{opening} {message}\n\n{points}\n\n{call}\n\nAll the details: {link}",
        ),
    ),
    "telegram": Wording(
        text=Words(
            "{title}\n\n{opening} {message}\n\n{points}\n\n{action}\n\n{hashtags}\n\n{link}",
            "{title}\n\n{opening} {message}\n\n{points}\n\n{action}\n\n{hashtags}\n\n{link}",
        ),
    ),
    "tiktok": Wording(
        text=Words(
            f"{{opening}} {{message}}\n\n{{question}}\n\n{_PROFILE.fr}\n{{link}}\n\n{{hashtags}}",
            f"{{opening}} {{message}}\n\n{{question}}\n\n{_PROFILE.en}\n{{link}}\n\n{{hashtags}}",
        ),
    ),
    "youtube": Wording(
        text=Words(
            "{message}\n\nLe billet complet : {link}\n\n{context}\n\n"
            "Dans cette vidéo :\n{points}\n\n{action}\n\n{organisation}\n\n{hashtags}",
            "{message}\n\nThe full post: {link}\n\n{context}\n\n"
            "In this video:\n{points}\n\n{action}\n\n{organisation}\n\n{hashtags}",
        ),
    ),
    "email": Wording(
        text=Words(
            "{title}\n\n{message}\n\n{context}\n\n{points}\n\n{action}\n\nLire la suite : {link}",
            "{title}\n\n{message}\n\n{context}\n\n{points}\n\n{action}\n\nRead on: {link}",
        ),
    ),
    "sms": Wording(
        text=Words("{opening} {message}\n{link}", "{opening} {message}\n{link}"),
    ),
    "partner": Wording(
        text=Words(
            "Message à relayer, proposé par : {organisation}\n\n{title}\n\n{message}\n\n"
            "{context}\n\n{points}\n\n{action}\n\nLe billet complet : {link}",
            "A message to pass on, offered by: {organisation}\n\n{title}\n\n{message}\n\n"
            "{context}\n\n{points}\n\n{action}\n\nThe full post: {link}",
        ),
    ),
}

# What goes before the text where a network lets people choose to read on, by kind of post.
WARNINGS: Mapping[str, Words] = {
    "crisis": Words("Urgence : consignes en cours", "Emergency: instructions under way"),
}

FIRST_COMMENT = Words(
    "Le lien vers le billet est dans le premier commentaire.",
    "The link to the post is in the first comment.",
)
CALL_UNTIL = Words("{call} (jusqu’au {date})", "{call} (until {date})")
CALL_WITH_ADDRESS = Words("{call} : {url}", "{call}: {url}")
POINT = "– "
