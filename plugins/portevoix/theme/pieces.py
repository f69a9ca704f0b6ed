"""The pieces that pages are full of, made in Python: a relay page shows thirty fields and a list thirty
cards, and a macro of Jinja takes four times as long for each.

Every value is escaped by `e` where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup
from markupsafe import escape as e

from portevoix.kits import Button
from portevoix.kits.relay import Outlet, Text
from portevoix.language import LANGUAGES
from portevoix.paths import THUMBNAIL_SIDE
from portevoix.posts import Post

if TYPE_CHECKING:
    from portevoix.theme.frame import FrameContext


@dataclass(frozen=True, slots=True)
class Pieces:
    """What templates call as `html`."""

    frame: FrameContext

    def card(self, post: Post, level: int = 2, size: str = "") -> Markup:
        """One post in a list. `level` is the heading's, `size` one of "", "lead", "small"."""
        frame, kind = self.frame, e(post.kind.key)
        seen = frame.thumbnail_href(post)
        figure = (
            f'<div class="card-figure card-photo" aria-hidden="true"><img src="{e(seen)}" alt=""'
            f' width="{THUMBNAIL_SIDE}" height="{THUMBNAIL_SIDE}" loading="lazy" decoding="async"></div>\n'
            if seen
            else f'<div class="card-figure" aria-hidden="true">{frame.figure(post)}</div>\n'
        )
        shape = f" card-{e(size)}" if size else ""
        lang = frame.tongue(post.lang)
        spoken = self.spoken(post)
        standing = frame.standing(post)
        waits = f' <span class="standing">{e(standing)}</span>' if standing else ""
        summary = "" if size == "small" else f'<p class="card-summary">{e(post.summary)}</p>'
        return Markup(
            f'<article class="card{shape}" data-kind="{kind}"{lang}>\n'
            f'{figure}<div class="card-text">\n'
            f'<p class="card-line"><span class="kind" data-kind="{kind}">'
            f"{e(frame.post_label(post))}</span>"
            f' <time datetime="{e(frame.iso(post.published))}">'
            f"{e(frame.long_date(post.published))}</time>{spoken}{waits}</p>\n"
            f'<h{level} class="card-title"><a href="{e(frame.post_href(post))}">{e(post.title)}</a>'
            f"</h{level}>\n"
            f"{summary}\n</div>\n</article>"
        )

    def spoken(self, post: Post) -> Markup:
        """The language of a post on a page of another."""
        frame, lang = self.frame, post.lang
        if lang == frame.lang:
            return Markup("")
        named = frame.t(f"site.in_{lang}") if lang in LANGUAGES else frame.own_name(lang)
        return Markup(f' <span class="card-lang">{e(named)}</span>')

    def cards(self, posts: Iterable[Post], level: int = 2) -> Markup:
        listed = "".join(f"<li>{self.card(post, level)}</li>\n" for post in posts)
        return Markup(f'<ul class="cards">\n{listed}</ul>')

    def copy_field(
        self,
        field: Text,
        named: str,
        button: str,
        *,
        of: str = "",
        text_lang: str = "",
        way: Button | None = None,
        way_label: str = "",
        quiet: bool = False,
    ) -> Markup:
        """A text to copy: its label, the button's words, the network `of` it, or nothing.

        `way` with its label is a link beside the button, before it when the button is `quiet`.
        The button stands above the text, where a thumb finds it whatever the length.
        A field rather than a paragraph: the keyboard reaches it, Ctrl+A takes it whole, no-break
        spaces stay.
        """
        id = e(field.id)
        network = f'<span class="unseen"> – {e(of)}</span>' if of else ""
        count = f' <span class="copy-count">{e(field.count)}</span>' if field.count else ""
        lang = self.frame.tongue(text_lang)
        before = after = ""
        if way:
            link = f'href="{e(way.href)}" rel="noopener nofollow">{e(way_label)}</a>'
            before = f'<a class="button" {link}\n' if quiet else ""
            after = "" if quiet else f'\n<a class="button-quiet" {link}'
        return Markup(
            '<div class="copy-field">\n'
            f'<p class="copy-head"><label for="{id}">{e(named)}{network}</label>{count}</p>\n'
            f'<p class="copy-do">{before}'
            f'<button type="button" class="{"button-quiet" if quiet else "button"}"'
            f' data-copy="{id}">{e(button)}{network}</button>{after}</p>\n'
            f'<textarea id="{id}" readonly rows="{field.rows}" dir="auto" spellcheck="false"{lang}>'
            f"{e(field.text)}</textarea>\n"
            "</div>"
        )

    def texts(self, outlet: Outlet, text_lang: str = "") -> Markup:
        """The texts of a network, a field each, its own way beside the first."""
        way = outlet.button if outlet.button and not outlet.button.by_server else None
        return self._texts(outlet.parts, outlet, text_lang, way)

    def other_texts(self, outlet: Outlet, text_lang: str = "") -> Markup:
        """Its other version, thread or single text."""
        return self._texts(outlet.other, outlet, text_lang, None, quiet=True)

    def _texts(
        self,
        texts: tuple[Text, ...],
        outlet: Outlet,
        text_lang: str,
        way: Button | None,
        quiet: bool = False,
    ) -> Markup:
        t, total, made = self.frame.t, len(texts), []
        label = ""
        if way:
            medium = outlet.snippet.network.medium if outlet.fills else "empty"
            label = t(f"kits.open_{medium}", label=outlet.label)
        if total > 1:
            made.append(f'<p class="kit-hint">{e(t("kits.thread_hint", total=total))}</p>\n')
        for place, part in enumerate(texts, 1):
            alone, first = total == 1, place == 1
            field = self.copy_field(
                part,
                t("kits.text_to_copy") if alone else t("kits.part", place=place, total=total),
                t("kits.copy") if alone else t("kits.copy_part", place=place),
                of=outlet.label,
                text_lang=text_lang,
                way=way if first else None,
                way_label=label,
                quiet=quiet or not first or bool(way and outlet.fills),
            )
            made.append(f"{field}\n")
        return Markup("".join(made))
