from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import segments
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Medium, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import SEGMENTS

_AWS = "https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html"

SMS = Network(
    key="sms",
    label=Words("Texto (SMS)", "Text message (SMS)"),
    limit=6,
    unit=SEGMENTS,
    count=segments,
    aim=1,
    hashtags=Hashtags(maximum=0),
    link=Link.BARE,
    share=ShareLink(address="sms:", text="body"),
    plain=True,
    medium=Medium.SMS,
    wording=Words(
        "{sender} {opening} {message}\n{link}",
        "{sender} {opening} {message}\n{link}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.HOUSE,
            source=_AWS,
            note="A segment is 160 signs of GSM-7, or 70 of UCS-2; how many to pay for is our choice.",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE, note="A hashtag leads nowhere there."),
        "link": Fact(grade=Grade.HOUSE, note="Every character is paid for."),
        "alt_limit": Fact(grade=Grade.HOUSE),
        "share": Fact(grade=Grade.OFFICIAL, source="https://www.rfc-editor.org/rfc/rfc5724"),
    },
    checked_on=date(2026, 11, 21),
)
