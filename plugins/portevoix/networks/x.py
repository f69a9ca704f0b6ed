from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import weighted
from portevoix.networks.linking import linked_by_x
from portevoix.networks.network import Fact, Grade, Hashtags, Link, Look, Network, Shape
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import WEIGHTED

X = Network(
    key="x",
    label=Words("X", "X"),
    limit=280,
    unit=WEIGHTED,
    count=weighted,
    linked=linked_by_x,
    hashtags=Hashtags(maximum=2),
    link=Link.IN_TEXT,
    alt_limit=1000,
    share=ShareLink(address="https://x.com/intent/tweet", text="text"),
    thread=True,
    look=Look(shape=Shape.LINK, crop=(2, 1)),  # https://developer.x.com/cards/markup
    also_named=("twitter",),
    account_meta="twitter:site",
    wording=Words(
        "{opening} {message}\n\n{points}\n\n{link}\n\n{hashtags}",
        "{opening} {message}\n\n{points}\n\n{link}\n\n{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.OFFICIAL,
            source="https://docs.x.com/fundamentals/counting-characters",
            note="Counted by version 3 of https://github.com/twitter/twitter-text.",
        ),
        "fold": Fact(
            grade=Grade.UNSOURCED, note="Only paid accounts may pass 280, where it folds."
        ),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(
            grade=Grade.OFFICIAL, source="https://docs.x.com/fundamentals/counting-characters"
        ),
        "alt_limit": Fact(grade=Grade.UNSOURCED, note="So two publishing tools say."),
        "share": Fact(
            grade=Grade.OFFICIAL,
            source="https://docs.x.com/x-for-websites/post-button/guides/web-intent",
        ),
    },
    checked_on=date(2026, 11, 21),
)
