"""The whole charter at once: as plain text, on one page to print, in one file to carry along."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache, partial

from portevoix.charter.addresses import named, resolver
from portevoix.charter.article_pages import sections
from portevoix.charter.charter import Charter
from portevoix.charter.edition import CharterEdition
from portevoix.charter.prose import Resolve, plain, render_blocks
from portevoix.charter.redlines import Paragraph, paragraphs
from portevoix.charter.rendering import RenderedArticle, article_anchor, render_article
from portevoix.charter.reply_pages import shown_replies, step_list
from portevoix.charter.wording import page_named
from portevoix.language import say
from portevoix.publisher import Target
from portevoix.site import Site

INSIDE = frozenset(("repondre", "reponses", "puis-je", "articles"))  # of the one file
TEXT = "charte.txt"


def text_of(edition: CharterEdition) -> str:
    """The charter as this audience reads it, without marks: what an attestation is about."""
    return _text(edition.charter, edition.internal)


@lru_cache(maxsize=4)
def _text(charter: Charter, numbered: bool) -> str:
    lines = [charter.title, charter.version, charter.in_force.isoformat(), ""]
    lines += [*plain(charter.summary), ""]
    for article in charter.in_use:
        title, *rest = paragraphs(article, charter.lang)
        lines.append(f"{article.id}  {title.text}" if numbered else title.text)
        lines += [_told(paragraph, charter.lang) for paragraph in rest]
        lines.append("")
    return "\n".join(lines)


def _told(paragraph: Paragraph, lang: str) -> str:
    """A line of the text; what colours say on a page is said in words here."""
    if paragraph.part not in ("do", "avoid", "why"):
        return paragraph.text
    return f"{say(lang, f'charter.{paragraph.part}')}{say(lang, 'charter.colon')}{paragraph.text}"


def text(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/charte.txt`; anyone can compute its SHA-256 again."""
    yield edition.file(TEXT, partial(text_of, edition))


def printable(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/imprimer/`."""
    path = edition.site.names.charter_page("imprimer/index.html")
    resolve = resolver(path, edition.charter, edition.site, _inside)
    yield edition.page(
        "imprimer/",
        "printable",
        edition.say("imprimer"),
        indexed=False,
        address=edition.site.absolute(edition.site.names.charter),
        articles=partial(_all, edition, resolve),
        sections=sections(edition, edition.charter.in_use),
        summary=partial(render_blocks, edition.charter.summary, resolve),
    )


def offline(edition: CharterEdition) -> Iterator[Target]:
    """`/charte/charte.html`: one file without anything beside it, for a telephone without network."""
    charter, site = edition.charter, edition.site
    resolve = _offline_resolver(charter, site)
    yield edition.page(
        "charte.html",
        "offline",
        edition.say("offline_title", title=charter.title, organisation=site.organisation.name),
        indexed=False,
        address=site.absolute(site.names.charter),
        articles=partial(_all, edition, resolve),
        steps=partial(step_list, edition),
        replies=partial(shown_replies, edition),
        sections=sections(edition, charter.in_use),
        summary=partial(render_blocks, charter.summary, resolve),
        digest=partial(text_digest, edition),
    )


def text_digest(edition: CharterEdition) -> str:
    """SHA-256 of the charter's text, as anyone can compute it again."""
    return hashlib.sha256(text_of(edition).encode()).hexdigest()


def _inside(id: str) -> str:
    return f"#{article_anchor(id)}"


def _all(edition: CharterEdition, resolve: Resolve) -> tuple[RenderedArticle, ...]:
    charter = edition.charter
    return tuple(
        render_article(article, resolve, charter.terms, top=4, apart=True, dial=edition.dial)
        for article in charter.in_use
    )


def _offline_resolver(charter: Charter, site: Site) -> Resolve:
    """Links stay within the file when it holds their target, and are complete otherwise."""
    near = resolver(site.names.charter_page("charte.html"), charter, site, _inside)
    pages = named(charter, site)

    def resolve(target: str) -> str | None:
        name, hash_, anchor = target.partition("#")
        if known := page_named(name):
            if known in INSIDE & pages:
                return f"#{anchor or known}"
            there = site.names.charter_page(f"{known}/{hash_}{anchor}")
            return site.absolute(there) if known in pages else None
        if target.startswith("/"):
            return site.absolute(target[1:])
        return near(target)

    return resolve
