"""One file → one Post: tolerant where the meaning is certain, strict where it is not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import unquote

import regex

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostics
from portevoix.digests import digest_of
from portevoix.fields import note_unknown
from portevoix.form import Form
from portevoix.moments import read_moment
from portevoix.paths import MAX_NAME, MAX_PATH, RESERVED
from portevoix.posts.fallbacks import fallbacks
from portevoix.posts.fields import POST
from portevoix.posts.folder_values import FolderValues, over_folders
from portevoix.posts.front_matter import MAX_BYTES, Parts, decode, split
from portevoix.posts.kinds import DEFAULT_KIND, KINDS, Kind, Value, kind_named
from portevoix.posts.named_files import files_named
from portevoix.posts.plain_fields import with_plain_fields
from portevoix.posts.post import (
    Answer,
    Author,
    Call,
    Detailed,
    Intention,
    Link,
    Measure,
    Picture,
    Post,
    Share,
    Update,
)
from portevoix.posts.slug import slugify
from portevoix.prose import plain_inline, words
from portevoix.site import Audience, Site
from portevoix.text import sound
from portevoix.tongues import read_tongue, told_in
from portevoix.yaml_text import Yaml, read_yaml

# Of Material's blog: what it does there, nothing does here.
_UNHEARD = ("pin", "readtime", "links", "hide", "icon", "status", "template", "comments")
# Keys that keep a post from readers: mistyped, they would publish it.
HELD_BACK = frozenset({"audience", "draft", "published", "expires"})
_H1 = regex.compile(r"#[ \t]+(.+?)[ \t#]*")
_DATED_NAME = regex.compile(r"(\d{4}-\d\d-\d\d)[-_ ]")  # the file names of Jekyll and Eleventy
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a post that is not returned
_NO_NAME = regex.compile(r"[\p{Cc}\\:*?\"<>|%\ufffd]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What posts may refer to."""

    site: Site
    authors: Mapping[str, Author]
    networks: Collection[str]
    all_authors: bool = True  # False: their file could not be read, which was said already
    all_objectives: bool = True  # False: one outside the site's list is for the rules to tell
    folders: tuple[FolderValues, ...] = ()  # what `.meta.yml` files say, the outermost first


def read_post(content: bytes, *, file: str, known: Known, diagnostics: Diagnostics) -> Post | None:
    """The post that a file holds; None once a mistake makes it unreadable."""
    before = len(diagnostics.mistakes)
    if len(content) > MAX_BYTES:
        megabytes = len(content) // 1_000_000
        diagnostics.mistake(file, 0, "posts.too_big", size=megabytes, limit=MAX_BYTES // 1_000_000)
        return None
    try:
        parts = split(decode(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        diagnostics.mistake(file, line, "posts.not_utf8")
        return None
    if not parts.closed:
        diagnostics.mistake(file, parts.yaml_line - 1, "posts.front_matter_open")
        return None
    values: Mapping[str, Yaml] = {}
    lines: dict[str, int] = {"": 1}
    if parts.yaml:
        read, lines = read_yaml(
            parts.yaml, file=file, first_line=parts.yaml_line, diagnostics=diagnostics
        )
        if read is None and len(diagnostics.mistakes) > before:
            return None
        if isinstance(read, dict):
            values = read
        elif read is not None:
            diagnostics.mistake(file, parts.yaml_line, "posts.front_matter_list")
            return None
    if not values and not parts.body.strip():
        diagnostics.mistake(file, 0, "posts.empty")
        return None
    if parts.yaml_line == 1 and not (
        _DATED_NAME.match(PurePath(file).stem) and _begins(parts.body)
    ):
        diagnostics.mistake(file, 1, "posts.no_front_matter")
        return None
    conflict = conflict_line(parts.body)
    if conflict is not None:
        diagnostics.mistake(file, parts.body_line + conflict, "form.conflict")
    form = over_folders(known.folders, values, lines, file, diagnostics)
    front = "".join(repr(one.values) for one in known.folders if form.origins)
    digest = digest_of(content + front.encode("utf-8", "surrogatepass"))
    post = read_parts(parts, form, known, digest=digest, front=front)
    return post if len(diagnostics.mistakes) == before else None


def read_parts(
    parts: Parts, form: Form, known: Known, *, digest: str = "", front: str = ""
) -> Post | None:
    """The post of a file taken apart, `form` being its front matter; None after a mistake."""
    before = len(form.diagnostics.mistakes)
    post = _post(with_plain_fields(form), parts, known, digest, front)
    return post if len(form.diagnostics.mistakes) == before else None


def _post(form: Form, parts: Parts, known: Known, digest: str, front: str) -> Post:
    site, file = known.site, form.file
    name = PurePath(file).stem
    title, body, body_line = _title(form, parts)
    published, updated = _dates(form, name, site)
    kind = _kind(form)
    note_unknown(form, POST.fields, but=POST.elsewhere, grave=HELD_BACK)
    message, summary = fallbacks(form.text("message"), form.text("description"), title)
    lang = _lang(form, site)
    return Post(
        file=file,
        lines={key: line for key, line in form.lines.items() if key not in form.origins},
        body_line=body_line,
        title=title,
        published=published or _NEVER,
        updated=updated or published or _NEVER,
        slug=_slug(form, title, name),
        lang=lang,
        told_in=told_in(lang, site.lang),
        kind=kind,
        authors=_authors(form, known),
        categories=form.texts("categories"),
        tags=form.texts("tags"),
        description=form.text("description"),
        message=message,
        summary=summary,
        points=form.texts("points"),
        question=form.text("question"),
        intention=_intention(form, tuple(site.objectives) if known.all_objectives else ()),
        hashtags=tuple(tag.lstrip("#") for tag in form.texts("hashtags")),
        picture=_picture(form),
        share=_share(form, known),
        answers=tuple(
            Answer(comment=one.text("comment"), answer=one.lines_of_text("answer"))
            for one in form.forms("answers")
        ),
        details=_details(form, kind, site),
        translation_of=form.text("translation_of"),
        aliases=_aliases(form),
        expires=_expires(form, published, site),
        draft=form.flag("draft") or form.values.get("published") is False or name.startswith("_"),
        audience=form.choice("audience", tuple(Audience), Audience.PUBLIC),
        searched=_searched(form),
        names=files_named(body, _files_of(form)),
        body=body,
        words=len(words(body)),
        digest=digest,
        front_digest=digest_of((parts.yaml + front).encode("utf-8", "surrogatepass")),
    )


def _searched(form: Form) -> bool:
    """Whether `search: {exclude: true}`, as Material has it, was not said; its other keys, and those
    of its blog that have no place here, are told."""
    for key in _UNHEARD:
        if form.has(key):
            form.notice(key, "posts.unheard")
    search = form.form("search") if isinstance(form.values.get("search"), dict) else None
    if search is None:
        return True
    if search.has("boost"):
        search.notice("boost", "posts.unheard")
    return not search.flag("exclude")


def _files_of(form: Form) -> Iterator[str]:
    """The addresses in a front matter that may be those of files: they are only looked at here."""
    keys = ("file", "url", "source", "link", "href")
    waiting: list[Yaml] = [dict(form.values)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (str(value[key]) for key in keys if isinstance(value.get(key), str))
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    if isinstance(form.values.get("picture"), str):
        yield str(form.values["picture"])


def _begins(body: str) -> bool:
    """Whether a body starts with its title."""
    return _H1.fullmatch(body.lstrip("\n").partition("\n")[0].strip()) is not None


def _title(form: Form, parts: Parts) -> tuple[str, str, int]:
    """The title, and the body without it when it stood there as the first heading."""
    title = form.text("title")
    body = parts.body.lstrip("\n")
    body_line = parts.body_line + len(parts.body) - len(body)
    if not form.has("title"):
        first, _, rest = body.partition("\n")
        if match := _H1.fullmatch(first.strip()):
            left = rest.lstrip("\n")
            return plain_inline(match[1]), left, body_line + 1 + len(rest) - len(left)
    if not title and (form.values.get("title") is None or isinstance(form.values["title"], str)):
        form.wrong("title", "posts.no_title")
    return title, body, body_line


def _dates(form: Form, name: str, site: Site) -> tuple[datetime | None, datetime | None]:
    """When the post goes out, when it was last revised; Material's `created` form is known."""
    if isinstance(form.values.get("date"), dict):
        below = form.form("date")
        assert below is not None
        published = below.moment("created", site.zone, site.publish_at)
        updated = below.moment("updated", site.zone, site.publish_at)
        missing = not below.has("created")
    else:
        published = form.moment("date", site.zone, site.publish_at)
        updated = form.moment("updated", site.zone, site.publish_at)
        missing = not form.has("date")
    if missing and (match := _DATED_NAME.match(name)):
        published = read_moment(match[1], site.zone, site.publish_at)
        missing = published is None
    if missing:
        form.wrong("date", "posts.no_date")
    if published and updated and updated < published:
        form.wrong("updated", "posts.updated_before")
    return published, updated


def _expires(form: Form, published: datetime | None, site: Site) -> datetime | None:
    expires = form.moment("expires", site.zone, site.publish_at)
    if published and expires and expires <= published:
        form.wrong("expires", "posts.expires_before")
    return expires


def _lang(form: Form, site: Site) -> str:
    written = form.text("lang", site.lang)
    lang = read_tongue(written)
    if lang is None:
        form.wrong("lang", "posts.bad_lang", value=written[:40])
    return lang or site.lang


def _kind(form: Form) -> Kind:
    said = form.text("kind")
    if not said:
        return DEFAULT_KIND
    kind = kind_named(said)
    if kind is None:
        form.choice("kind", tuple(KINDS))
    return kind or DEFAULT_KIND


def _slug(form: Form, title: str, name: str) -> str:
    slug = slugify(form.text("slug")) or slugify(title) or slugify(name)
    if not slug and title:
        form.wrong("slug", "posts.no_slug")
    if slug in RESERVED:
        form.wrong("slug", "posts.reserved_slug", slug=slug)
    return slug


def _authors(form: Form, known: Known) -> tuple[Author, ...]:
    found = []
    for key in form.texts("authors"):
        if key in known.authors:
            found.append(known.authors[key])
        elif known.all_authors:
            form.choice_of("authors", key, tuple(known.authors), "posts.unknown_author")
    return tuple(found)


def _intention(form: Form, allowed: tuple[str, ...]) -> Intention:
    if isinstance(form.values.get("objective"), list):
        form.wrong("objective", "posts.one_objective")
    objective = ""
    if isinstance(form.values.get("objective"), str):
        objective = form.choice("objective", allowed) if allowed else form.text("objective")
    call = measure = None
    if below := form.form("call"):
        call = Call(text=below.text("text"), url=below.address("url"), until=below.day("until"))
    if below := form.form("measure"):
        measure = Measure(
            indicator=below.text("indicator"),
            target=below.text("target"),
            review_on=below.day("review_on"),
        )
    return Intention(message=form.text("message"), objective=objective, call=call, measure=measure)


def _picture(form: Form) -> Picture | None:
    if isinstance(form.values.get("picture"), str):
        return Picture(file=form.text("picture"))
    below = form.form("picture")
    if below is None:
        return None
    if not below.text("file"):
        form.wrong("picture", "posts.picture_no_file")
        return None
    return Picture(
        file=below.text("file"),
        alt=below.text("alt"),
        decorative=below.flag("decorative"),
        credit=below.text("credit"),
        licence=below.text("licence"),
        people=below.choice("people", ("none", "crowd", "recognisable")),
        minors=below.flag("minors"),
        consent=below.text("consent"),
        consent_until=below.day("consent_until"),
    )


def _share(form: Form, known: Known) -> dict[str, Share]:
    """Per network: a text, false, or {text, at}."""
    below = form.form("share")
    if below is None:
        return {}
    found: dict[str, Share] = {}
    for key, value in below.values.items():
        if key not in known.networks:
            below.choice_of(key, key, tuple(known.networks), "posts.unknown_network")
        elif isinstance(value, bool):
            found[key] = Share(wanted=value)
        elif isinstance(value, dict):
            one = below.below(key, value)
            found[key] = Share(
                text=one.lines_of_text("text"),
                wanted=one.flag("wanted", True),
                at=one.moment("at", known.site.zone, known.site.publish_at),
                thread=one.flag("thread"),
            )
        else:
            found[key] = Share(text=below.lines_of_text(key))
    return found


def _details(form: Form, kind: Kind, site: Site) -> dict[str, Detailed]:
    below = form.form(kind.key)
    if below is None:
        return {}
    found: dict[str, Detailed] = {}
    for detail in kind.details:
        if below.has(detail.name):
            value = _READERS[detail.value](
                below, detail.name, site, [one.key for one in detail.choices]
            )
            if value:
                found[detail.name] = value
    return found


def _read_links(form: Form, key: str) -> tuple[Link, ...]:
    found = []
    for one in form.forms(key):
        url = one.address("url")
        found.append(Link(title=one.text("title") or url, url=url))
    return tuple(found)


def _read_updates(form: Form, key: str, site: Site) -> tuple[Update, ...]:
    found = []
    for one in form.forms(key):
        at = one.moment("at", site.zone, site.publish_at)
        if at is None:
            one.wrong("at", "posts.update_without_time")
        else:
            found.append(Update(at=at, text=one.text("text")))
    return tuple(sorted(found, key=lambda update: (update.at, update.text)))


_READERS: Mapping[Value, Callable[[Form, str, Site, list[str]], Detailed | None]] = {
    Value.TEXT: lambda form, key, site, choices: form.text(key),
    Value.MOMENT: lambda form, key, site, choices: form.moment(key, site.zone, site.publish_at),
    Value.ADDRESS: lambda form, key, site, choices: form.address(key),
    Value.REFERENCE: lambda form, key, site, choices: form.reference(key),
    Value.LINKS: lambda form, key, site, choices: _read_links(form, key),
    Value.UPDATES: lambda form, key, site, choices: _read_updates(form, key, site),
    Value.CHOICE: lambda form, key, site, choices: form.choice(key, choices),
}


def _aliases(form: Form) -> tuple[str, ...]:
    """Old addresses as paths below the site root, decoded; a full address keeps its path only."""
    found = []
    for n, text in enumerate(form.texts("aliases")):
        path = regex.sub(r"^https?://[^/]*", "", text).split("#")[0].split("?")[0]
        path = sound(unquote(path)).strip("/")
        parts = path.split("/")
        if max(map(_bytes, parts)) > MAX_NAME or _bytes(path) > MAX_PATH:
            form.wrong(f"aliases.{n}", "posts.long_alias", value=text[:80], most=MAX_NAME)
        elif all(map(_is_name, parts)):
            found.append(path)
        else:
            form.wrong(f"aliases.{n}", "posts.bad_alias", value=text[:80])
    return tuple(dict.fromkeys(found))


def _is_name(part: str) -> bool:
    """Whether every system can have a file of that name, and every server give it."""
    return part not in ("", ".", "..") and part == part.strip() and not _NO_NAME.search(part)


def _bytes(text: str) -> int:
    return len(text.encode())
