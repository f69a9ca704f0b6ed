"""Any Markdown file → a Subject: a post of the site, a post from elsewhere, or a plain page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from portevoix.checks.sources.source import PageText, Source, subject_of_page, subject_of_post
from portevoix.checks.subject import UNDATED, Passage, Subject
from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.form import Form
from portevoix.language import say
from portevoix.posts import (
    MAX_BYTES,
    Author,
    Known,
    Parts,
    Post,
    below,
    decode,
    read_parts,
    read_post,
    real_path,
    split,
)
from portevoix.refusals import reason_of
from portevoix.tongues import read_tongue
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml, read_yaml

_UNDATED = (
    f"{UNDATED}-01-01-"  # put before a file's name, whose date then serves a post without one
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A file read on its own, with what could not be read."""

    subject: Subject | None
    mistakes: tuple[Diagnostic, ...] = ()


def read_standalone(path: Path, source: Source) -> Standalone:
    """Read one file without its site: authors and networks are taken at their word."""
    file, lang = below(real_path(path, {}), source.root), source.site.lang

    def refused(key: str, **values: object) -> Standalone:
        what = say(lang, f"checks.{key}", **values)
        do = say(lang, f"checks.{key}_do")
        return Standalone(subject=None, mistakes=(Diagnostic(file=file, line=0, what=what, do=do),))

    if path.is_dir():
        return refused("is_folder")
    if not path.is_file():
        return refused("not_found")
    try:
        content = path.read_bytes()
    except OSError as error:
        return refused("unreadable", reason=reason_of(error, lang))
    if len(content) > MAX_BYTES:
        return refused("too_big", limit=MAX_BYTES // 1_000_000)
    try:
        text = decode(content)
    except UnicodeDecodeError:
        return refused("not_text")
    return read_standalone_text(text, file, source)


def read_standalone_text(text: str, file: str, source: Source) -> Standalone:
    """The same for a text already decoded."""
    parts = split(text)
    head = tuple(text.split("\n", parts.body_line)[: parts.body_line])
    bare = _Page(file=file, parts=parts, head=head)
    if not parts.yaml or not parts.closed:
        return Standalone(subject=_subject(bare, source))
    found = Diagnostics(source.site.lang)
    values, lines = read_yaml(parts.yaml, file=file, first_line=parts.yaml_line, diagnostics=found)
    if not isinstance(values, dict):
        return Standalone(subject=_subject(bare, source), mistakes=_sorted(found))
    page = replace(bare, values=values, lines=lines)
    if "title" not in values or _is_page(values, file, source):
        return Standalone(subject=_subject(page, source), mistakes=_sorted(found))
    of_post = Diagnostics(source.site.lang)
    if found.mistakes:
        post = read_standalone_post(text, file, source, of_post)
    else:
        post = _post_of(page, source, of_post)
    if post is not None:
        return Standalone(subject=subject_of_post(post, source, head=head))
    return Standalone(subject=_subject(page, source), mistakes=_sorted(of_post))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A file taken apart."""

    file: str
    parts: Parts
    head: tuple[str, ...]
    values: Mapping[str, Yaml] = field(default_factory=dict)  # of its front matter
    lines: Mapping[str, int] = field(default_factory=dict)


def _sorted(diagnostics: Diagnostics) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics.mistakes)))


_NOT_POSTS = ("in_force", "owner", "adopted_by")  # keys of the charter's articles


def _is_page(values: Mapping[str, Yaml], file: str, source: Source) -> bool:
    """Whether a file with a title is a page of the site or of the charter, and no post."""
    if any(key in values for key in _NOT_POSTS):
        return True
    if source.docs is None:
        return False
    path = real_path(source.root / file, {})
    docs = real_path(source.docs, {})
    posts = docs / source.site.blog / "posts"
    return path.is_relative_to(docs) and not path.is_relative_to(posts)


def read_standalone_post(
    text: str, file: str, source: Source, diagnostics: Diagnostics
) -> Post | None:
    """The post in a text; an aim outside the site's list is for the rules to tell."""
    content, known = text.encode("utf-8", "replace"), _taken_at_their_word(source)
    post = read_post(content, file=file, known=known, diagnostics=Diagnostics())
    if post is not None:
        return post
    post = read_post(content, file=_undated(file), known=known, diagnostics=diagnostics)
    return _named(post, file, diagnostics)


def _post_of(page: _Page, source: Source, diagnostics: Diagnostics) -> Post | None:
    """The same for a text taken apart, whose YAML is read and faultless."""
    known, file = _taken_at_their_word(source), page.file
    post = read_parts(page.parts, Form(page.values, page.lines, file, Diagnostics()), known)
    if post is not None:
        return post
    form = Form(page.values, page.lines, _undated(file), diagnostics)
    return _named(read_parts(page.parts, form, known), file, diagnostics)


def _taken_at_their_word(source: Source) -> Known:
    return Known(site=source.site, authors=_Anyone(), networks=_Anything(), all_objectives=False)


def _undated(file: str) -> str:
    path = Path(file)
    return str(path.with_name(f"{_UNDATED}{path.name}"))


def _named(post: Post | None, file: str, diagnostics: Diagnostics) -> Post | None:
    """A post read under another name, or its mistakes, under its own."""
    if post is None:
        diagnostics.mistakes = [replace(one, file=file) for one in diagnostics.mistakes]
        return None
    return replace(post, file=file)


def _subject(page: _Page, source: Source) -> Subject:
    lang, title = page.values.get("lang"), page.values.get("title")
    lang = read_tongue(lang) if isinstance(lang, str) else None
    if not lang:
        lang = _likely_language(page.parts.body, source.site.lang)
    return subject_of_page(
        PageText(
            file=page.file,
            body=page.parts.body,
            body_line=page.parts.body_line,
            title=title if isinstance(title, str) else "",
            lang=lang,
            passages=tuple(_passages(page.values)),
            lines=page.lines,
            head=page.head,
        ),
        source,
    )


_CODED = (
    "url",
    "id",
    "owner",
    "template",
    "hide",
    "lang",
    "keywords",
    "checks",
    "slug",
    "audience",
)


def _passages(value: object, key: str = "", depth: int = 0) -> Iterator[Passage]:
    """Every text of a front matter, with the path of its key."""
    if isinstance(value, str):
        if key and " " in value:
            yield Passage(key=key, text=value)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        for name, below in value.items():
            if name not in _CODED:
                yield from _passages(below, f"{key}.{name}" if key else name, depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for n, below in enumerate(value):
            yield from _passages(below, f"{key}.{n}", depth + 1)


_DEEPEST = 10
_FRENCH = (" le ", " la ", " les ", " des ", " et ", " est ", " une ", " du ")
_ENGLISH = (" the ", " and ", " of ", " to ", " is ", " a ", " in ", " for ")
_SEEN = 20_000  # characters that tell a language


def _likely_language(body: str, otherwise: str) -> str:
    """The language of a page that declares none, when its small words leave no doubt."""
    text = body[:_SEEN].casefold()
    french = sum(text.count(word) for word in _FRENCH)
    english = sum(text.count(word) for word in _ENGLISH)
    if english > 5 and english > 3 * french:
        return "en"
    if french > 5 and french > 3 * english:
        return "fr"
    return otherwise


class _Anyone(Mapping[str, Author]):
    """Authors of a site that we do not know."""

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: str) -> Author:
        return Author(key=key, name=key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Anything(tuple[str, ...]):
    """Networks of a site that we do not know."""

    def __contains__(self, key: object) -> bool:
        return True
