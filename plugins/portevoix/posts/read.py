"""A folder of posts → the posts, and what they are to each other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.file_naming import below, shown
from portevoix.file_stats import FileStat, file_stands, stat_of
from portevoix.near import nearest
from portevoix.posts.addresses import check_addresses, dated_apart
from portevoix.posts.authors import AUTHORS_FILE, read_authors
from portevoix.posts.cache import PostCache
from portevoix.posts.fields import POST
from portevoix.posts.files import as_it_lies, files_of_posts, folder_files
from portevoix.posts.folder_values import read_folder_values
from portevoix.posts.known import Known
from portevoix.posts.post import Author, Post
from portevoix.posts.read_post import read_post
from portevoix.posts.translations import linked_translations
from portevoix.posts.unread import ANY, names_of_unread
from portevoix.refusals import reason_of
from portevoix.site import Site
from portevoix.values import dataclass


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
    lost: tuple[
        Diagnostic, ...
    ] = ()  # pictures of posts that are not there: no site is made without

    def text_of(self, file: str) -> Path:
        """Where the text of a post lies that was read."""
        return Path(self.instead.get(file) or self.files[file])


class ShelfError(DiagnosticsError):
    """Not all posts could be read: `posts` are those in which nothing is wrong, `doubtful` those that
    can be told in part, `unread` the names by which others may be called."""

    def __init__(
        self,
        mistakes: Iterable[Diagnostic],
        posts: tuple[Post, ...] = (),
        doubtful: tuple[Post, ...] = (),
        unread: Collection[str] = ANY,
    ) -> None:
        super().__init__(mistakes)
        self.posts, self.doubtful, self.unread = posts, doubtful, unread


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
    it were not there; `instead` names, by the path of a post as it lies, the text to read for it. Raises ShelfError with all mistakes of all files.
    """
    diagnostics = Diagnostics(site.lang)
    base = (shown_from or Path.cwd()).resolve()
    posts_folder = folder / "posts"
    if not posts_folder.is_dir():
        diagnostics.mistake(shown(posts_folder, base), 0, "posts.no_folder")
        raise ShelfError(diagnostics.mistakes)
    authors = read_authors(folder / AUTHORS_FILE, base=base, diagnostics=diagnostics)
    all_authors = not diagnostics.mistakes
    found, of_folders = files_of_posts(posts_folder)
    known = Known(
        site=site,
        authors=authors,
        networks=networks,
        all_authors=all_authors,
        folders=read_folder_values(folder_files(folder, site, of_folders), base, diagnostics),
    )
    lost = Diagnostics(site.lang)
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
            if place := _picture(post, posts_folder / path, folder, lost):
                pictures[post.file] = place
    ordered = sorted(posts, key=lambda post: (-post.published.timestamp(), post.slug))
    linked = linked_translations(dated_apart(ordered), diagnostics, reading.unread)
    check_addresses(linked, site, diagnostics, reading.doubtful)
    _unread(linked, diagnostics)
    if diagnostics.mistakes:
        wrong = {mistake.file for mistake in diagnostics.mistakes}
        causes = [notice for notice in diagnostics.notices if notice.file in wrong]
        raise ShelfError(
            [
                *diagnostics.mistakes,
                *lost.mistakes,
                *causes,
            ],  # a mistyped key is why one is missing
            tuple(post for post in linked if post.file not in wrong),
            doubtful := tuple(post for post in (*linked, *reading.doubtful) if post.file in wrong),
            reading.unread.union(*(names_of_unread(one.file, b"", one) for one in doubtful)),
        )
    return Shelf(
        posts=tuple(linked),
        authors=authors,
        files=files,
        instead=replaced,
        pictures={post.slug: pictures[post.file] for post in linked if post.file in pictures},
        notices=tuple(sorted(diagnostics.notices)),
        lost=tuple(lost.mistakes),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    known: Known
    diagnostics: Diagnostics
    cache: PostCache
    unread: set[str] = field(default_factory=set)  # names of posts in which something is wrong
    doubtful: list[Post] = field(default_factory=list)  # those of them that can be told in part

    def __post_init__(self) -> None:
        self.cache.start(self.known)

    def post(self, path: str, file: str, stat: FileStat) -> Post | None:
        if kept := self.cache.by_stat(file, stat):
            return kept
        diagnostics = self.diagnostics
        try:
            content = Path(path).read_bytes()
        except OSError as error:
            reason = reason_of(error, diagnostics.lang)
            diagnostics.mistake(file, 0, "posts.unreadable", reason=reason)
            self.unread.update(names_of_unread(file, b"", None))
            return None
        digest = hashlib.sha256(content).hexdigest()
        if kept := self.cache.by_content(file, stat, digest):
            return kept
        before = len(diagnostics.mistakes), len(diagnostics.notices)
        post = read_post(
            content,
            file=file,
            known=self.known,
            diagnostics=diagnostics,
            doubtful=self.doubtful,
        )
        if post is None:
            told = next((one for one in self.doubtful[-1:] if one.file == file), None)
            self.unread.update(names_of_unread(file, content, told))
        silent = before == (len(diagnostics.mistakes), len(diagnostics.notices))
        if post is not None and silent:
            self.cache.put(file, stat, digest, post)
        return post


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
