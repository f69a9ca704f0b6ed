from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Medium, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

PARTNER = Network(
    key="partner",
    label=Words("Intranet et partenaires", "Intranet and partners"),
    limit=5000,
    unit=CHARACTERS,
    count=utf16_units,
    aim=1500,
    hashtags=Hashtags(maximum=0),
    link=Link.IN_TEXT,
    share=ShareLink(address="mailto:", text="body", subject="subject", line_end="\r\n"),
    medium=Medium.PARTNER,
    subject=Words("À relayer", "To pass on"),
    wording=Words(
        "Message à relayer, proposé par : {organisation}\n\n"
        "{opening} {message}\n\n"
        "{context}\n\n"
        "{points}\n\n"
        "{action}\n\n"
        "Le billet complet : {link}",
        "Please share this message from {organisation}\n\n"
        "{opening} {message}\n\n"
        "{context}\n\n"
        "{points}\n\n"
        "{action}\n\n"
        "The full post: {link}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.HOUSE, note="What an intranet or a partner's letter takes as is."
        ),
        "fold": Fact(grade=Grade.HOUSE),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(grade=Grade.HOUSE),
        "alt_limit": Fact(grade=Grade.HOUSE),
        "share": Fact(grade=Grade.OFFICIAL, source="https://www.rfc-editor.org/rfc/rfc6068"),
    },
    checked_on=date(2026, 11, 21),
)
