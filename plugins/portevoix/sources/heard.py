"""docs/entendu.yml → what was heard, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.fields import refuse_unknown
from portevoix.form import Form
from portevoix.heard import Heard
from portevoix.inbox import mask_of
from portevoix.paths import standing
from portevoix.posts import Post, decode, may_be_unread, shown, slugify
from portevoix.site import Site
from portevoix.sources.heard_fields import HEARD
from portevoix.sources.named import last_of, posts_by_name
from portevoix.typography import typeset_message
from portevoix.yaml_text import read_yaml

MAX_BYTES = 1_000_000
_LONGEST = 600  # characters of what was heard, or came of it


def read_heard(
    docs: Path,
    site: Site,
    posts: Iterable[Post],
    contacts: Iterable[str],
    base: Path,
    told: Diagnostics,
    *,
    unread: Collection[str] = (),
) -> tuple[Heard, ...]:
    """The newest first; of a post that is no more, a notice among `told`, unless its name is `unread`:
    it may be that of a post which could not be read. Raises DiagnosticsError with every mistake."""
    path = docs / standing(docs, "heard_file", site.lang)
    diagnostics = Diagnostics(site.lang)
    if not path.is_file():
        return ()
    name = shown(path, base)
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        diagnostics.mistake(name, 0, "heard.too_big", most=MAX_BYTES)
        raise DiagnosticsError(diagnostics.mistakes)
    try:
        values, lines = read_yaml(decode(content), file=name, diagnostics=diagnostics)
    except UnicodeDecodeError:
        diagnostics.mistake(name, 0, "posts.not_utf8")
        raise DiagnosticsError(diagnostics.mistakes) from None
    if isinstance(values, list):
        lines = {f"list.{key}": line for key, line in lines.items() if key}
        values = {"list": values}
    elif values is not None and not diagnostics.mistakes:
        diagnostics.mistake(name, 1, "heard.not_list")
    form = Form(values if isinstance(values, dict) else {}, lines, name, diagnostics)
    organisation = site.organisation
    own = (organisation.email, organisation.telephone)
    mask = mask_of(site.lang, contacts, own, (), names=True)
    found: dict[str, Heard] = {}
    by_name = posts_by_name(posts)
    for one in form.forms("list"):
        refuse_unknown(one, HEARD.fields)
        entry = _entry(one, site, by_name, unread=unread)
        for key in ("heard", "did", "because"):
            said = one.text(key)
            if len(said) > _LONGEST:
                one.wrong(key, "heard.too_long", length=len(said), most=_LONGEST)
            elif mask(said) != said:
                one.wrong(key, "heard.personal")
        if entry is None:
            continue
        if entry.id in found:
            one.wrong("id" if one.has("id") else "heard", "heard.twice", id=entry.id)
        found[entry.id] = entry
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    told.notices += diagnostics.notices
    return tuple(sorted(found.values(), key=lambda one: (-one.on.toordinal(), one.id)))


def _entry(
    form: Form, site: Site, posts: Mapping[str, Post], *, unread: Collection[str]
) -> Heard | None:
    day, said = form.day("date"), form.text("heard")
    for key in ("date", "heard"):
        if not str(form.values.get(key) or "").strip():  # what is no text was told already
            form.wrong(key, "heard.lacks", field=key)
    if form.has("did") and form.has("because"):
        form.wrong("because", "heard.both")
    if not any(str(form.values.get(key) or "").strip() for key in ("did", "because", "promised")):
        form.wrong("heard", "heard.no_answer")
    slugs = tuple(_slugs(form, posts, unread=unread))
    if day is None or not said:
        return None
    lang = form.text("lang") or site.lang

    def typeset(key: str) -> str:
        return typeset_message(form.text(key), lang, site.profile)

    words = " ".join(said.split()[:6])
    return Heard(
        file=form.file,
        line=form.line("heard"),
        id=slugify(form.text("id")) or f"{day.isoformat()}-{slugify(words)}"[:80].strip("-"),
        on=day,
        heard=typeset("heard"),
        did=typeset("did"),
        because=typeset("because"),
        promised=form.day("promised"),
        posts=slugs,
        link=form.address("link"),
        lang=lang,
    )


def _slugs(form: Form, posts: Mapping[str, Post], *, unread: Collection[str]) -> Iterator[str]:
    """Of the posts that are there. What was heard stays true when its post is gone."""
    for n, name in enumerate(form.texts("posts")):
        post = posts.get(last_of(name))
        if post is not None:
            yield post.slug
        elif not may_be_unread(last_of(name), unread):
            hint = form.near(name, sorted({one.slug for one in posts.values()}))
            form.notice(f"posts.{n}", "heard.no_post", slug=name[:80], hint=hint)
