"""Files of docs/ as readers get them: pictures as clean copies, none that must go, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, field
from pathlib import Path
from typing import Any

from portevoix.body import Shown, picture
from portevoix.diagnostics import Diagnostic
from portevoix.digests import digest
from portevoix.edition import MediaFile, PostPicture
from portevoix.pictures import (
    Consents,
    Copy,
    Refused,
    copies,
    is_picture,
    line_naming,
    mended,
    shared_notice,
    unusable,
)
from portevoix.posts import Post, shown
from portevoix.sources.tree import DocFile
from portevoix.values import dataclass

Answer = list[Any] | None  # what a body was told of a picture that it shows, as JSON keeps it


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressed:
    """A body with its pictures."""

    whole: str  # for its page
    plain: str  # for feeds
    asked: Mapping[str, Answer]  # path of each picture → what was known of it
    faulty: tuple[str, ...]  # paths of those that must not be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """Pictures and other files by their place below the site root.

    Only what stands in `files` is ever published: nothing of an original reaches the site.
    """

    root: str  # address of the site
    lang: str  # of messages
    originals: Mapping[str, Path] = field(repr=False)
    copies: Mapping[str, Copy | Refused] = field(repr=False)
    gone: Mapping[str, Post] = field(repr=False)  # place → who says that consent ended
    shown: Mapping[str, Shown] = field(repr=False)
    places: Mapping[Path, str] = field(repr=False)  # original → its place
    files: tuple[MediaFile, ...] = field(repr=False)

    def dress(self, html: str, url: str, lang: str) -> Dressed:
        """A clean body for its page at `url`, with the sizes of its pictures."""
        if "<img" not in html and not self.gone:
            return Dressed(whole=html, plain=html, asked={}, faulty=())
        asked: dict[str, Answer] = {}
        faulty: dict[str, None] = {}

        def find(path: str) -> Shown | None:
            if self._is_faulty(path):
                faulty[path] = None
            asked[path] = self.answer(path)
            return self.shown.get(path)

        whole = picture(html, find, page_url=url, root=self.root, lang=lang, plain=False)
        plain = picture(html, find, page_url=url, root=self.root, lang=lang, plain=True)
        return Dressed(whole=whole, plain=plain, asked=asked, faulty=tuple(sorted(faulty)))

    def answer(self, path: str) -> Answer:
        """What a body that shows a picture is told of it."""
        if self._is_faulty(path):
            return ["faulty"]
        found = self.shown.get(path)
        return None if found is None else list(astuple(found))

    def _is_faulty(self, path: str) -> bool:
        return path in self.gone or isinstance(self.copies.get(path), Refused)

    def complain(self, path: str, file: str, text: str, first: int) -> tuple[bool, Diagnostic]:
        """What is wrong with a faulty picture that a text shows, and whether that stops a build."""
        line = line_naming(text, self.originals[path].name, first)
        copy = self.copies[path]
        if path in self.gone or not isinstance(copy, Refused):
            return False, shared_notice(self.lang, self.gone[path], file=file, line=line)
        name = self.originals[path].name
        return True, unusable(self.lang, copy.error, file=file, line=line, name=name)

    def of_posts(
        self, posts: Iterable[Post], pictures: Mapping[str, Path]
    ) -> tuple[dict[str, PostPicture], list[Diagnostic]]:
        """The posts' own pictures, by slug, and those that cannot be opened as mistakes."""
        own: dict[str, PostPicture] = {}
        mistakes = []
        for post in posts:
            if post.picture is None or post.slug not in pictures:
                continue
            path = self.places.get(pictures[post.slug])
            if path is None or path in self.gone:
                continue
            copy = self.copies[path]
            if isinstance(copy, Refused):
                line = post.lines.get("picture.file", post.lines.get("picture", 0))
                name = self.originals[path].name
                mistakes.append(
                    unusable(self.lang, copy.error, file=post.file, line=line, name=name)
                )
                continue
            seen = self.shown[path]
            own[post.slug] = PostPicture(
                file=self.originals[path],
                copy=copy.file,
                path=path,
                type=copy.type,
                length=copy.length,
                width=copy.width,
                height=copy.height,
                digest=copy.digest,
                sibling=path + seen.suffix if seen.suffix else "",
                sibling_type=seen.sibling_type,
            )
        return own, mistakes

    def notices(self, base: Path, told: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Drawings mended, damaged files that nobody shows: those of `told` were said already."""
        notices = []
        left = set(told)
        for path, copy in self.copies.items():
            if path in self.gone or path in left:
                continue
            original = self.originals[path]
            file, name = shown(original, base), original.name
            if isinstance(copy, Refused):
                notices.append(unusable(self.lang, copy.error, file=file, line=0, name=name))
            elif copy.mended:
                notices.append(mended(self.lang, file=file, name=name))
        return tuple(sorted(set(notices)))


def read_media(
    files: Mapping[str, DocFile],
    *,
    root: str,
    lang: str,
    consents: Consents,
    kept: Path,
    spare: Path,
) -> Media:
    """`files` by their place below the site root. Clean copies stay in `kept` between builds, and
    lie in `spare` where that cannot be written to."""
    pictures = {place: file for place, file in files.items() if is_picture(file.path)}
    originals = {place: file.path for place, file in pictures.items()}
    ended = [place for place in consents.ended if place.is_file()]
    wanted = dict.fromkeys([*originals.values(), *sorted(ended)])
    made = copies(wanted, kept=kept, spare=spare) if wanted else {}
    found = {place: made[original] for place, original in originals.items()}
    gone = _gone(originals, found, made, consents)
    published = [
        MediaFile(path=place, file=file.path, key=digest("file", str(file.path), file.key))
        for place, file in files.items()
        if place not in pictures
    ]
    shown_at: dict[str, Shown] = {}
    for place, copy in found.items():
        if place in gone:
            shown_at[place] = Shown(gone=True)
            continue
        if isinstance(copy, Refused):
            continue
        beside = place + copy.suffix
        sibling = copy.sibling if beside not in files else None  # a person's own file stays
        shown_at[place] = Shown(
            width=copy.width,
            height=copy.height,
            suffix=copy.suffix if sibling else "",
            sibling_type=copy.sibling_type if sibling else "",
        )
        published.append(MediaFile(path=place, file=copy.file, key=digest("copy", copy.digest)))
        if sibling:
            key = digest("sibling", copy.digest)
            published.append(MediaFile(path=beside, file=sibling, key=key))
    return Media(
        root=root,
        lang=lang,
        originals=originals,
        copies=found,
        gone=gone,
        shown=shown_at,
        places={original: place for place, original in reversed(originals.items())},
        files=tuple(published),
    )


def _gone(
    originals: Mapping[str, Path],
    found: Mapping[str, Copy | Refused],
    made: Mapping[Path, Copy | Refused],
    consents: Consents,
) -> dict[str, Post]:
    """A picture of the same content goes, wherever it lies and whatever it is called."""
    if not consents.ended:
        return {}
    by_content = {
        made[place].digest: post
        for place, post in consents.ended.items()
        if place in made and made[place].digest
    }
    gone = {}
    for path, original in originals.items():
        post = consents.ended.get(original.resolve())
        post = post or by_content.get(found[path].digest)
        if post:
            gone[path] = post
    return gone
