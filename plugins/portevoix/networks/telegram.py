from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Medium, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

TELEGRAM = Network(
    key="telegram",
    label=Words("Telegram", "Telegram"),
    limit=4096,
    unit=CHARACTERS,
    count=utf16_units,
    aim=1024,
    hashtags=Hashtags(maximum=2),
    link=Link.IN_TEXT,
    share=ShareLink(address="https://t.me/share/url", text="text", link="url"),
    medium=Medium.MESSAGING,
    wording=Words(
        "{title}\n\n"
        "{opening} {message}\n\n"
        "{points}\n\n"
        "Le billet complet : {link}\n\n"
        "{action}\n\n"
        "{hashtags}",
        "{title}\n\n"
        "{opening} {message}\n\n"
        "{points}\n\n"
        "The full post: {link}\n\n"
        "{action}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://docs.python-telegram-bot.org/en/stable/telegram.constants.html",
            note="1,024 under a picture, which texts aim at.",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(grade=Grade.UNSOURCED),
        "alt_limit": Fact(grade=Grade.UNSOURCED, note="Pictures have none there."),
        "share": Fact(grade=Grade.UNSOURCED),
    },
    checked_on=date(2026, 11, 21),
)
