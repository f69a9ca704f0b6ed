from __future__ import annotations

from datetime import date

from portevoix.language import Words
from portevoix.networks.counting import mastodon, mastodon_warned
from portevoix.networks.network import Bound, Fact, Grade, Hashtags, Link, Look, Network, Shape
from portevoix.networks.sharing import ShareLink
from portevoix.networks.units import CHARACTERS

MASTODON = Network(
    key="mastodon",
    label=Words("Mastodon", "Mastodon"),
    limit=500,
    unit=CHARACTERS,
    count=mastodon,
    warned=mastodon_warned,
    # feediverse 0.4.1 and feed2toot 0.17 count an address as it is written, and cut at 499.
    tools=Bound(limit=495, unit=CHARACTERS, count=len),
    hashtags=Hashtags(maximum=3),
    link=Link.IN_TEXT,
    alt_limit=1500,
    share=ShareLink(address="https://{server}/share", text="text", server="mastodon.social"),
    thread=True,
    attaches=True,
    look=Look(shape=Shape.LINK, crop=(16, 9)),  # its preview cards are 640 by 360
    wording=Words(
        "{opening} {message}\n\n"
        "{context}\n\n"
        "{points}\n\n"
        "Le billet : {link}\n\n"
        "{action}\n\n"
        "{hashtags}",
        "{opening} {message}\n\n"
        "{context}\n\n"
        "{points}\n\n"
        "The post: {link}\n\n"
        "{action}\n\n"
        "{hashtags}",
    ),
    facts={
        "limit": Fact(
            grade=Grade.OFFICIAL,
            source="https://docs.joinmastodon.org/user/posting/",
            note="A server may allow more: see max_characters at its address /api/v2/instance.",
        ),
        "fold": Fact(grade=Grade.UNSOURCED),
        "hashtags": Fact(grade=Grade.HOUSE),
        "link": Fact(
            grade=Grade.OFFICIAL,
            source="https://docs.joinmastodon.org/user/posting/",
            note="An address must begin with https:// to count as 23.",
        ),
        "alt_limit": Fact(
            grade=Grade.OFFICIAL, source="https://docs.joinmastodon.org/entities/V1_Instance/"
        ),
        "share": Fact(
            grade=Grade.CODE,
            source="https://github.com/mastodon/mastodon/blob/main/app/controllers/shares_controller.rb",
        ),
    },
    checked_on=date(2026, 11, 21),
)
