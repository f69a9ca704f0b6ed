"""Drafts as who approves them sees them: a page each, with all that it shows beside it.

Nothing of the rest of the site is in these files, nor of a kit what its approver need not know: no
expected comments, no objective, no measure, nothing of other posts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urljoin

from portevoix.approvals import code_of_post, picture_digest
from portevoix.building.build import Assembled
from portevoix.building.site import page_renderer
from portevoix.edition import Edition
from portevoix.kits import formats_wanted, shared_pictures
from portevoix.kits.kit import Kit, kit_of
from portevoix.language import say
from portevoix.palette import render_palette
from portevoix.paths import PALETTE
from portevoix.posts import Post
from portevoix.publisher import Page
from portevoix.site import Site
from portevoix.theme import TEMPLATES, SiteContext, look_version
from portevoix.values import dataclass

_SHEETS = ("assets/site.css", "assets/kit.css")
_FONTS = "assets/fonts"
_ADDRESSED = re.compile(r' (href|src|srcset|poster)="([^"]*)"')  # as cleaned HTML writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the page of a draft shows."""

    post: Post
    body: str  # HTML, its pictures beside the page
    kit: Kit
    last: date  # on which its address leads somewhere
    code: str  # of all that is approved
    approve: str  # address of a prepared e-mail
    refuse: str
    command: str  # which enters the answer


def draft_files(
    assembled: Assembled, posts: Sequence[Post], *, last: date, mail: str
) -> Mapping[str, bytes | Path]:
    """Path below the folder of the lot → content. `mail` is where answers go, "" for nowhere.

    Raises DiagnosticsError for a picture that cannot be drawn.
    """
    overrides = assembled.sources.configuration.overrides
    edition = replace(assembled.edition, posts=tuple(posts), lists=(), related={}, charter=None)
    context = SiteContext(edition=edition, menu=(), version=look_version(overrides))
    render = page_renderer(context, overrides)
    files: dict[str, bytes | Path] = {PALETTE: render_palette(edition.site.palette)}
    files |= _look(overrides)
    for target in shared_pictures(edition):
        drawn = target.render()
        assert isinstance(drawn, bytes | Path)
        files[target.path] = drawn
    media = {one.path: one.file for one in edition.media}
    wanted = formats_wanted(edition)
    for post in posts:
        draft = _draft(assembled, edition, post, wanted[post.slug], last, mail)
        body, shown = _beside(draft.body, post, edition.site, media)
        picture = edition.pictures.get(post.slug)
        if picture is not None:
            files[picture.path] = picture.copy
            shown = [*shown, *filter(None, (picture.sibling,))]
        files |= {path: media[path] for path in shown if path in media}
        path = f"{post.slug}/index.html"
        page = Page(
            path=path,
            template="approve.html",
            title=say(edition.site.lang, "approving.title", title=post.title),
            lang=edition.site.lang,
            indexed=False,
            values={"draft": replace(draft, body=body)},
        )
        files[path] = render(page)
    return files


def _look(overrides: Path | None) -> Iterator[tuple[str, Path]]:
    """Style sheets and fonts, those of the organisation before ours."""
    fonts = sorted((TEMPLATES / _FONTS).iterdir())
    for name in (*_SHEETS, *(f"{_FONTS}/{file.name}" for file in fonts)):
        theirs = overrides / name if overrides else None
        yield name, theirs if theirs and theirs.is_file() else TEMPLATES / name


def _draft(
    assembled: Assembled,
    edition: Edition,
    post: Post,
    formats: tuple[str, ...],
    last: date,
    mail: str,
) -> Draft:
    picture = picture_digest(assembled.sources.shelf.pictures.get(post.slug))
    code = code_of_post(post, edition.snippets[post.slug], picture)
    lang = edition.site.lang
    command = f"porte-voix approve {post.slug} --code {code} --by"

    def letter(wording: str, more: str) -> str:
        subject = say(lang, f"approving.{wording}_subject", title=post.title)
        words = {"title": post.title, "code": code, "command": f"{command} {more}"}
        return _mailto(mail, subject, say(lang, f"approving.{wording}_text", **words))

    return Draft(
        post=post,
        body=edition.texts[post.slug].html,
        kit=kit_of(edition, post, formats),
        last=last,
        code=code,
        approve=letter("yes", "…"),
        refuse=letter("no", '… --refuse --remark "…"'),
        command=f"{command} …",
    )


def _mailto(mail: str, subject: str, text: str) -> str:
    """As RFC 6068 writes it: spaces as %20, lines ended by CRLF."""
    said = {"subject": subject, "body": text.replace("\n", "\r\n")}
    return f"mailto:{quote(mail, safe='@')}?{urlencode(said, quote_via=quote)}"


def _beside(
    html: str, post: Post, site: Site, media: Mapping[str, Path]
) -> tuple[str, Sequence[str]]:
    """The body with the files of ours that it shows at hand, and which they are: who approves finds
    them though no reader does yet. What leads elsewhere is whole."""
    page = site.address_of(post)
    shown: list[str] = []

    def whole(written: str) -> str:
        address = urljoin(page, unescape(written))
        path = unquote(address.removeprefix(site.url).partition("#")[0].partition("?")[0])
        if address.startswith(site.url) and path in media:
            shown.append(path)
            return escape(f"../{quote(path)}")
        return written if written.startswith("#") else escape(address)

    def attribute(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        if name != "srcset":
            return f' {name}="{whole(value)}"'
        parts = [one.split() for one in value.split(",") if one.strip()]
        listed = ", ".join(" ".join((whole(one[0]), *one[1:])) for one in parts)
        return f' {name}="{listed}"'

    return _ADDRESSED.sub(attribute, html), shown
