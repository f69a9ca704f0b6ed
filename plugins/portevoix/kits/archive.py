"""A kit as one ZIP: texts, pictures and alternative texts, the same bytes for the same post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from portevoix.artefact import Artefact
from portevoix.cards import Job, alt_of, card_key, card_of, draw_all, path_of
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.edition import Edition, key_of
from portevoix.kits.kit import archive_path
from portevoix.kits.pictures import formats_wanted
from portevoix.kits.sharing import is_relayed
from portevoix.language import say
from portevoix.posts import Post
from portevoix.site import Audience, Site
from portevoix.snippets import Snippet

Draw = Callable[[Sequence[Job]], Sequence[bytes]]
_TOGETHER = 256  # posts whose cards are held at once
_MODE = 0o644 << 16


def shared_pictures(edition: Edition, draw: Draw = draw_all) -> Iterator[Artefact]:
    """The cards of each post in the formats wanted and, on the staff site, its kit as a ZIP.

    Raises DiagnosticsError with the mistakes of all cards, once all were tried.
    """
    wanted = formats_wanted(edition)
    internal = edition.site.audience is Audience.INTERNAL
    mistakes: list[Diagnostic] = []
    due = tuple(post for post in edition.posts if not _taken_over(edition, post, wanted[post.slug]))
    for start in range(0, len(due), _TOGETHER):
        posts = due[start : start + _TOGETHER]
        pairs = [(post, key) for post in posts for key in wanted[post.slug]]
        try:
            drawn = draw([_job(edition, post, key) for post, key in pairs])
        except DiagnosticsError as found:
            mistakes += found.mistakes
            continue
        cards: dict[str, dict[str, bytes]] = {post.slug: {} for post in posts}
        for (post, key), content in zip(pairs, drawn, strict=True):
            cards[post.slug][key] = content
            yield Artefact(
                path=PurePosixPath(path_of(post, key)),
                content=content,
                key=_key(edition, post, key),
            )
        for post in filter(is_relayed, posts) if internal else ():
            snippets = edition.snippets.get(post.slug, ())
            yield Artefact(
                path=PurePosixPath(archive_path(post)),
                content=render_archive(edition.site, post, snippets, cards[post.slug]),
                key=_archive_key(edition, post, wanted[post.slug]),
            )
    if mistakes:
        raise DiagnosticsError(mistakes)


def _taken_over(edition: Edition, post: Post, formats: Sequence[str]) -> bool:
    """Whether all that is drawn of a post stands in the last site as it should."""
    kept = [edition.kept(path_of(post, key), _key(edition, post, key)) for key in formats]
    if edition.site.audience is Audience.INTERNAL and is_relayed(post):
        key = _archive_key(edition, post, formats)
        kept.append(edition.kept(archive_path(post), key))
    return None not in kept


def _archive_key(edition: Edition, post: Post, formats: Iterable[str]) -> str:
    """Changes with the cards too: an old post keeps fewer, and a logo may be redrawn."""
    return key_of(edition.key_of_post(post), *(_key(edition, post, one) for one in formats))


def _key(edition: Edition, post: Post, format: str) -> str:
    picture = edition.pictures.get(post.slug)
    digest = picture.digest if picture else ""
    return card_key(post, format, edition.site, digest, logo=edition.logo_digest)


def _job(edition: Edition, post: Post, key: str) -> Job:
    picture = edition.pictures.get(post.slug)
    return Job(
        card=card_of(post, key, edition.site),
        picture=picture.file if picture else None,
        logo=edition.logo,
    )


def render_archive(
    site: Site, post: Post, snippets: Iterable[Snippet], cards: Mapping[str, bytes]
) -> bytes:
    """The ZIP, its names sorted, each file dated as the post was last changed."""
    files = dict(_files(site, post, snippets, cards))
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
    yield f"{words['pictures']}/{words['alt']}.txt", _bytes(alt_of(post, post.lang))
    for key, content in cards.items():
        yield f"{words['pictures']}/{post.slug}-{key}.png", content
    for snippet in snippets:
        for name, text in _texts(snippet, lang):
            yield f"{words['texts']}/{snippet.network.key}{name}.txt", _bytes(text)


def _texts(snippet: Snippet, lang: str) -> Iterator[tuple[str, str]]:
    total = len(snippet.parts)
    for place, text in enumerate(snippet.parts, 1):
        yield f"-{say(lang, 'kits.zip_part', place=place, total=total)}" if total > 1 else "", text
    if snippet.warning:
        yield f"-{say(lang, 'kits.zip_warning')}", snippet.warning
    if snippet.first_comment:
        yield f"-{say(lang, 'kits.zip_first_comment')}", snippet.first_comment.text
        yield f"-{say(lang, 'kits.zip_comment')}", snippet.first_comment.comment


def _bytes(text: str) -> bytes:
    return text.rstrip("\n").encode() + b"\n"
