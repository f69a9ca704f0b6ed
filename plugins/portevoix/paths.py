"""Where our pages live: paths below the site root, those of pages with a closing slash.

Published addresses never change: links, feeds and search engines hold them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

SEARCH = "recherche/"
SUBSCRIBE = "abonnement/"
OPML = "abonnement.opml"
ALL_FEEDS = "abonnement-complet.opml"
RELAYS = "relais/"
LETTERS = "infolettre/"
WITHDRAWALS = "relais/retraits.xml"
CHARTER = "charte/"
BILAN = "bilan/"
TODAY = "a-faire/"
KITS = "kits/"  # staff only
CALENDAR = "calendrier/"  # staff only
POCKET = "poche/"  # staff only
REVIEW = "verifications/"  # staff only
INBOX = "boite/"  # staff only
HEARD = "vous-avez-dit/"
PUBLICATIONS = "publications/"
NOT_FOUND = "404.html"
PALETTE = "assets/palette.css"
ICON = "assets/icon.svg"
THUMBNAILS = "vignettes/"
THUMBNAIL_SIDE = 480  # pixels: the widest place of a list, without weighing on a telephone

# Below the blog, beside its posts.
ARCHIVES = "archives"
CATEGORY = "rubrique"
AUTHOR = "equipe"
TAG = "etiquette"
KIND = "type"
LANGUAGE = "langue"
PAGE = "page"  # the further pages of a list
RESERVED = frozenset((ARCHIVES, CATEGORY, AUTHOR, TAG, KIND, LANGUAGE, PAGE))  # no post's slug

# What file systems take: 255 bytes for a name (a little is left for what is written beside it), and on
# Linux 4,096 for a whole path, of which that of the site is not ours.
MAX_NAME = 240
MAX_PATH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a site calls the places that it may have beside its pages."""

    relays: str = RELAYS
    withdrawals: str = WITHDRAWALS
    subscribe: str = SUBSCRIBE
    opml: str = OPML
    all_feeds: str = ALL_FEEDS
    letters: str = LETTERS


# Sites of our own look keep one set of addresses in every language; a blog that we are added to has
# its own language in its addresses.
ENGLISH = Names(
    relays="relay/",
    withdrawals="relay/withdrawals.xml",
    subscribe="subscribe/",
    opml="subscriptions.opml",
    all_feeds="subscriptions-all.opml",
    letters="newsletter/",
)


def thumbnail_path(slug: str) -> str:
    """The picture of a post as lists show it."""
    return f"{THUMBNAILS}{slug}.webp"


def file_of_page(address: str) -> str:
    """The file of a page at an address of ours: a folder, or a file itself."""
    return f"{address}index.html" if not address or address.endswith("/") else address


_PAGES = frozenset({".html", ".htm"})


def file_of(address: str) -> str:
    """The file that stands at an address written by a person, both below the site root.

    >>> file_of("blog/ancien-titre"), file_of("2019/05/bancs.html")
    ('blog/ancien-titre/index.html', '2019/05/bancs.html')
    """
    folder = address.removesuffix("/")
    if folder and "." not in folder and "//" not in folder:  # as most are: no path is to be parted
        return f"{folder}/index.html"
    leaf = PurePosixPath(address)
    return (leaf if leaf.suffix.lower() in _PAGES else leaf / "index.html").as_posix()
