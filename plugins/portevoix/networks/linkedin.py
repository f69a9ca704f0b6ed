from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Look, Network, Shape
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

LINKEDIN = Network(
    key="linkedin",
    label=Words("LinkedIn", "LinkedIn"),
    limit=3000,
    unit=CHARACTERS,
    count=utf16_units,
    fold=210,
    hashtags=Hashtags(maximum=3),
    link=Link.FIRST_COMMENT,
    alt_limit=300,
    share=ShareLink(address="https://www.linkedin.com/sharing/share-offsite/", link="url"),
    look=Look(shape=Shape.LINK, crop=(1200, 627)),
    wording=Words(
        "{opening} {message}\n\n"
        "{context}\n\n"
        "En bref :\n{points}\n\n"
        "{question}\n\n"
        "{call}\n\n"
        "Lire le billet : {link}\n\n"
        "{hashtags}",
        "{opening} {message}\n\n"
        "{context}\n\n"
        "In short:\n{points}\n\n"
        "{question}\n\n"
        "{call}\n\n"
        "Read the post: {link}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.CODE,
            source="https://github.com/gitroomhq/postiz-app/blob/74b01ad/libraries/nestjs-libraries/src/integrations/social/linkedin.provider.ts",
        ),
        "fold": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://socialrails.com/",
            note="On a large screen; about 140 on a telephone.",
        ),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://www.ayrshare.com/docs/fr/apis/post/social-networks/linkedin",
        ),
        "alt_limit": Fact(grade=Grade.UNSOURCED, note="4,086 through the programming interface."),
        "share": Fact(
            grade=Grade.UNSOURCED, note="The address alone; every other parameter is ignored."
        ),
    },
    checked_on=date(2026, 11, 21),
)
