from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

FACEBOOK = Network(
    key="facebook",
    label=Words("Facebook", "Facebook"),
    limit=63_206,
    unit=CHARACTERS,
    count=utf16_units,
    aim=600,
    fold=477,
    hashtags=Hashtags(maximum=2),
    link=Link.FIRST_COMMENT,
    share=ShareLink(address="https://www.facebook.com/sharer/sharer.php", link="u"),
    wording=Words(
        "{opening} {message}\n\n"
        "{context}\n\n"
        "{question}\n\n"
        "{call}\n\n"
        "Le billet complet : {link}\n\n"
        "{hashtags}",
        "{opening} {message}\n\n"
        "{context}\n\n"
        "{question}\n\n"
        "{call}\n\n"
        "The full post: {link}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.CODE,
            source="https://github.com/gitroomhq/postiz-app/blob/74b01ad/libraries/nestjs-libraries/src/integrations/social/facebook.provider.ts",
            note="Other tools say 5,000 or 10,000.",
        ),
        "fold": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://socialk.it/fr/tools/facebook-character-counter",
            note="On a large screen; from 125 to 300 on a telephone.",
        ),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(
            grade=Grade.UNSOURCED,
            note="Since December 2025 some pages may send two posts with a link a month.",
        ),
        "alt_limit": Fact(grade=Grade.UNSOURCED),
        "share": Fact(
            grade=Grade.UNSOURCED, note="The address alone; a text must come from the person."
        ),
    },
    checked_on=date(2026, 11, 21),
)
