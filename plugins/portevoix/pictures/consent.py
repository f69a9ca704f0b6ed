"""Until when people agreed to be shown: past that day, their picture goes from everywhere."""

from __future__ import annotations

import filecmp
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from portevoix.dates import long_date
from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.posts import Post
from portevoix.values import dataclass

WARNING = 30  # days before the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """What the consents of one build's posts ask for."""

    ended: Mapping[Path, Post]  # resolved file → the post that says its consent has ended
    bare: frozenset[str]  # slugs of posts that lose their picture
    notices: tuple[Diagnostic, ...]

    def without(self, posts: Iterable[Post]) -> tuple[Post, ...]:
        """The posts, without the pictures that must not be shown or told any more."""
        return tuple(
            replace(post, picture=None) if post.slug in self.bare else post for post in posts
        )


def read_consents(
    posts: Sequence[Post], files: Mapping[str, Path], today: date, lang: str
) -> Consents:
    """`files` gives the file of each post's picture by slug. A consent holds on its last day.

    The same picture, or a copy of it under another name, goes from other posts too: a consent
    is given for what is shown, not for a file's name.
    """
    ended: dict[Path, Post] = {}
    notices = []
    for post in sorted(posts, key=lambda post: (post.file, post.slug)):
        until = post.picture.consent_until if post.picture else None
        if until is None or post.slug not in files:
            continue
        if until < today:
            ended.setdefault(files[post.slug].resolve(), post)
            notices.append(_notice(post, "consent_ended", lang, until))
        elif (until - today).days <= WARNING:
            notices.append(_notice(post, "consent_ending", lang, until))
    declared = {post.slug for post in ended.values()}
    bare = set()
    if ended:
        sizes = {file.stat().st_size for file in ended if file.is_file()}
        for post in posts:
            file = files.get(post.slug)
            other = _shown_in(file, ended, sizes) if file else None
            if other is None:
                continue
            bare.add(post.slug)
            if post.slug not in declared and not _overdue(post, today):
                notices.append(shared_notice(lang, other, file=post.file, line=_line(post)))
    return Consents(ended=ended, bare=frozenset(bare), notices=tuple(sorted(set(notices))))


def shared_notice(lang: str, other: Post, *, file: str, line: int) -> Diagnostic:
    """A picture is taken down here because of what `other` says of it."""
    place = f"{other.file}:{_until_line(other)}"
    return Diagnostic(
        file=file,
        line=line,
        what=say(lang, "pictures.consent_shared", place=place),
        do=say(lang, "pictures.consent_shared_do", place=place),
    )


def _shown_in(file: Path, ended: Mapping[Path, Post], sizes: set[int]) -> Post | None:
    place = file.resolve()
    if place in ended:
        return ended[place]
    if not place.is_file() or place.stat().st_size not in sizes:
        return None
    for gone, post in ended.items():
        if gone.is_file() and filecmp.cmp(place, gone, shallow=False):
            return post
    return None


def _overdue(post: Post, today: date) -> bool:
    until = post.picture.consent_until if post.picture else None
    return until is not None and until < today


def _notice(post: Post, wording: str, lang: str, until: date) -> Diagnostic:
    values = {"name": Path(post.picture.file).name if post.picture else ""}
    values["until"] = long_date(until, lang)
    return Diagnostic(
        file=post.file,
        line=_until_line(post),
        what=say(lang, f"pictures.{wording}", **values),
        do=say(lang, f"pictures.{wording}_do", **values),
    )


def _until_line(post: Post) -> int:
    return post.lines.get("picture.consent_until", _line(post))


def _line(post: Post) -> int:
    return post.lines.get("picture.file", post.lines.get("picture", 0))
