from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Look, Network, Shape
from portevoix.networks.units import CHARACTERS

INSTAGRAM = Network(
    key="instagram",
    label=Words("Instagram", "Instagram"),
    limit=2200,
    unit=CHARACTERS,
    count=utf16_units,
    fold=125,
    hashtags=Hashtags(maximum=5),
    link=Link.NOT_CLICKABLE,
    alt_limit=1000,
    card="portrait",
    look=Look(shape=Shape.PICTURE, crop=(4, 5)),
    wording=Words(
        "{opening} {message}\n\n"
        "{points}\n\n"
        "{question}\n\n"
        "{call}\n\n"
        "Le billet complet se trouve à cette adresse et dans le lien de notre profil :\n{link}\n\n"
        "{hashtags}",
        "{opening} {message}\n\n"
        "{points}\n\n"
        "{question}\n\n"
        "{call}\n\n"
        "Read the full post at this address, or through the link in our profile:\n{link}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.CODE,
            source="https://github.com/gitroomhq/postiz-app/blob/74b01ad/libraries/nestjs-libraries/src/integrations/social/instagram.provider.ts",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://www.socialmediatoday.com/news/instagrams-implementing-new-limits-on-hashtag-use/808309/",
            note="Five since December 2025; thirty before.",
        ),
        "link": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://www.ayrshare.com/docs/fr/apis/post/social-networks/instagram",
        ),
        "alt_limit": Fact(grade=Grade.UNSOURCED),
        "share": Fact(grade=Grade.UNSOURCED, note="No such address is known."),
    },
    checked_on=date(2026, 11, 21),
)
