"""A kit as one ZIP: texts, pictures and alternative texts, the same bytes for the same post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from portevoix.cards import SHAPES, Job, alt_of, card_of, draw_job, path_of
from portevoix.diagnostics import DiagnosticsError
from portevoix.digests import digest
from portevoix.edition import Edition, PostPicture
from portevoix.figure import figure_key
from portevoix.kits.kit import archive_path
from portevoix.kits.pictures import formats_wanted
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.posts import Post
from portevoix.publisher import Target
from portevoix.site import Audience, Site
from portevoix.snippets import Snippet

_MODE = 0o644 << 16


def shared_pictures(edition: Edition) -> Iterator[Target]:
    """The cards of each post in the formats wanted; on the staff site, its kit as a ZIP too."""
    internal = edition.site.audience is Audience.INTERNAL
    wanted = formats_wanted(edition)
    for post in edition.posts:
        formats = wanted[post.slug]
        packed = internal and is_relayed(post)
        drawings = _Drawings(edition, post, packed=packed)
        shown = _key(edition, post)
        for format in formats:
            yield Target(
                path_of(post, format),
                f"card {format} {shown}",
                partial(drawings.draw, format),
                group=post.slug,
            )
        if packed:
            yield Target(
                archive_path(post),
                digest("archive", edition.key_of_post(post), shown, formats),
                partial(drawings.pack, formats),
                group=post.slug,
            )


class _Drawings:
    """The cards of one post, each drawn once though an archive holds it too."""

    def __init__(self, edition: Edition, post: Post, *, packed: bool) -> None:
        self.edition = edition
        self.post = post
        self._packed = packed
        self._drawn: dict[str, bytes] = {}  # until they are packed

    def draw(self, format: str) -> bytes:
        """Raises DiagnosticsError with what keeps a card from being drawn."""
        drawn = self._drawn.get(format) or draw_job(_job(self.edition, self.post, format))
        if isinstance(drawn, tuple):
            raise DiagnosticsError(drawn)
        if self._packed:
            self._drawn[format] = drawn
        return drawn

    def pack(self, formats: tuple[str, ...]) -> bytes:
        """The archive. Raises DiagnosticsError as `draw` does."""
        drawn = {format: self.draw(format) for format in formats}
        self._drawn.clear()
        snippets = self.edition.snippets.get(self.post.slug, ())
        picture = self.edition.pictures.get(self.post.slug)
        return render_archive(self.edition.site, self.post, snippets, drawn, picture)


def _key(edition: Edition, post: Post) -> str:
    """Of what the cards of a post show beside the fonts, the colours and the names of the site."""
    picture = edition.pictures.get(post.slug)
    return digest(
        SHAPES,
        post.title,
        post.kind.key,
        post.state.value,
        post.lang,
        figure_key(post),
        picture and picture.digest,
        edition.logo_digest,
    )


def _job(edition: Edition, post: Post, key: str) -> Job:
    picture = edition.pictures.get(post.slug)
    return Job(
        card=card_of(post, key, edition.site),
        picture=picture.file if picture else None,
        logo=edition.logo,
    )


def render_archive(
    site: Site,
    post: Post,
    snippets: Iterable[Snippet],
    cards: Mapping[str, bytes],
    picture: PostPicture | None = None,
) -> bytes:
    """The ZIP, its names sorted, each file dated as the post was last changed."""
    files = dict(_files(site, post, snippets, cards))
    if picture:
        folder = say(site.lang, "kits.zip_pictures")
        name = (
            f"{post.slug}-{say(site.lang, 'kits.zip_picture')}{PurePosixPath(picture.path).suffix}"
        )
        files[f"{folder}/{name}"] = picture.copy.read_bytes()
    moment = post.updated
    # A ZIP counts years from 1980, and seconds two by two.
    year = min(max(moment.year, 1980), 2107)
    dated = (year, moment.month, moment.day, moment.hour, moment.minute, moment.second // 2 * 2)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:  # stored: bytes of no zlib's version
        for name in sorted(files):
            entry = ZipInfo(name, date_time=dated)
            entry.create_system, entry.external_attr = 3, _MODE
            archive.writestr(entry, files[name])
    return out.getvalue()


def _files(
    site: Site, post: Post, snippets: Iterable[Snippet], cards: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Names are the staff's, in the language of their site; texts are the post's."""
    lang = site.lang
    words = {name: say(lang, f"kits.zip_{name}") for name in ("texts", "pictures", "alt", "readme")}
    about = say(
        lang,
        "kits.zip_about",
        title=post.title,
        url=site.address_of(post),
        pictures=words["pictures"],
        alt=words["alt"],
    )
    yield f"{words['readme']}.txt", _bytes(about)
    yield f"{words['pictures']}/{words['alt']}.txt", _bytes(alt_of(post, post.told_in))
    for key, content in cards.items():
        yield f"{words['pictures']}/{post.slug}-{key}.png", content
    for snippet in snippets:
        for name, text in _texts(snippet, lang):
            yield f"{words['texts']}/{snippet.network.key}{name}.txt", _bytes(text)


def _texts(snippet: Snippet, lang: str) -> Iterator[tuple[str, str]]:
    total = len(snippet.parts)
    for place, text in enumerate(snippet.parts, 1):
        yield f"-{say(lang, 'kits.zip_part', place=place, total=total)}" if total > 1 else "", text
    if snippet.subject:
        yield f"-{say(lang, 'kits.zip_subject')}", snippet.subject
    if snippet.warning:
        yield f"-{say(lang, 'kits.zip_warning')}", snippet.warning
    if snippet.first_comment:
        yield f"-{say(lang, 'kits.zip_first_comment')}", snippet.first_comment.text
        yield f"-{say(lang, 'kits.zip_comment')}", snippet.first_comment.comment


def _bytes(text: str) -> bytes:
    return text.rstrip("\n").encode() + b"\n"
