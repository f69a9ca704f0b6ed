from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Look, Network, Shape
from portevoix.networks.units import CHARACTERS

TIKTOK = Network(
    key="tiktok",
    label=Words("TikTok", "TikTok"),
    limit=2200,
    unit=CHARACTERS,
    count=utf16_units,
    aim=500,
    hashtags=Hashtags(maximum=5),
    link=Link.NOT_CLICKABLE,
    card="story",
    look=Look(shape=Shape.PICTURE, crop=(9, 16)),
    staff_only=True,
    wording=Words(
        "{opening} {message}\n\n"
        "{question}\n\n"
        "Le billet complet se trouve à cette adresse et dans le lien de notre profil :\n{link}\n\n"
        "{hashtags}",
        "{opening} {message}\n\n"
        "{question}\n\n"
        "Read the full post at this address, or through the link in our profile:\n{link}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://docs.zernio.com/platforms/tiktok",
            note="The caption of a video.",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(grade=Grade.UNSOURCED),
        "alt_limit": Fact(grade=Grade.UNSOURCED),
        "share": Fact(grade=Grade.UNSOURCED, note="No such address is known."),
    },
    checked_on=date(2026, 11, 21),
)
