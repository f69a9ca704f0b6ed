from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import graphemes, utf8_bytes
from portevoix.networks.linking import linked_by_bluesky
from portevoix.networks.network import Bound, Fact, Grade, Hashtags, Link, Network
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import BYTES, GRAPHEMES

_LEXICON = "https://github.com/bluesky-social/atproto/blob/d6296a1/lexicons/app/bsky/feed/post.json"

BLUESKY = Network(
    key="bluesky",
    label=Words("Bluesky", "Bluesky"),
    limit=300,
    unit=GRAPHEMES,
    count=graphemes,
    also=(Bound(limit=3000, unit=BYTES, count=utf8_bytes),),
    linked=linked_by_bluesky,
    hashtags=Hashtags(maximum=2),
    link=Link.IN_TEXT,
    alt_limit=2000,
    share=ShareLink(address="https://bsky.app/intent/compose", text="text"),
    thread=True,
    wording=Words(
        "{opening} {message}\n\n{action}\n\n{link}\n\n{hashtags}",
        "{opening} {message}\n\n{action}\n\n{link}\n\n{hashtags}",
    ),
    facts={
        "limit": Fact(grade=Grade.CODE, source=_LEXICON),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(
            grade=Grade.CODE,
            source="https://github.com/bluesky-social/atproto/blob/d6296a1/packages/api/src/rich-text/util.ts",
            note="64 graphemes at most; how many is our choice.",
        ),
        "link": Fact(grade=Grade.CODE, source=_LEXICON, note="The whole address counts."),
        "alt_limit": Fact(
            grade=Grade.THIRD_PARTY,
            source="https://github.com/bluesky-social/social-app/issues/1739",
        ),
        "share": Fact(
            grade=Grade.OFFICIAL,
            source="https://docs.bsky.app/docs/advanced-guides/intent-links",
        ),
    },
    checked_on=date(2026, 11, 21),
)
