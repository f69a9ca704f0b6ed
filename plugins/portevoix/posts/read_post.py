"""One file → one Post: tolerant where the meaning is certain, strict where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePath

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostics
from portevoix.digests import digest_of
from portevoix.fields import note_unknown
from portevoix.form import Form
from portevoix.near import nearest
from portevoix.posts.aliases import lines_of_aliases, read_aliases
from portevoix.posts.fallbacks import fallbacks
from portevoix.posts.fields import POST
from portevoix.posts.folder_values import over_folders
from portevoix.posts.front_matter import MAX_BYTES, Parts, split
from portevoix.posts.kinds import Kind
from portevoix.posts.known import Known
from portevoix.posts.named_files import files_named
from portevoix.posts.other_words import held_back, meant
from portevoix.posts.plain_fields import with_plain_fields
from portevoix.posts.post import (
    Answer,
    Post,
)
from portevoix.posts.read_details import read_details
from portevoix.posts.read_heading import (
    DATED_NAME,
    begins_with_title,
    read_authors,
    read_dates,
    read_expires,
    read_kind,
    read_lang,
    read_slug,
    read_title,
)
from portevoix.posts.read_intention import read_intention, read_picture, read_share
from portevoix.prose import how_many_words
from portevoix.site import Audience
from portevoix.text import decode
from portevoix.tongues import told_in
from portevoix.yaml_text import Yaml, read_yaml

# Of Material's blog: what it does there, nothing does here.
_UNHEARD = ("pin", "readtime", "links", "hide", "icon", "status", "template", "comments")
# Keys that keep a post from readers: mistyped, they would publish it.
HELD_BACK = frozenset({"audience", "draft", "published", "expires"})
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a post that is not returned


def read_post(
    content: bytes,
    *,
    file: str,
    known: Known,
    diagnostics: Diagnostics,
    doubtful: list[Post] | None = None,
) -> Post | None:
    """The post that a file holds; None once a mistake makes it unreadable, what can be told of it then
    being added to `doubtful`."""
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
        DATED_NAME.match(PurePath(file).stem) and begins_with_title(parts.body)
    ):
        diagnostics.mistake(file, 1, "posts.no_front_matter")
        return None
    conflict = conflict_line(parts.body)
    if conflict is not None:
        diagnostics.mistake(file, parts.body_line + conflict, "form.conflict")
    form = over_folders(known.folders, values, lines, file, diagnostics)
    front = "".join(repr(one.values) for one in known.folders if form.origins)
    digest = digest_of(content + front.encode("utf-8", "surrogatepass"))
    post = _post(with_plain_fields(form), parts, known, digest, front)
    if len(diagnostics.mistakes) == before:
        return post
    if doubtful is not None:
        doubtful.append(post)
    return None


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
    title, body, body_line = read_title(form, parts)
    published, updated = read_dates(form, name, site)
    kind = read_kind(form)
    kept = _kept_from_readers(form)
    note_unknown(
        form,
        POST.fields,
        but=POST.elsewhere | kept,
        grave=HELD_BACK,
        meant=partial(_meant, kind),
    )
    message, summary = fallbacks(form.text("message"), form.text("description"), title)
    lang = read_lang(form, site)
    aliases = read_aliases(form, site)
    lines = {key: line for key, line in form.lines.items() if key not in form.origins}
    return Post(
        file=file,
        lines=lines_of_aliases(aliases, lines) if aliases else lines,
        body_line=body_line,
        title=title,
        published=published or _NEVER,
        updated=updated or published or _NEVER,
        slug=read_slug(form, title, name, site),
        lang=lang,
        told_in=told_in(lang, site.lang),
        kind=kind,
        authors=read_authors(form, known),
        categories=form.texts("categories"),
        tags=form.texts("tags"),
        description=form.text("description"),
        message=message,
        summary=summary,
        points=form.texts("points"),
        question=form.text("question"),
        intention=read_intention(form, tuple(site.objectives) if known.all_objectives else ()),
        hashtags=tuple(tag.lstrip("#") for tag in form.texts("hashtags")),
        picture=read_picture(form),
        share=read_share(form, known),
        answers=tuple(
            Answer(comment=one.text("comment"), answer=one.lines_of_text("answer"))
            for one in form.forms("answers")
        ),
        details=read_details(form, kind, site),
        translation_of=form.text("translation_of"),
        aliases=tuple(aliases),
        expires=read_expires(form, published, site),
        draft=form.flag("draft") or not form.flag("published", True) or name.startswith("_"),
        audience=form.choice("audience", tuple(Audience), Audience.PUBLIC),
        searched=_searched(form, kept),
        names=files_named(body, _files_of(form)),
        body=body,
        words=how_many_words(body),
        digest=digest,
        front_digest=digest_of((parts.yaml + front).encode("utf-8", "surrogatepass")),
    )


def _meant(kind: Kind, key: str, value: Yaml) -> str:
    """What a key says in other words, or where it goes: « event.starts » for `start` beside `kind: event`."""
    if said := meant(key, value):
        return said
    below = {one.name for one in kind.details}.difference(POST.names)
    near = nearest(key, below.union(POST.names)) if below else ""
    return f"{kind.key}.{near}" if near in below else ""


def _kept_from_readers(form: Form) -> frozenset[str]:
    """Keys that mean to keep the post from readers in the words of others; each is told, and so is a key of
    ours for it that says nothing: the post would be published."""
    for key in ("draft", "published", "audience"):
        value = form.values.get(key, False)
        if value is None or (key == "audience" and value == ""):  # of a flag "" is told already
            form.wrong(key, f"posts.says_nothing_{key}")
    found = {key: said for key, value in form.values.items() if (said := held_back(key, value))}
    for key, said in found.items():
        form.wrong(key, "posts.held_back", value=form.text(key)[:40], said=said)
    return frozenset(found)


def _searched(form: Form, told: frozenset[str]) -> bool:
    """Whether `search: {exclude: true}`, as Material has it, was not said; its other keys, and those
    of its blog that have no place here, are told."""
    for key in _UNHEARD:
        if form.has(key) and key not in told:
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
