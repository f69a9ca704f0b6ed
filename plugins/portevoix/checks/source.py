"""From posts and files to subjects: what surrounds a text is diagnostics here, once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portevoix.checks.house import House
from portevoix.checks.markdown import read_document
from portevoix.checks.photograph import read_photograph
from portevoix.checks.rule import Rule
from portevoix.checks.subject import Passage, Photograph, Said, Subject, passages_of
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.typography import profile_of

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff")
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the posts of one run come from."""

    site: Site
    house: House
    today: date
    root: Path  # files are named from here
    docs: Path | None = None
    taken: dict[Path, Photograph | None] = field(default_factory=dict, hash=False)
    folders: dict[str, Path] = field(default_factory=dict, hash=False)  # their paths without links

    def subject(
        self,
        post: Post,
        *,
        relatives: tuple[Post, ...] | None = None,
        compose: Callable[[Post], tuple[Said, ...]] | None = None,
        head: tuple[str, ...] | None = None,
    ) -> Subject:
        """The subject of a post."""
        document = read_document(post.body)
        targets = [image.target for image in document.images]
        if post.picture:
            targets.append(post.picture.file)
        return Subject(
            file=post.file,
            post=post,
            document=document,
            body_line=post.body_line,
            lines=post.lines,
            head=self._head(post) if head is None else head,
            title=post.title,
            titled=True,
            lang=post.lang,
            profile=profile_of(post.lang, self.site.profile),
            site=self.site,
            house=self.house,
            passages=passages_of(post),
            photographs=self.photographs(post.file, targets),
            said=compose(post) if compose else (),
            relatives=relatives,
            today=self.today,
        )

    def page(
        self,
        file: str,
        body: str,
        body_line: int,
        *,
        title: str,
        lang: str,
        passages: tuple[Passage, ...] = (),
        lines: Mapping[str, int] | None = None,
        head: tuple[str, ...] = (),
    ) -> Subject:
        """The subject of a Markdown file that is no post."""
        document = read_document(body)
        return Subject(
            file=file,
            post=None,
            document=document,
            body_line=body_line,
            lines=lines or {},
            head=head,
            title=title,
            titled=bool(title),
            lang=lang,
            profile=profile_of(lang, self.site.profile),
            site=self.site,
            house=self.house,
            passages=passages,
            photographs=self.photographs(file, [image.target for image in document.images]),
            today=self.today,
        )

    def _head(self, post: Post) -> tuple[str, ...]:
        try:
            with (self.root / post.file).open(encoding="utf-8-sig", errors="replace") as file:
                return tuple(line for _, line in zip(range(post.body_line), file, strict=False))
        except OSError:
            return ()

    def photographs(self, file: str, targets: Iterable[str]) -> Mapping[str, Photograph]:
        """What the local pictures among `targets` say of themselves."""
        found: dict[str, Photograph] = {}
        for target in targets:
            if path := self.path_of(file, target):
                if path not in self.taken:
                    self.taken[path] = read_photograph(path)
                if photograph := self.taken[path]:
                    found[target] = photograph
        return found

    def path_of(self, file: str, target: str) -> Path | None:
        """The local picture that a text names, None when it is elsewhere or no picture."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path.lower().endswith(_PICTURES):
            return None
        name = unquote(parts.path)
        if name.startswith("/"):
            return self.docs / name.lstrip("/") if self.docs else None
        return self.root / Path(file).parent / name if "\0" not in name else None

    def digest(self, rules: tuple[Rule, ...]) -> str:
        """What all findings of a run depend on, besides each post."""
        parts = (
            _code_digest(),
            repr([rule.id for rule in rules]),
            repr(self.site),
            repr(
                (
                    sorted(self.house.glossary.items()),
                    sorted(self.house.lexicon),
                    sorted(self.house.contacts),
                    self.house.officials,
                    self.house.reserve,
                    sorted(self.house.severities.items()),
                    self.house.most_hashtags,
                    self.house.most_emojis,
                    self.house.brackets,
                )
            ),
            self.today.isoformat(),
            str(self.docs),
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()

    def key(self, post: Post, relatives: tuple[Post, ...]) -> str:
        """What the findings on one post depend on."""
        parts = [_words_of(post)]
        parts += [f"{one.slug} {one.lang} {one.published} {one.updated}" for one in relatives]
        parts += self._pictures_state(post)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()

    def _pictures_state(self, post: Post) -> list[str]:
        """Size and time of the pictures a post names, told from its text without a parse."""
        names = {post.picture.file} if post.picture else set()
        body = post.body.lower()
        if any(ending in body for ending in _PICTURES):
            names |= {image.target for image in read_document(post.body).images}
        states = []
        for name in sorted(names):
            if path := self.path_of(post.file, name):
                try:
                    status = path.stat()
                    states.append(f"{name} {status.st_size} {status.st_mtime_ns}")
                except OSError:
                    states.append(f"{name} -")
        return states


def _words_of(post: Post) -> str:
    """Of all that a post says: of its file, where that is known, and of what comes from elsewhere."""
    if not post.digest:
        return repr(post) + post.body
    elsewhere = (post.slug, post.published, post.updated, post.translation_of, post.authors)
    return f"{post.file} {post.digest} {elsewhere}"


@cache
def _code_digest() -> str:
    """Changes with the code and the lists that the findings come from."""
    digest = hashlib.sha256()
    rooms = ("checks", "snippets", "networks", "language", "posts", "prose", "typography")
    for room in rooms:
        for path in sorted((_PACKAGE / room).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
