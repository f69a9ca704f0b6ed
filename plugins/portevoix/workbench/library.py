"""The posts of a site as a list, and what is done with a whole one: begin, copy, rename."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from portevoix.checks import Finding, Severity
from portevoix.dates import long_date, long_moment
from portevoix.language import say
from portevoix.posts import Kind, Post, expired, post_files, render_template, slug_with, slugify
from portevoix.site import Audience
from portevoix.values import dataclass
from portevoix.workbench.boxes import Known
from portevoix.workbench.desk import Workbench
from portevoix.workbench.frontmatter import Unwritable, values_of, with_texts, with_value, without
from portevoix.workbench.manuscripts import drafts, edit, open_post, posts_folder
from portevoix.workbench.writing import Unreadable, read_held, save

_OWN = ("aliases", "slug", "translation_of", "updated", "expires", "published")  # not for a copy


class State(StrEnum):
    """Where a post stands for its readers."""

    DRAFT = "draft"
    WAITING = "waiting"
    LIVE = "live"
    EXPIRED = "expired"
    BROKEN = "broken"  # it cannot be read: the site keeps its last good pages
    UNREAD = "unread"  # its site is being built: what it is, the next page tells
    HELD = "held"  # nobody has read it yet: what is wrong elsewhere keeps the site from being built
    GONE = "gone"  # its file is no longer there; what somebody typed is


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One post of the list."""

    name: str  # of its file, below the folder of posts
    title: str
    state: State
    when: str = ""  # in words: the hour that it waits for, else the day that it bears
    kind: str = ""
    kind_key: str = ""
    staff: bool = False  # for the personnel only
    blocks: int = 0  # findings that stop a public build
    findings: int = 0
    typed: bool = False  # what somebody typed waits to be saved
    words: str = ""  # what a search looks in

    @property
    def anything_wrong(self) -> bool:
        return self.state in (State.BROKEN, State.GONE) or self.findings > 0


def rows(desk: Workbench) -> tuple[Row, ...]:
    """All posts, the newest first. Raises DiagnosticsError where the configuration is wrong."""
    folder, shot = posts_folder(desk), desk.running.state()
    typed = frozenset(drafts(desk))
    known = _posts_by_name(desk, folder)
    wrong = {mistake.file.replace("\\", "/") for mistake in shot.mistakes}
    findings: Mapping[str, Sequence[Finding]] = {}
    now = datetime.now().astimezone()
    if shot.assembled:
        findings = shot.assembled.edition.findings or {}
        now = shot.assembled.sources.now
    found = []
    for name, _ in post_files(folder) if folder.is_dir() else ():
        post = known.get(name)
        if post is None or post.file.replace("\\", "/") in wrong:
            told = post is not None or any(file.endswith(f"/{name}") for file in wrong)
            other = State.HELD if shot.mistakes else State.UNREAD
            state = State.BROKEN if told else other
            found.append(_unread(folder, name, state, name in typed))
        else:
            found.append(
                _row(name, post, findings.get(post.slug, ()), now, desk.lang, name in typed)
            )
    there = {row.name for row in found}
    found += [
        Row(name=name, title=name, state=State.GONE, typed=True, words=name)
        for name in sorted(typed - there)
    ]
    order = {name: n for n, name in enumerate(known)}
    return tuple(sorted(found, key=lambda row: (order.get(row.name, -1), row.name)))


def _posts_by_name(desk: Workbench, folder: Path) -> dict[str, Post]:
    """The posts of the last good build, the newest first."""
    shot = desk.running.state()
    if shot.assembled is None:
        return {}
    shelf, start = shot.assembled.sources.shelf, len(str(folder)) + 1
    return {shelf.files[post.file][start:]: post for post in shelf.posts}


def post_named(desk: Workbench, name: str) -> Post | None:
    """The post of a file, as the last good build read it."""
    return _posts_by_name(desk, posts_folder(desk)).get(name)


def file_of(desk: Workbench, slug: str) -> str:
    """The name of a post's file below the folder of posts; "" for a post that is not known, or lies
    elsewhere."""
    shot = desk.running.state()
    if shot.assembled is None:
        return ""
    shelf, start = shot.assembled.sources.shelf, f"{posts_folder(desk)}{os.sep}"
    post = next((one for one in shelf.posts if one.slug == slug), None)
    file = shelf.files.get(post.file, "") if post else ""
    return file.removeprefix(start).replace(os.sep, "/") if file.startswith(start) else ""


def _row(
    name: str, post: Post, findings: Sequence[Finding], now: datetime, lang: str, typed: bool
) -> Row:
    state = State.LIVE
    if post.draft:
        state = State.DRAFT
    elif expired((post,), now):
        state = State.EXPIRED
    elif post.published > now:
        state = State.WAITING
    return Row(
        name=name,
        title=post.title,
        state=state,
        when=(long_moment if post.published > now else long_date)(post.published, lang),
        kind=post.kind.label[lang],
        kind_key=post.kind.key,
        staff=post.audience == Audience.INTERNAL,
        blocks=sum(1 for one in findings if one.severity is Severity.BLOCK),
        findings=sum(1 for one in findings if one.severity is not Severity.NOTE),
        typed=typed,
        words=" ".join((post.title, name, *post.tags, *post.categories, post.kind.label[lang])),
    )


def _unread(folder: Path, name: str, state: State, typed: bool) -> Row:
    title = name
    try:
        written = values_of(read_held(folder / name).text).get("title")
        title = written if isinstance(written, str) and written else name
    except (OSError, Unreadable, Unwritable):
        pass
    return Row(name=name, title=title, state=state, typed=typed, words=f"{title} {name}")


def chosen(found: Sequence[Row], *, words: str = "", state: str = "") -> tuple[Row, ...]:
    """Those that hold every word, whatever its accents and case, and stand in a state."""
    wanted = slugify(words).split("-") if words else []
    return tuple(
        row
        for row in found
        if (not state or row.state == state or (state == "wrong" and row.anything_wrong))
        and all(word in slugify(row.words) for word in wanted)
    )


def known_of(desk: Workbench) -> Known:
    """What the form of a post offers: teams, objectives, what other posts are filed under."""
    shot = desk.running.state()
    if shot.assembled is None:
        return Known()
    shelf, site = shot.assembled.sources.shelf, shot.assembled.edition.site
    used: dict[str, dict[str, None]] = {"categories": {}, "tags": {}, "hashtags": {}}
    for post in shelf.posts:
        for key, values in (
            ("categories", post.categories),
            ("tags", post.tags),
            ("hashtags", post.hashtags),
        ):
            used[key] |= dict.fromkeys(values)
    return Known(
        choices={"objective": dict(site.objectives)} if site.objectives else {},
        used={
            "authors": tuple(shelf.authors),
            **{key: tuple(sorted(values)) for key, values in used.items()},
        },
    )


def links_of(desk: Workbench, name: str, words: str) -> Iterator[tuple[str, str]]:
    """Title and path, from the post `name`, of the posts that hold some words: those first that hold
    them in their title."""
    up, wanted = "../" * name.count("/"), slugify(words)
    found = chosen(rows(desk), words=words)
    for row in sorted(found, key=lambda row: wanted not in slugify(row.title))[:20]:
        if row.name != name and row.state not in (State.BROKEN, State.UNREAD, State.GONE):
            yield row.title, f"{up}{row.name}"


def begin(desk: Workbench, kind: Kind, title: str, lang: str = "") -> str:
    """Write the file of a new post, and give its name. Raises ValueError for a title without a letter,
    OSError."""
    configuration = desk.configuration()
    site = configuration.site
    now = datetime.now(site.zone)
    name, slug = _free_name(desk, title, now)
    text = render_template(kind, title, now, lang or site.lang, site, slug=slug)
    save(posts_folder(desk) / name, None, text.encode())
    desk.running.stir()
    return name


def copy_of(desk: Workbench, name: str) -> str:
    """A new draft that says what a post says, with an address of its own; its name.

    Raises Unwritable where the front matter cannot be changed, OSError.
    """
    text = open_post(desk, name).text
    now = datetime.now(desk.configuration().site.zone)
    values = values_of(text)
    written = values.get("title")
    title = written if isinstance(written, str) and written else Path(name).stem
    title = say(desk.lang, "workbench.copy_of", title=title)
    other, slug = _free_name(desk, title, now)
    for key in _OWN:
        text = without(text, (key,))
    share = values.get("share")
    for network, said in share.items() if isinstance(share, dict) else ():
        if isinstance(said, dict) and "at" in said:
            text = without(text, ("share", network, "at"))
    text = with_value(text, ("title",), title)
    text = with_value(text, ("slug",), slug, plain=True, order=("title", "slug"))
    text = with_value(text, ("date",), f"{now:%Y-%m-%d}", plain=True)
    text = with_value(text, ("draft",), True)
    save(posts_folder(desk) / other, None, text.encode())
    desk.running.stir()
    return other


def rename(desk: Workbench, name: str, title: str, *, keeps_address: bool) -> None:
    """Give a post another title. Its address stays, or becomes that of the title: of a post that
    readers may have met, the old one then leads to the new one.

    Raises Unwritable, ValueError for a title without a letter, Changed, OSError.
    """
    post = post_named(desk, name)
    slug = slugify(title)
    if not slug:
        raise ValueError(title)

    def change(text: str) -> str:
        if keeps_address:
            if post is not None:
                text = with_value(text, ("slug",), post.slug, plain=True, order=("title", "slug"))
        else:
            text = with_value(text, ("slug",), slug, plain=True, order=("title", "slug"))
            if post is not None and not post.draft and post.slug != slug:
                old = desk.configuration().site.path_of(post)
                text = with_texts(
                    text, ("aliases",), [*post.aliases, old], order=("slug", "aliases")
                )
        return with_value(text, ("title",), title)

    edit(desk, name, change)
    desk.running.stir()


def _free_name(desk: Workbench, title: str, now: datetime) -> tuple[str, str]:
    """The name of a file that is not there yet, and an address that no other post has."""
    slug = slugify(title)
    if not slug:
        raise ValueError(title)
    folder = posts_folder(desk)
    shot = desk.running.state()
    taken = {post.slug for post in shot.assembled.sources.shelf.posts} if shot.assembled else set()
    n, tried = 1, slug
    while tried in taken or any(folder.rglob(f"*-{tried}.md")):
        n += 1
        tried = slug_with(slug, str(n))
    return f"{now:%Y-%m-%d}-{tried}.md", tried
