"""Which files of docs/ are ever published: a closed list, so that none leaves that nobody thought of
(a copy kept by an editor, the lock of an office suite, notes beside a post)."""

from __future__ import annotations

# ruff: noqa: SIM905 -- names in a row read better than a column of quotes
import re

# By suffix, in lower case. `beside`: also in the folder of posts.
PICTURES = frozenset("avif bmp gif heic heif ico jfif jpeg jpg png svg tif tiff webp".split())
PLAYED = frozenset("aac flac m4a m4v mov mp3 mp4 oga ogg ogv opus srt vtt wav webm".split())
DOCUMENTS = frozenset(
    "csv docx epub geojson gpx ics json kml kmz odp ods odt pdf pptx rtf vcf xlsx zip".split()
)
SITE = frozenset("css eot html js map mjs otf ttf txt webmanifest woff woff2 xml xsl".split())
BESIDE_POSTS = PICTURES | PLAYED | DOCUMENTS
# A text at the root of a site speaks to machines under an agreed name; any other is somebody's notes.
_TEXTS = frozenset("ads.txt humans.txt llms.txt robots.txt security.txt".split())
_NAMES = frozenset({"cname", "_headers", "_redirects"})  # what hosts read
# Left by office suites, editors and systems, whatever their suffix.
_PASSING = re.compile(
    r"~\$|\.~|#.*#$|.*~$|.*\.(?:bak|orig|rej|swp|tmp|part|crdownload)\.[^.]+$|.*\(conflict|.*\.sync-conflict-"
    r"|.*[ _-](?:copie|copy) en conflit|thumbs\.db$|desktop\.ini$|ehthumbs|icon\r$",
    re.IGNORECASE,
)


def is_published(uri: str, *, beside_posts: bool) -> bool:
    """Whether a file of this path below docs/ may be published at all."""
    name = uri.rpartition("/")[2].lower()
    if _PASSING.match(name):
        return False
    suffix = name.rpartition(".")[2] if "." in name else ""
    if beside_posts:
        return suffix in BESIDE_POSTS
    if suffix == "txt":
        return name in _TEXTS or bool(
            re.fullmatch(r"[0-9a-f]{8,64}\.txt", name)
        )  # proofs of a host
    return suffix in BESIDE_POSTS or suffix in SITE or name in _NAMES


def complaint_missing(written: str) -> str:
    """The wording for a file that is shown and is not there: people call no video a picture."""
    suffix = written.partition("?")[0].rpartition(".")[2].lower()
    return "posts.media_missing" if suffix in PLAYED else "posts.picture_missing"
