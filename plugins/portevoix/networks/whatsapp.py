from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Medium, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

WHATSAPP = Network(
    key="whatsapp",
    label=Words("WhatsApp", "WhatsApp"),
    limit=1024,
    unit=CHARACTERS,
    count=utf16_units,
    hashtags=Hashtags(maximum=0),
    link=Link.IN_TEXT,
    share=ShareLink(address="https://wa.me/", text="text"),
    medium=Medium.MESSAGING,
    wording=Words(
        "{opening} {message}\n\n{points}\n\n{call}\n\nTous les détails : {link}",
        "{opening} {message}\n\n{points}\n\n{call}\n\nAll the details: {link}",
    ),
    facts={
        "limit": Fact(grade=Grade.UNSOURCED, note="A caption; 4,096 for a text alone."),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE, note="A hashtag leads nowhere there."),
        "link": Fact(grade=Grade.UNSOURCED),
        "alt_limit": Fact(grade=Grade.UNSOURCED),
        "share": Fact(grade=Grade.UNSOURCED, note="Opens a conversation, never a channel."),
    },
    checked_on=date(2026, 11, 21),
)
