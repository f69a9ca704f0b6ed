"""Where our pages live: paths below the site root, those of pages with a closing slash.

Published addresses never change: links, feeds and search engines hold them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import Path, PurePosixPath

from portevoix.values import dataclass

NOT_FOUND = "404.html"
PALETTE = "assets/palette.css"
ICON = "assets/icon.svg"
KITS = "kits/"  # staff only
PUBLICATIONS = "publications/"
THUMBNAIL_SIDE = 480  # pixels: the widest place of a list, without weighing on a telephone

# The families of lists below the blog; `Names` says how the folder of each is called.
ARCHIVES = "archives"
CATEGORY = "category"
AUTHOR = "author"
TAG = "tag"
KIND = "kind"
LANGUAGE = "language"

# What file systems take: 255 bytes for a name (a little is left for what is written beside it), and on
# Linux 4,096 for a whole path, of which that of the site is not ours.
MAX_NAME = 240
MAX_PATH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a site calls its places: `FRENCH` and `ENGLISH` are the two tables of its addresses."""

    # Pages and files, below the site root.
    search: str
    near: str  # below it: words that people look for, and those that we write
    subscribe: str
    opml: str
    all_feeds: str
    relays: str
    withdrawals: str
    letters: str
    charter: str
    bilan: str
    heard: str
    thumbnails: str
    # Of the staff's site.
    today: str
    calendar: str
    pocket: str
    review: str
    inbox: str
    quarter: str  # what stands between a year and the number of its quarter
    week: str  # what stands between a year and the number of its week
    drafts: str  # begins the folder of a lot of drafts to approve
    # Folders below the blog, beside its posts.
    archives: str
    category: str
    author: str
    tag: str
    kind: str
    language: str
    page: str  # the further pages of a list
    # Pages that people write, which menu and foot lead to.
    contact: str = "contact/"
    guide: str = "guide/"
    legal: str
    privacy: str
    accessibility: str
    # Files that people write, in docs/ and beside mkdocs.yml.
    charter_folder: str
    tree: str  # in the folder of the charter
    replies: str
    glossary: str
    lexicon: str
    officials: str
    watch: str
    heard_file: str
    results: str
    links: str
    listening: str
    baseline: str
    guards: str  # the folder of files for the staff's server
    # What the charter calls its pages and files → how they are called here; what is not named keeps
    # its name.
    in_charter: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def reserved(self) -> frozenset[str]:
        """The folders below the blog: no post's slug."""
        return frozenset(
            (
                self.archives,
                self.category,
                self.author,
                self.tag,
                self.kind,
                self.language,
                self.page,
            )
        )

    @property
    def pages(self) -> tuple[str, ...]:
        """Where pages of ours may stand: no post of elsewhere had one of these to itself."""
        values = [getattr(self, one.name) for one in fields(self) if one.name != "in_charter"]
        below = [self.charter_page(f"{one}/") for one in self.in_charter if "." not in one]
        return (*(one for one in values if one.endswith("/")), *below, KITS, PUBLICATIONS)

    @property
    def foot(self) -> tuple[str, ...]:
        """The pages that the foot of every page leads to, where people wrote them."""
        return self.contact, self.legal, self.privacy, self.accessibility

    def folder(self, family: str) -> str:
        """The folder of the lists of a family."""
        return {
            ARCHIVES: self.archives,
            CATEGORY: self.category,
            AUTHOR: self.author,
            TAG: self.tag,
            KIND: self.kind,
            LANGUAGE: self.language,
        }[family]

    def charter_page(self, path: str = "") -> str:
        """Where a page or file of the charter lives that it calls `path`, maybe with an anchor.

        >>> ENGLISH.charter_page("versions/2.1/changements/"), FRENCH.charter_page("reponses/#a")
        ('charter/versions/2.1/changes/', 'charte/reponses/#a')
        """
        inside, sign, anchor = path.partition("#")
        called = "/".join(self.in_charter.get(part, part) for part in inside.split("/"))
        return f"{self.charter}{called}{sign}{anchor}"


FRENCH = Names(
    search="recherche/",
    near="mots.json",
    subscribe="abonnement/",
    opml="abonnement.opml",
    all_feeds="abonnement-complet.opml",
    relays="relais/",
    withdrawals="relais/retraits.xml",
    letters="infolettre/",
    charter="charte/",
    bilan="bilan/",
    heard="vous-avez-dit/",
    thumbnails="vignettes/",
    today="a-faire/",
    calendar="calendrier/",
    pocket="poche/",
    review="verifications/",
    inbox="boite/",
    quarter="t",
    week="s",
    drafts="approbation-",
    archives="archives",
    category="rubrique",
    author="equipe",
    tag="etiquette",
    kind="type",
    language="langue",
    page="page",
    legal="mentions-legales/",
    privacy="confidentialite/",
    accessibility="accessibilite/",
    charter_folder="charte",
    tree="arbre.yml",
    replies="reponses.yml",
    glossary="glossaire.yml",
    lexicon="lexique.yml",
    officials="elus.yml",
    watch="veille.yml",
    heard_file="entendu.yml",
    results="resultats.csv",
    links="liens.csv",
    listening="ecoute",
    baseline="charte-reference.json",
    guards="serveur",
)

# Lists are called as Material calls them: a blog that comes from there keeps their addresses.
ENGLISH = Names(
    search="search/",
    near="words.json",
    subscribe="subscribe/",
    opml="subscriptions.opml",
    all_feeds="subscriptions-all.opml",
    relays="relay/",
    withdrawals="relay/withdrawals.xml",
    letters="newsletter/",
    charter="charter/",
    bilan="report/",
    heard="you-said/",
    thumbnails="thumbnails/",
    today="to-do/",
    calendar="calendar/",
    pocket="pocket/",
    review="checks/",
    inbox="inbox/",
    quarter="q",
    week="w",
    drafts="approval-",
    archives="archive",
    category="category",
    author="author",
    tag="tag",
    kind="type",
    language="language",
    page="page",
    legal="legal-notice/",
    privacy="privacy/",
    accessibility="accessibility/",
    charter_folder="charter",
    tree="tree.yml",
    replies="replies.yml",
    glossary="glossary.yml",
    lexicon="lexicon.yml",
    officials="officials.yml",
    watch="watch.yml",
    heard_file="heard.yml",
    results="results.csv",
    links="links.csv",
    listening="listening",
    baseline="charter-baseline.json",
    guards="server",
    in_charter={
        "repondre": "answer",
        "reponses": "replies",
        "puis-je": "may-i",
        "changements": "changes",
        "comptes": "accounts",
        "imprimer": "print",
        "charte.html": "charter.html",
        "charte.txt": "charter.txt",
        "comptes.json": "accounts.json",
        "revisions.ics": "reviews.ics",
    },
)
NAMES: Mapping[str, Names] = {"fr": FRENCH, "en": ENGLISH}


def standing(folder: Path, name: str, lang: str) -> str:
    """What a file is called that people write: as the table of a language has it under `name`, or as
    every site called it before, where that alone stands in the folder."""
    own: str = getattr(NAMES[lang], name)
    former: str = getattr(FRENCH, name)
    kept = own != former and (folder / former).exists() and not (folder / own).exists()
    return former if kept else own


# Fields of `Names` that are files and folders which people write.
_FILES = (
    *("charter_folder", "tree", "replies", "glossary", "lexicon", "officials", "watch"),
    *("heard_file", "results", "links", "listening", "baseline", "guards"),
)
_CALLED = {getattr(FRENCH, one): getattr(ENGLISH, one) for one in _FILES} | {
    FRENCH.letters.strip("/"): ENGLISH.letters.strip("/")
}


def told_file(path: str, lang: str) -> str:
    """A file that people write, as it is called in a language.

    >>> told_file("docs/charte/arbre.yml", "en")
    'docs/charter/tree.yml'
    """
    if lang != "en":
        return path
    return "/".join(_CALLED.get(part, part) for part in path.split("/"))


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
