"""A folder of posts → the posts, and what they are to each other."""

from __future__ import annotations

import difflib
import hashlib
import os
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.fields import refuse_unknown
from portevoix.file_stats import (
    FileStat,
    entries_below,
    entry_stat,
    file_stands,
    folder_stands,
    is_file,
    stat_of,
)
from portevoix.form import Form
from portevoix.language import say
from portevoix.near import nearest
from portevoix.paths import file_of
from portevoix.posts.cache import PostCache
from portevoix.posts.fields import AUTHORS, POST
from portevoix.posts.folder_values import FOLDER_FILE, read_folder_values
from portevoix.posts.front_matter import decode
from portevoix.posts.known import Known
from portevoix.posts.naming import below, is_markdown, shown
from portevoix.posts.post import Author, Post
from portevoix.posts.read_post import read_post
from portevoix.site import Site
from portevoix.yaml_text import read_yaml

_DEEPEST = 60  # folders inside one another that a picture's name is looked for in
AUTHORS_FILE = ".authors.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All posts of a folder, whatever their state; newest first, ties broken by address."""

    posts: tuple[Post, ...]
    authors: Mapping[str, Author]
    pictures: Mapping[str, Path]  # slug → file of the post's picture
    files: Mapping[str, str] = field(default_factory=dict)  # name in messages → path of a post
    instead: Mapping[str, str] = field(
        default_factory=dict
    )  # the same, of a text read in its place
    notices: tuple[Diagnostic, ...] = ()  # what is doubtful and stops nothing

    def text_of(self, file: str) -> Path:
        """Where the text of a post lies that was read."""
        return Path(self.instead.get(file) or self.files[file])


def read_shelf(
    folder: Path,
    site: Site,
    *,
    networks: Collection[str] = (),
    shown_from: Path | None = None,
    cache: PostCache | None = None,
    is_left_out: Callable[[str], bool] = lambda path: False,
    instead: Mapping[str, str] | None = None,
) -> Shelf:
    """Read `folder/posts` and `folder/.authors.yml`; of posts that the cache holds, only how their
    files lie.

    `networks` are the keys that `share` may name; files are named from `shown_from` (the current
    folder by default) in messages; `is_left_out` says of a path below the posts that it is as if
    it were not there; `instead` names, by the path of a post as it lies, the text to read for it. Raises DiagnosticsError with all mistakes of all files.
    """
    diagnostics = Diagnostics(site.lang)
    base = (shown_from or Path.cwd()).resolve()
    posts_folder = folder / "posts"
    if not posts_folder.is_dir():
        diagnostics.mistake(shown(posts_folder, base), 0, "posts.no_folder")
        raise DiagnosticsError(diagnostics.mistakes)
    authors = read_authors(folder / AUTHORS_FILE, base=base, diagnostics=diagnostics)
    all_authors = not diagnostics.mistakes
    found, of_folders = _looked_over(posts_folder)
    known = Known(
        site=site,
        authors=authors,
        networks=networks,
        all_authors=all_authors,
        folders=read_folder_values(_folder_files(folder, site, of_folders), base, diagnostics),
    )
    reading = _Reading(known, diagnostics, cache or PostCache())
    posts = []
    files: dict[str, str] = {}  # by the name in messages
    replaced: dict[str, str] = {}
    pictures: dict[str, Path] = {}  # by file: slugs are settled later
    start = below(posts_folder.resolve(), base)
    here = str(posts_folder)
    for path, stat in found:
        if is_left_out(path):
            continue
        file, text = f"{start}/{path}", f"{here}/{path}"
        if instead and (other := instead.get(text)) and file_stands(Path(other)):
            text, stat = other, stat_of(other)
            replaced[file] = text
        post = reading.post(text, file, stat)
        if post is not None:
            posts.append(post)
            files[file] = f"{here}/{path}"
            if post.picture is None:  # a path for each post takes longer than all else here
                continue
            if place := _picture(post, posts_folder / path, folder, diagnostics):
                pictures[post.file] = place
    ordered = sorted(posts, key=lambda post: (-post.published.timestamp(), post.slug))
    linked = _translations(_dated_apart(ordered), diagnostics)
    _addresses(linked, site, diagnostics)
    _unread(linked, diagnostics)
    if diagnostics.mistakes:
        wrong = {mistake.file for mistake in diagnostics.mistakes}
        causes = [notice for notice in diagnostics.notices if notice.file in wrong]
        raise DiagnosticsError(
            [*diagnostics.mistakes, *causes]
        )  # a mistyped key is why one is missing
    return Shelf(
        posts=tuple(linked),
        authors=authors,
        files=files,
        instead=replaced,
        pictures={post.slug: pictures[post.file] for post in linked if post.file in pictures},
        notices=tuple(sorted(diagnostics.notices)),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    known: Known
    diagnostics: Diagnostics
    cache: PostCache

    def __post_init__(self) -> None:
        self.cache.start(self.known)

    def post(self, path: str, file: str, stat: FileStat) -> Post | None:
        if kept := self.cache.by_stat(file, stat):
            return kept
        diagnostics = self.diagnostics
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            diagnostics.mistake(file, 0, "posts.unreadable", reason=reason)
            return None
        digest = hashlib.sha256(content).hexdigest()
        if kept := self.cache.by_content(file, stat, digest):
            return kept
        before = len(diagnostics.mistakes), len(diagnostics.notices)
        post = read_post(content, file=file, known=self.known, diagnostics=diagnostics)
        silent = before == (len(diagnostics.mistakes), len(diagnostics.notices))
        if post is not None and silent:
            self.cache.put(file, stat, digest, post)
        return post


def post_files(folder: Path) -> list[tuple[str, FileStat]]:
    """Markdown files below `folder`, in the order of their names, and how each lies; hidden ones
    left out. Links to folders are followed."""
    return _looked_over(folder)[0]


def _looked_over(folder: Path) -> tuple[list[tuple[str, FileStat]], list[str]]:
    """Those, and the `.meta.yml` below the folder."""
    found = []
    of_folders = []
    for path, entry in entries_below(str(folder)):
        if path.startswith(".") or "/." in path:
            if entry.name == FOLDER_FILE:
                of_folders.append(path)
        elif is_markdown(path) and is_file(entry):
            found.append((path, entry_stat(entry)))
    return sorted(found, key=_in_order), sorted(of_folders)


def _folder_files(folder: Path, site: Site, below: list[str]) -> list[Path]:
    """The `.meta.yml` that speak of posts, from docs/ down to the folders of posts; `below` are those
    of the latter, from the folder of posts."""
    above = [folder, *folder.parents][: len(site.blog.strip("/").split("/")) + 1]
    found = [place / FOLDER_FILE for place in above]
    found += [folder / "posts" / path for path in below]
    return [path for path in found if path.is_file()]


def _in_order(one: tuple[str, FileStat]) -> str:
    name = one[0]
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder but hidden ones, in no order; links to folders are not followed."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(here)
        for name in names:
            path = base / name
            if not name.startswith(".") and path.is_file():
                yield path


def read_authors(path: Path, *, base: Path, diagnostics: Diagnostics) -> dict[str, Author]:
    """The authors of a `.authors.yml` in Material's format; none when there is no file."""
    if not path.is_file():
        return {}
    file = shown(path, base)
    try:
        text = decode(path.read_bytes())
    except UnicodeDecodeError:
        diagnostics.mistake(file, 0, "posts.not_utf8")
        return {}
    values, lines = read_yaml(text, file=file, diagnostics=diagnostics)
    if not isinstance(values, dict):
        return {}
    form = Form(values, lines, file, diagnostics).form("authors")
    if form is None and not values.get("authors"):
        diagnostics.mistake(file, 1, "posts.no_authors_key")
    found: dict[str, Author] = {}
    for key in form.values if form else ():
        assert form is not None
        one = form.form(key)
        if one is None:
            continue
        if not one.text("name"):
            form.wrong(key, "posts.author_no_name", value=key)
        refuse_unknown(one, AUTHORS.fields, but=AUTHORS.elsewhere)
        found[key] = Author(
            key=key,
            name=one.text("name"),
            description=one.text("description"),
            url=one.address("url"),
            fediverse=one.text("fediverse"),
        )
    return found


def _picture(post: Post, path: Path, folder: Path, diagnostics: Diagnostics) -> Path | None:
    """Where the post's picture lies: from the post, or with a leading / from the docs folder.

    Nothing outside the folder that holds the posts is a picture of ours.
    """
    if post.picture is None:
        return None
    file = post.picture.file
    place = folder.parent / file.lstrip("/") if file.startswith("/") else path.parent / file
    place = as_it_lies(place)
    if place.resolve().is_relative_to(folder.parent.resolve()) and file_stands(place):
        return place
    line = post.lines.get("picture.file", post.lines.get("picture", 1))
    diagnostics.mistake(post.file, line, "posts.picture_missing", value=file[:120])
    return None


def as_it_lies(path: Path) -> Path:
    """A file that people name in NFC, as they type, by the name that it has on the disc, which may
    be in NFD: macOS and archives give such names."""
    known = file_stands(path) or folder_stands(path)
    if known or path.name in ("", ".", "..") or len(path.parts) > _DEEPEST:
        return path
    folder = as_it_lies(path.parent)
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        found = sorted(folder.iterdir())
    except (OSError, ValueError):
        return path
    return next((one for one in found if unicodedata.normalize("NFC", one.name) == wanted), path)


def _dated_apart(posts: list[Post]) -> list[Post]:
    """Posts of one title on different days: the oldest keeps the plain address, for good; the
    later ones bear their date. An address that was written out is never changed."""
    oldest: dict[str, Post] = {}
    for post in reversed(posts):
        oldest.setdefault(post.slug, post)
    return [
        post
        if "slug" in post.lines or post.published.date() == oldest[post.slug].published.date()
        else replace(post, slug=f"{post.slug}-{post.published:%Y-%m-%d}")
        for post in posts
    ]


def _translations(posts: list[Post], diagnostics: Diagnostics) -> list[Post]:
    """Posts whose `translation_of` is the slug of an original, however they named it."""
    if not any(post.translation_of for post in posts):
        return posts
    by_name: dict[str, Post] = {}
    for post in posts:
        by_name.setdefault(Path(post.file).stem, post)
    by_name |= {post.slug: post for post in posts}
    taken: dict[tuple[str, str], Post] = {}
    found = []
    for post in posts:
        if not post.translation_of:
            found.append(post)
            continue
        name = post.translation_of.removesuffix(".md").strip("/").rpartition("/")[2]
        original = by_name.get(name)
        line = post.lines.get("translation_of", 1)
        if original is None:
            near = difflib.get_close_matches(name, list(by_name), n=1)
            hint = say(diagnostics.lang, "form.near", near=near[0]) if near else ""
            diagnostics.mistake(
                post.file, line, "posts.translation_missing", value=post.translation_of, hint=hint
            )
        elif original is post:
            diagnostics.mistake(post.file, line, "posts.translation_self")
        elif original.translation_of:
            diagnostics.mistake(post.file, line, "posts.translation_chain", other=original.file)
        elif original.lang == post.lang:
            diagnostics.mistake(
                post.file,
                line,
                "posts.translation_same_lang",
                lang=post.lang,
                other=original.file,
            )
        elif (first := taken.setdefault((original.slug, post.lang), post)) is not post:
            diagnostics.mistake(
                post.file, line, "posts.translation_twice", lang=post.lang, other=first.file
            )
        else:
            found.append(replace(post, translation_of=original.slug))
    return found


def _unread(posts: list[Post], diagnostics: Diagnostics) -> None:
    """One notice for each key that nothing reads, however many posts bear it: people bring the front
    matter of other programs along. A key that looks mistyped was told where it stands."""
    known = frozenset((*POST.names, *POST.elsewhere))
    shapes: dict[tuple[str, ...], tuple[str, ...]] = {}  # few serve a whole site
    found: dict[str, list[Post]] = {}
    for post in posts:
        shape = tuple(post.lines)
        if shape not in shapes:
            shapes[shape] = tuple(
                key
                for key in shape
                if key and "." not in key and key not in known and not nearest(key, POST.names)
            )
        for key in shapes[shape]:
            found.setdefault(key, []).append(post)
    for key, bearers in sorted(found.items()):
        first = min(bearers, key=lambda post: post.file)
        wording = "posts.unread_many" if len(bearers) > 1 else "posts.unread_one"
        diagnostics.notice(first.file, first.lines[key], wording, key=key, count=len(bearers))


def _addresses(posts: list[Post], site: Site, diagnostics: Diagnostics) -> None:
    """No two posts at one address, no alias over a post or another alias: addresses that differ
    only by case are one where file systems do not tell case."""
    taken: dict[str, Post] = {}
    ordered = sorted(posts, key=attrgetter("file"))
    for post in ordered:
        address = site.path_of(post)
        if (first := taken.setdefault(file_of(address), post)) is not post:
            line = post.lines.get("slug", post.lines.get("title", 1))
            diagnostics.mistake(
                post.file, line, "posts.same_address", address=f"/{address}", other=_placed(first)
            )
    for post in ordered:
        for n, alias in enumerate(post.aliases):
            place = file_of(alias).casefold()
            if place in taken:
                line = post.lines.get(f"aliases.{n}", post.lines.get("aliases", 1))
                diagnostics.mistake(
                    post.file,
                    line,
                    "posts.alias_taken",
                    address=f"/{alias}",
                    other=_placed(taken[place]),
                )
            taken.setdefault(place, post)


def _placed(post: Post) -> str:
    return f"{post.file}:{post.lines.get('slug', post.lines.get('title', 1))}"


def published(posts: Iterable[Post], now: datetime, *, drafts: bool = False) -> tuple[Post, ...]:
    """What readers may see at `now`: no draft, nothing dated later, nothing expired."""
    return tuple(
        post
        for post in posts
        if (drafts or (not post.draft and post.published <= now)) and not is_expired(post, now)
    )


def expired(posts: Iterable[Post], now: datetime) -> tuple[Post, ...]:
    return tuple(
        post for post in posts if not post.draft and post.published <= now and is_expired(post, now)
    )


def is_expired(post: Post, now: datetime) -> bool:
    return post.expires is not None and post.expires <= now
