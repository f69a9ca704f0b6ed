"""One post of a host → one Post: what the host says holds, and our own fields come from the file.

Nobody asked our rules of that blog: a field of ours that cannot be read is told and left out, and
stops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from portevoix.body import BodyTooLong, clean, prose
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.digests import digest
from portevoix.form import Form
from portevoix.guest.blog import HostPost
from portevoix.posts import (
    Author,
    Known,
    Parts,
    Post,
    decode,
    is_marked,
    read_parts,
    shown,
    slugify,
    split,
    with_text,
)
from portevoix.site import Site
from portevoix.tongues import read_tongue, told_in
from portevoix.yaml_text import Yaml, read_yaml

# What a post says to us alone; of the rest of its front matter the host is the reader.
OURS = (
    *("kind", "message", "points", "question", "objective", "call", "measure", "hashtags"),
    *("share", "answers", "audience"),
)
_LOOKED_AT = 40  # paragraphs, for the first that says something


def slugs_of(posts: Iterable[HostPost], blog: str) -> dict[str, str]:
    """Page → the slug of its post, no two alike: its address below the blog in one word."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(post.path for post in posts):
        below = path.removeprefix(blog).removesuffix(".html").strip("/")
        slug = plain = slugify(below.replace("/", " ")) or f"n{digest(path)[:8]}"
        number = 2
        while slug in taken:
            slug, number = f"{plain}-{number}", number + 1
        taken.add(slug)
        found[path] = slug
    return found


def post_of(
    host: HostPost,
    slug: str,
    site: Site,
    networks: Iterable[str],
    base: Path,
) -> tuple[Post, str, tuple[Diagnostic, ...]]:
    """The post, its body as feeds show it, and what is to be told of it."""
    named = shown(host.file, base)
    diagnostics = Diagnostics(site.lang)
    parts, own, lines = _front_matter(host.file, named, diagnostics)
    said: dict[str, Yaml] = {
        "title": host.title,
        "date": host.published.isoformat(),
        "updated": max(host.updated, host.published).isoformat(),
        "slug": "billet",
        "description": host.description,
        "lang": read_tongue(host.lang) or site.tongue,
        "categories": list(host.categories),
        "tags": list(host.tags),
        "authors": [author.key for author in host.authors],
        "draft": host.draft,
    }
    known = Known(
        site=site,
        networks=tuple(networks),
        all_objectives=False,
        authors={
            author.key: Author(
                key=author.key,
                name=author.name,
                description=author.description,
                url=author.url,
            )
            for author in host.authors
        },
    )
    post = _read(parts, {**own, **said}, lines, named, known, diagnostics)
    for key in list(own) if post is None else ():
        # One of our own fields is wrong: it is told, and the post stands without it.
        alone = Diagnostics(site.lang)
        if _read(parts, {key: own[key], **said}, lines, named, known, alone) is None:
            del own[key]
    if post is None:
        post = _read(parts, {**own, **said}, lines, named, known, Diagnostics(site.lang))
    if post is None:
        post = _read(parts, said, lines, named, known, Diagnostics(site.lang))
    assert post is not None, host.file
    body, opening = _body(host, slug, site, post.told_in)
    post = replace(
        post,
        slug=slug,
        published=host.published,
        updated=max(host.updated, host.published),
        authors=tuple(known.authors[author.key] for author in host.authors),
        digest=digest(post.digest, named, host.html, repr(sorted(said.items(), key=str))),
        front_digest=digest(named, repr(own), repr(sorted(said.items(), key=str))),
    )
    told = (*diagnostics.mistakes, *diagnostics.notices)
    return with_text(post, opening), body, tuple(told)


def _front_matter(
    file: Path, named: str, diagnostics: Diagnostics
) -> tuple[Parts, dict[str, Yaml], dict[str, int]]:
    """The file taken apart, our fields of its front matter, and their lines: nothing where it
    cannot be read, since its page stands."""
    nothing = Parts(yaml="", yaml_line=1, body="", body_line=1)
    try:
        parts = split(decode(file.read_bytes()))
    except (OSError, UnicodeDecodeError):
        return nothing, {}, {"": 1}
    # A comment is no mistake here, and neither is what the host itself has read.
    values, lines = read_yaml(
        parts.yaml,
        file=named,
        first_line=parts.yaml_line,
        diagnostics=Diagnostics(diagnostics.lang),
        prose=False,
    )
    own = {key: values[key] for key in OURS if key in values} if isinstance(values, dict) else {}
    if isinstance(own.get("kind"), str):
        own = _of_kind(own, values)
    return parts, own, lines


def _of_kind(own: dict[str, Yaml], values: Yaml) -> dict[str, Yaml]:
    """With the details of the post's kind, which stand under the kind's own name."""
    key = str(own["kind"])
    if isinstance(values, dict) and isinstance(values.get(key), dict):
        return {**own, key: values[key]}
    return own


def _read(
    parts: Parts,
    values: Mapping[str, Yaml],
    lines: dict[str, int],
    named: str,
    known: Known,
    diagnostics: Diagnostics,
) -> Post | None:
    return read_parts(parts, Form(dict(values), lines, named, diagnostics), known)


def _body(host: HostPost, slug: str, site: Site, lang: str) -> tuple[str, str]:
    """The body without what runs or loads from elsewhere, and its first paragraph."""
    try:
        body = clean(host.html, page_url=site.absolute(host.path), lang=told_in(lang, site.lang))
    except BodyTooLong:
        return "", ""
    for n, text in enumerate(prose(body)):
        if n == _LOOKED_AT:
            break
        if text.strip() and not is_marked(text):
            return body, text
    return body, ""
