"""What search engines read about a page: JSON-LD with the words of https://schema.org/."""

from __future__ import annotations

import json
from collections.abc import Sequence

from portevoix.addresses import author_path
from portevoix.language import say
from portevoix.metadata.beside import BESIDE
from portevoix.metadata.values import Described, Step
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.text import tidy

MAX_HEADLINE = 110  # characters; beyond, Google holds a headline for invalid
_ARTICLES = frozenset({"BlogPosting", "NewsArticle"})
_ESCAPES = (  # one `replace` after the other: a table for `translate` takes fifty times as long
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_EMPTY: tuple[object, ...] = ("", [], {}, None)

Node = dict[str, object]


def render_jsonld(nodes: Sequence[Node]) -> str:
    """The nodes as JSON that stays JSON inside a script element, whatever text they hold."""
    document = {"@context": "https://schema.org", "@graph": list(nodes)}
    written = _ENCODE(_clean(document))
    for sign, escape in _ESCAPES:
        written = written.replace(sign, escape)
    return written


def structured(site: Site, page: Described, title: str, description: str) -> list[Node]:
    """The nodes of a page; the home page alone describes the site and its organisation in full."""
    nodes: list[Node] = []
    if page.home:
        nodes += [_website(site), _organisation(site)]
    if page.post:
        article = _article(site, page, page.post, title, description)
        nodes.append(article)
        for describe in BESIDE:
            node = describe(site, page, page.post, description)
            if node:
                nodes.append(node)
                article["about" if node["@type"] == "Event" else "hasPart"] = {"@id": node["@id"]}
    if not page.home:
        nodes.append(_breadcrumbs(site, page, title))
    return nodes


def _publisher(site: Site) -> str:
    """Of a blog that we are added to, nobody said whose it is."""
    return "Organization" if site.host else "GovernmentOrganization"


def organisation_id(site: Site) -> str:
    return f"{site.url}#organisation"


def _website(site: Site) -> Node:
    return {
        "@type": "WebSite",
        "@id": f"{site.url}#site",
        "url": site.url,
        "name": site.name,
        "description": site.description,
        "inLanguage": site.profile,
        "publisher": {"@id": organisation_id(site)},
    }


def _organisation(site: Site) -> Node:
    body = site.organisation
    return {
        "@type": _publisher(site),
        "@id": organisation_id(site),
        "name": body.name,
        "url": site.url,
        "description": body.mission or body.tagline,
        "logo": site.absolute(body.logo) if body.logo else "",
        "email": body.email,
        "telephone": body.telephone,
        "address": body.address,
        "sameAs": [account.url for account in body.accounts],
    }


def _article(site: Site, page: Described, post: Post, title: str, description: str) -> Node:
    publisher = {
        "@type": _publisher(site),
        "@id": organisation_id(site),
        "name": site.organisation.name,
        "url": site.url,
    }
    authors = [
        {
            "@type": "Person" if site.host else "Organization",
            "name": author.name,
            "url": site.absolute(author_path(site, author)),
        }
        for author in post.authors
    ]
    kind = post.kind.schema_type
    return {
        "@type": kind if kind in _ARTICLES else "BlogPosting",
        "@id": f"{page.url}#article",
        "url": page.url,
        "mainEntityOfPage": page.url,
        "headline": title if len(title) <= MAX_HEADLINE else title[: MAX_HEADLINE - 1] + "…",
        "description": description,
        "inLanguage": post.lang,
        "datePublished": post.published.isoformat(),
        "dateModified": post.updated.isoformat(),
        "author": authors or publisher,
        "publisher": publisher,
        "image": _image(page),
        "articleSection": list(post.categories),
        "keywords": list(post.tags),
        "isPartOf": {"@type": "Blog", "@id": site.absolute(site.blog), "name": site.name},
        "translationOfWork" if post.translation_of else "workTranslation": [
            {"@type": "BlogPosting", "@id": f"{url}#article", "inLanguage": lang}
            for lang, url in sorted(page.translations.items())
        ],
    }


def _image(page: Described) -> Node:
    if not page.picture:
        return {}
    return {
        "@type": "ImageObject",
        "url": page.picture.url,
        "width": page.picture.width,
        "height": page.picture.height,
        "caption": page.picture.alt,
    }


def _breadcrumbs(site: Site, page: Described, title: str) -> Node:
    home = Step(
        name=say(page.post.told_in if page.post else page.lang, "metadata.home"), url=site.url
    )
    steps = (home, *page.trail, Step(name=title, url=page.url))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step.name, "item": step.url}
            for place, step in enumerate(steps, 1)
        ],
    }


def _clean(value: object) -> object:
    """The value without what is empty, its text on one line and fit for any format."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, dict):
        return {
            key: cleaned for key, inner in value.items() if (cleaned := _clean(inner)) not in _EMPTY
        }
    if isinstance(value, (list, tuple)):
        return [_clean(inner) for inner in value]
    return value
