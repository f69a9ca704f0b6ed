"""Pictures of docs/ as readers get them: clean copies, how large each is, and none that must go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from portevoix.body import Shown, picture
from portevoix.diagnostics import Diagnostic
from portevoix.edition import PostPicture
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a page was written, to name the line that shows a picture."""

    file: str  # as named in messages
    text: str
    first: int = 1  # line of the file where `text` starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressed:
    """A body with its pictures."""

    whole: str  # for its page
    plain: str  # for feeds
    # Path of each picture asked for, and what is known of it; None when one must be told about.
    pictures: tuple[tuple[str, Any], ...] | None


@dataclass(kw_only=True)
class Gallery:
    """Pictures by their place below the site root.

    MkDocs only ever copies what `hang` gives it: nothing of an original reaches the site.
    """

    lang: str
    base: Path  # where file names in messages start
    root: str  # address of the site
    kept: Path  # where copies stay between builds
    spare: Path  # where they lie when they cannot stay
    consents: Consents
    originals: dict[str, Path] = field(default_factory=dict)
    places: dict[Path, str] = field(default_factory=dict)  # resolved original → its place
    found: dict[str, Copy | Refused] = field(default_factory=dict)
    gone: dict[str, Post] = field(default_factory=dict)  # place → who says that consent ended
    shown: dict[str, Shown] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  # refused pictures that some text shows
    mistakes: list[Diagnostic] = field(default_factory=list)
    shared: list[Diagnostic] = field(default_factory=list)

    def hang(self, files: Files, config: MkDocsConfig) -> None:
        """Have copies published in place of originals, and lighter siblings beside them."""
        hung: dict[str, File] = {}
        for file in files.media_files():
            original = Path(str(file.abs_src_path or ""))
            if file.abs_src_path and not file.inclusion.is_excluded() and is_picture(original):
                hung[file.dest_uri] = file
                self.originals[file.dest_uri] = original
                self.places.setdefault(original.resolve(), file.dest_uri)
        ended = {place for place in self.consents.ended if place.is_file()}
        wanted = dict.fromkeys([*self.originals.values(), *sorted(ended)])
        made = copies(wanted, kept=self.kept, spare=self.spare)
        self.found = {path: made[original] for path, original in self.originals.items()}
        self.gone = self._gone(made)
        taken = {file.dest_uri for file in files}
        for path, file in hung.items():
            self._hang(path, file, files, config, taken)

    def _gone(self, made: Mapping[Path, Copy | Refused]) -> dict[str, Post]:
        """A picture of the same content goes, wherever it lies and whatever it is called."""
        by_content = {
            made[place].digest: post
            for place, post in self.consents.ended.items()
            if place in made and made[place].digest
        }
        gone = {}
        for path, original in self.originals.items():
            post = self.consents.ended.get(original.resolve())
            post = post or by_content.get(self.found[path].digest)
            if post:
                gone[path] = post
        return gone

    def _hang(
        self, path: str, file: File, files: Files, config: MkDocsConfig, taken: set[str]
    ) -> None:
        copy = self.found[path]
        if path in self.gone or isinstance(copy, Refused):
            file.inclusion = InclusionLevel.EXCLUDED
            if path in self.gone:
                self.shown[path] = Shown(gone=True)
            return
        file.abs_src_path = str(copy.file)
        beside = path + copy.suffix
        sibling = copy.sibling if beside not in taken else None  # a person's own file stays
        self.shown[path] = Shown(
            width=copy.width,
            height=copy.height,
            suffix=copy.suffix if sibling else "",
            sibling_type=copy.sibling_type if sibling else "",
        )
        if sibling:
            taken.add(beside)
            lighter = File(
                file.src_uri + copy.suffix,
                str(file.src_dir),
                config.site_dir,
                config.use_directory_urls,
                dest_uri=beside,
                inclusion=InclusionLevel.NOT_IN_NAV,
            )
            lighter.abs_src_path = str(sibling)
            files.append(lighter)

    def dress(self, html: str, url: str, lang: str, written: Callable[[], Written]) -> Dressed:
        """A clean body for its page at `url`; what it shows is noted."""
        if "<img" not in html and not self.gone:
            return Dressed(whole=html, plain=html, pictures=())
        seen: set[str] = set()
        asked: dict[str, Any] = {}

        def find(path: str) -> Shown | None:
            if path in self.gone or isinstance(self.found.get(path), Refused):
                seen.add(path)
            asked[path] = self._answer(path)
            return self.shown.get(path)

        whole = picture(html, find, page_url=url, root=self.root, lang=lang, plain=False)
        plain = picture(html, find, page_url=url, root=self.root, lang=lang, plain=True)
        for path in sorted(seen):
            self._note(path, written())
        pictures = None if seen else tuple(sorted(asked.items()))
        return Dressed(whole=whole, plain=plain, pictures=pictures)

    def still_shown(self, path: str, answer: Any) -> bool:
        """Whether a picture is what `Dressed.pictures` says of it."""
        refused = path in self.gone or isinstance(self.found.get(path), Refused)
        return not refused and self._answer(path) == answer

    def _answer(self, path: str) -> list[Any] | None:
        found = self.shown.get(path)
        return None if found is None else list(astuple(found))

    def _note(self, path: str, written: Written) -> None:
        name = self.originals[path].name
        line = line_naming(written.text, name, written.first)
        copy = self.found[path]
        if path in self.gone:
            post = self.gone[path]
            self.shared.append(shared_notice(self.lang, post, file=written.file, line=line))
        elif isinstance(copy, Refused):
            self._refuse(path, copy, written.file, line)

    def of_posts(
        self, posts: Iterable[Post], pictures: Mapping[str, Path]
    ) -> dict[str, PostPicture]:
        """The posts' own pictures, by slug; one that cannot be opened is a mistake of its post."""
        own = {}
        for post in posts:
            path = self.places.get(pictures[post.slug].resolve()) if post.slug in pictures else None
            if path is None or post.picture is None or path in self.gone:
                continue
            copy = self.found[path]
            if isinstance(copy, Refused):
                line = post.lines.get("picture.file", post.lines.get("picture", 0))
                self._refuse(path, copy, post.file, line)
                continue
            shown = self.shown[path]
            own[post.slug] = PostPicture(
                file=self.originals[path],
                path=path,
                type=copy.type,
                length=copy.length,
                width=copy.width,
                height=copy.height,
                digest=copy.digest,
                sibling=path + shown.suffix if shown.suffix else "",
                sibling_type=shown.sibling_type,
            )
        return own

    def _refuse(self, path: str, refused: Refused, file: str, line: int) -> None:
        self.told.add(path)
        name = self.originals[path].name
        self.mistakes.append(unusable(self.lang, refused.error, file=file, line=line, name=name))

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What stops nothing: pictures taken down, drawings mended, damaged files nobody shows."""
        notices = [*self.consents.notices, *self.shared]
        for path, copy in self.found.items():
            if path in self.gone or path in self.told:
                continue
            original = self.originals[path]
            file, name = shown(original, self.base), original.name
            if isinstance(copy, Refused):
                notices.append(unusable(self.lang, copy.error, file=file, line=0, name=name))
            elif copy.mended:
                notices.append(mended(self.lang, file=file, name=name))
        return tuple(sorted(set(notices)))
