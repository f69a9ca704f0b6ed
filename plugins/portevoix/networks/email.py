from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import utf16_units
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Medium, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

EMAIL = Network(
    key="email",
    label=Words("Courriel et infolettre", "E-mail and newsletter"),
    limit=5000,
    unit=CHARACTERS,
    count=utf16_units,
    aim=1200,
    hashtags=Hashtags(maximum=0),
    link=Link.IN_TEXT,
    share=ShareLink(address="mailto:", text="body", subject="subject", line_end="\r\n"),
    medium=Medium.EMAIL,
    wording=Words(
        "{opening} {message}\n\n{context}\n\n{points}\n\n{action}\n\nLire la suite : {link}",
        "{opening} {message}\n\n{context}\n\n{points}\n\n{action}\n\nRead more: {link}",
    ),
    facts={
        "limit": Fact(grade=Grade.HOUSE, note="A paragraph of a newsletter, not a letter."),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE, note="A hashtag leads nowhere there."),
        "link": Fact(grade=Grade.HOUSE),
        "alt_limit": Fact(grade=Grade.HOUSE),
        "share": Fact(grade=Grade.OFFICIAL, source="https://www.rfc-editor.org/rfc/rfc6068"),
    },
    checked_on=date(2026, 11, 21),
)
