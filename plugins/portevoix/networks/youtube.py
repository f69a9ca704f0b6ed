from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Look, Network, Shape
from portevoix.networks.units import CHARACTERS

YOUTUBE = Network(
    key="youtube",
    label=Words("YouTube (description)", "YouTube (description)"),
    limit=5000,
    unit=CHARACTERS,
    count=utf16_units,
    hashtags=Hashtags(maximum=3),
    link=Link.IN_TEXT,
    look=Look(shape=Shape.LETTER, crop=(0, 0)),
    staff_only=True,
    wording=Words(
        "{message}\n\n"
        "Le billet complet : {link}\n\n"
        "{context}\n\n"
        "Dans cette vidéo :\n{points}\n\n"
        "{action}\n\n"
        "{organisation}\n\n"
        "{hashtags}",
        "{message}\n\n"
        "The full post: {link}\n\n"
        "{context}\n\n"
        "In this video:\n{points}\n\n"
        "{action}\n\n"
        "{organisation}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.CODE,
            source="https://github.com/gitroomhq/postiz-app/blob/74b01ad/libraries/nestjs-libraries/src/integrations/social/youtube.provider.ts",
            note="The description of a video.",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(grade=Grade.UNSOURCED),
        "alt_limit": Fact(grade=Grade.UNSOURCED, note="A video has subtitles instead."),
        "share": Fact(grade=Grade.UNSOURCED, note="No such address is known."),
    },
    checked_on=date(2026, 11, 21),
)
