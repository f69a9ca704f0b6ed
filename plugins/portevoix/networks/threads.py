from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import emoji_bytes
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

THREADS = Network(
    key="threads",
    label=Words("Threads", "Threads"),
    limit=500,
    unit=CHARACTERS,
    count=emoji_bytes,
    hashtags=Hashtags(maximum=1),
    link=Link.IN_TEXT,
    card="portrait",
    share=ShareLink(address="https://www.threads.com/intent/post", text="text"),
    thread=True,
    wording=Words(
        "{opening} {message}\n\n{points}\n\n{question}\n\n{link}\n\n{hashtags}",
        "{opening} {message}\n\n{points}\n\n{question}\n\n{link}\n\n{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.OFFICIAL,
            source="https://developers.facebook.com/documentation/threads/posts",
            note="An emoji counts as the number of its UTF-8 bytes.",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(
            grade=Grade.OFFICIAL,
            source="https://developers.facebook.com/documentation/threads/threads-web-intents",
            note="One topic, of 1 to 50 characters.",
        ),
        "link": Fact(
            grade=Grade.OFFICIAL,
            source="https://developers.facebook.com/documentation/threads/posts",
            note="Five addresses at most.",
        ),
        "alt_limit": Fact(grade=Grade.UNSOURCED),
        "share": Fact(
            grade=Grade.OFFICIAL,
            source="https://developers.facebook.com/documentation/threads/threads-web-intents",
        ),
    },
    checked_on=date(2026, 11, 21),
)
