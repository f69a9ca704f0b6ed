"""From posts and pages to subjects: what surrounds a text is gathered here, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from portevoix.checks.markdown import read_document
from portevoix.checks.settings import CheckSettings
from portevoix.checks.sources.pictures import photographs
from portevoix.checks.subject import Composer, Passage, Subject, passages_of
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.typography import profile_of
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the texts of one run come from, and what their findings stand on."""

    site: Site
    settings: CheckSettings
    today: date
    root: Path  # files are named from here
    docs: Path | None = None  # pictures with a leading / are named from here
    compose: Composer | None = None  # a post's texts for networks, when rules should see them


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A Markdown file that is no post, taken apart."""

    file: str
    body: str
    body_line: int
    title: str
    lang: str
    passages: tuple[Passage, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, hash=False)
    head: tuple[str, ...] = ()


def subject_of_post(
    post: Post,
    source: Source,
    *,
    translations: tuple[Post, ...] | None = None,
    head: tuple[str, ...] | None = None,
) -> Subject:
    """The subject of a post; `head` are the lines of its front matter, read anew when None."""
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
        head=_head(post, source.root) if head is None else head,
        title=post.title,
        titled=True,
        lang=post.lang,
        profile=profile_of(post.lang, source.site.profile),
        site=source.site,
        settings=source.settings,
        passages=passages_of(post),
        photographs=photographs(post.file, targets, source.root, source.docs),
        network_texts=source.compose(post) if source.compose else (),
        translations=translations,
        today=source.today,
    )


def subject_of_page(page: PageText, source: Source) -> Subject:
    """The subject of a Markdown file that is no post."""
    document = read_document(page.body)
    targets = [image.target for image in document.images]
    return Subject(
        file=page.file,
        post=None,
        document=document,
        body_line=page.body_line,
        lines=page.lines,
        head=page.head,
        title=page.title,
        titled=bool(page.title),
        lang=page.lang,
        profile=profile_of(page.lang, source.site.profile),
        site=source.site,
        settings=source.settings,
        passages=page.passages,
        photographs=photographs(page.file, targets, source.root, source.docs),
        today=source.today,
    )


def _head(post: Post, root: Path) -> tuple[str, ...]:
    try:
        with (root / post.file).open(encoding="utf-8-sig", errors="replace") as file:
            return tuple(line for _, line in zip(range(post.body_line), file, strict=False))
    except OSError:
        return ()
