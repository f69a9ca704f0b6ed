"""The pieces that pages are full of, made in Python: a relay page shows thirty fields and a list thirty
cards, and a macro of Jinja takes four times as long for each.

Every value is escaped where it is written: by `e`, or by `w`, which remembers what many pages say alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup
from markupsafe import escape as e

from portevoix.kits import Button
from portevoix.kits.relay import Outlet, Text
from portevoix.language import LANGUAGES
from portevoix.paths import THUMBNAIL_SIDE
from portevoix.posts import Post
from portevoix.theme.asked import FrameAsked
from portevoix.values import dataclass


@lru_cache(maxsize=2000, typed=True)  # as Markup is equal to the text that it looks like
def w(words: str) -> str:
    """Plain text, escaped once: words of ours, names of networks, dates, ids."""
    return str(e(words))


@dataclass(frozen=True, slots=True)
class Pieces:
    """What templates call as `html`."""

    frame: FrameAsked

    def card(self, post: Post, level: int = 2, size: str = "") -> Markup:
        """One post in a list. `level` is the heading's, `size` one of "", "lead", "small"."""
        frame, kind = self.frame, w(post.kind.key)
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
            f"{w(frame.post_label(post))}</span>"
            f' <time datetime="{e(frame.iso(post.published))}">'
            f"{w(frame.long_date(post.published))}</time>{spoken}{waits}</p>\n"
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
        return Markup(f' <span class="card-lang">{w(named)}</span>')

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
        id = w(field.id)
        network = f'<span class="unseen"> – {w(of)}</span>' if of else ""
        count = f' <span class="copy-count">{e(field.count)}</span>' if field.count else ""
        lang = self.frame.tongue(text_lang)
        before = after = ""
        if way:
            link = f'href="{e(way.href)}" rel="noopener nofollow">{w(way_label)}</a>'
            before = f'<a class="button" {link}\n' if quiet else ""
            after = "" if quiet else f'\n<a class="button-quiet" {link}'
        return Markup(
            '<div class="copy-field">\n'
            f'<p class="copy-head"><label for="{id}">{w(named)}{network}</label>{count}</p>\n'
            f'<p class="copy-do">{before}'
            f'<button type="button" class="{"button-quiet" if quiet else "button"}"'
            f' data-copy="{id}">{w(button)}{network}</button>{after}</p>\n'
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
            made.append(f'<p class="kit-hint">{w(t("kits.thread_hint", total=total))}</p>\n')
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

    def outlet(self, outlet: Outlet, text_lang: str = "") -> Markup:
        """One network: what to copy, and the way there.

        The way stands beside the text that it carries, the first; a network that takes none is
        opened once the text is copied. Where a server must be named, the way stands below.
        """
        return Markup("".join(self._outlet(outlet, text_lang or self.frame.lang)))

    def _outlet(self, outlet: Outlet, lang: str) -> Iterator[str]:
        t, of, button, card = self.frame.t, outlet.label, outlet.button, outlet.card
        if outlet.warning:
            words = t("kits.warning"), t("kits.copy_warning")
            yield f"{self.copy_field(outlet.warning, *words, of=of, text_lang=lang)}\n"
            yield f"{_hint(t('kits.warning_hint', label=of))}\n"
        if outlet.subject:
            words = t("kits.subject"), t("kits.copy_subject")
            yield f"{self.copy_field(outlet.subject, *words, of=of, text_lang=lang, quiet=True)}\n"
        yield self.texts(outlet, lang)
        if not button:
            yield f"\n{_hint(t('kits.no_way', label=of))}\n"
        elif button.by_server:
            yield f"{self.server_form(button)}\n"
        elif not outlet.fills:
            yield f"\n{_hint(t('kits.paste_there', label=of))}\n"
        if card:
            name = t(f"kits.format_{card.format}").lower()
            suited = t("kits.suited", name=name, width=card.width, height=card.height)
            link = f'<a href="{e(self.frame.href(card.path))}" download>{w(suited)}</a>'
            yield f'\n<p class="kit-hint">{link}</p>\n'
        if total := len(outlet.other):
            said = t("kits.other_thread", total=total) if total > 1 else t("kits.other_single")
            yield _more(said, self.other_texts(outlet, lang))
        if outlet.first_comment:
            text, comment = outlet.first_comment
            words = t("kits.text_without_link"), t("kits.copy_without_link")
            first = self.copy_field(text, *words, of=of, text_lang=lang)
            words = t("kits.comment"), t("kits.copy_comment")
            second = self.copy_field(comment, *words, of=of, text_lang=lang)
            hint = _hint(t("kits.first_comment_hint"))
            yield _more(t("kits.first_comment"), f"{hint}\n{first}\n{second}\n")

    def server_form(self, way: Button) -> Markup:
        """Where a reader's account may live on any server, it is asked for. Without script a link
        leads to the usual server and says so."""
        t, network, server = self.frame.t, w(way.network), way.server
        field = f"serveur-{network}"
        return Markup(
            f'<form class="server" data-needs-script data-server="{network}"'
            f' data-address="{e(way.by_server)}">\n'
            '<div class="field">\n'
            f'<label for="{field}">{w(t("kits.server", label=way.label))}</label>\n'
            f'<input id="{field}" type="text" name="server" inputmode="url" autocomplete="off"'
            ' autocapitalize="none" spellcheck="false" required'
            f' aria-describedby="{field}-aide {field}-refus">\n'
            f'<button class="button">{w(t("kits.server_go"))}</button>\n'
            "</div>\n"
            f'<p class="kit-refused" id="{field}-refus" role="alert"'
            f' data-refused="{w(t("kits.server_refused", server=server))}"></p>\n'
            f'<p class="kit-hint" id="{field}-aide">{w(t("kits.server_hint", server=server))}</p>\n'
            '<p><button type="button" class="kit-forget" data-forget hidden>'
            f"{w(t('kits.server_forget'))}</button></p>\n"
            "</form>\n"
            '<div class="kit-plain">\n'
            f'<p class="kit-way"><a class="button" href="{e(way.href)}" rel="noopener nofollow">'
            f"{w(t('kits.server_open', server=server))}</a></p>\n"
            f"{_hint(t('kits.server_none', server=server))}\n"
            "</div>"
        )


def _hint(said: str) -> str:
    return f'<p class="kit-hint">{w(said)}</p>'


def _more(said: str, html: str) -> str:
    """HTML of ours that is opened when it is asked for."""
    return f'\n<details class="kit-more">\n<summary>{w(said)}</summary>\n{html}</details>\n'
