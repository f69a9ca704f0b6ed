"""Ghost: its export file (Settings → Import/Export), in JSON.

https://ghost.org/docs/migration/content/, read for exports of Ghost 0.11 to 6.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from portevoix.importing.addresses import path_of
from portevoix.importing.found import Found, Markup, OldAuthor, OldDate, OldPicture, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.texts import from_html, language, read_date
from portevoix.text import sound
from portevoix.values import dataclass

_HERE = "__GHOST_URL__"


def recognise(content: bytes) -> bool:
    start = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and (
        b'"exported_on"' in content[:4_000] or b'"db"' in start[:200]
    )


def read(content: bytes, file: str, zone: tzinfo, gathering: Gathering) -> Found | None:
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        cut = error.pos >= len(error.doc.rstrip()) or "Unterminated" in error.msg
        wording = "importing.cut_short" if cut else "importing.bad_json"
        gathering.mistake(file, error.lineno, wording, problem=str(error.msg)[:120])
        return None
    except (UnicodeDecodeError, RecursionError, ValueError):
        gathering.mistake(file, 0, "posts.not_utf8")
        return None
    data = _data(whole)
    posts = _rows(data, "posts")
    if not posts:
        gathering.mistake(file, 0, "importing.other_kind", kind="Ghost")
        return None
    settings = {str(one.get("key")): one.get("value") for one in _rows(data, "settings")}
    lines = _Lines(content.decode("utf-8-sig"))
    tags = {_id(one): one for one in _rows(data, "tags")}
    users = {
        _id(one): OldAuthor(
            name=from_html(_text(one, "name")),
            description=from_html(_text(one, "bio")),
            url=website if (website := _text(one, "website")).startswith("http") else "",
        )
        for one in _rows(data, "users")
        if _text(one, "name")
    }
    metas = {str(one.get("post_id")): one for one in _rows(data, "posts_meta")}
    links = {
        "tags": _linked(_rows(data, "posts_tags"), "tag_id"),
        "authors": _linked(_rows(data, "posts_authors"), "author_id"),
    }
    lang = language(_text(settings, "locale") or _text(settings, "lang"))
    tables = _Tables(file, lines, lang, tags, users, metas, links)
    found = []
    others = set()
    for one in posts:
        if str(one.get("type", "")) == "page" or one.get("page") in (True, 1):
            others.add(f"{_text(one, 'slug')}/")
            title = from_html(_text(one, "title"))
            gathering.leave(file, lines.of(one), "importing.is_page", title=title)
            continue
        post = _post(one, tables, gathering)
        if post:
            found.append(post)
    home = _text(settings, "url")
    return Found(
        posts=tuple(found),
        home=home.rstrip("/") + "/" if home.startswith("http") else "",
        others=frozenset(others),
    )


class _Lines:
    """The line of a post in its file, told by its address."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_long = "\n" in text.strip()

    def of(self, row: Mapping[str, Any]) -> int:
        if not self.is_long:
            return 1
        at = self.text.find(json.dumps(str(row.get("slug", "")))[1:-1])
        return self.text.count("\n", 0, at) + 1 if at >= 0 else 1


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the posts of a file refer to, by its own numbers."""

    file: str
    lines: _Lines
    lang: str
    tags: Mapping[str, Mapping[str, Any]]
    users: Mapping[str, OldAuthor]
    metas: Mapping[str, Mapping[str, Any]]
    links: Mapping[str, Mapping[str, list[str]]]


def _data(whole: Any) -> Mapping[str, Any]:
    """All versions wrap the tables differently."""
    if isinstance(whole, dict) and isinstance(whole.get("db"), list) and whole["db"]:
        whole = whole["db"][0]
    data = whole.get("data") if isinstance(whole, dict) else None
    return data if isinstance(data, dict) else {}


def _rows(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = data.get(name)
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _id(row: Mapping[str, Any]) -> str:
    return str(row.get("id", ""))


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return sound(value).strip() if isinstance(value, str) else ""


def _linked(rows: list[Mapping[str, Any]], key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in sorted(rows, key=lambda row: str(row.get("sort_order", "")).zfill(9)):
        found.setdefault(str(one.get("post_id")), []).append(str(one.get(key)))
    return found


def _post(row: Mapping[str, Any], tables: _Tables, gathering: Gathering) -> OldPost | None:
    file, line, meta = tables.file, tables.lines.of(row), tables.metas.get(_id(row), {})
    title = from_html(_text(row, "title"))
    slug = _text(row, "slug")
    if _text(row, "visibility") not in ("", "public"):
        gathering.leave(file, line, "importing.private", title=title or slug)
        return None
    draft = _text(row, "status") not in ("published", "scheduled", "sent")
    moments = [_date(row.get(key)) for key in ("published_at", "created_at", "updated_at")]
    date = next(filter(None, moments), None)
    if date is None:
        value = str(row.get("published_at"))[:80]
        gathering.mistake(file, line, "form.not_date", key="published_at", value=value)
        return None
    body, markup = _body(row)
    if not body.strip() and (row.get("lexical") or row.get("mobiledoc")):
        gathering.mistake(file, line, "importing.no_html", title=title or slug)
        return None
    ids = tables.links["authors"].get(_id(row)) or [str(row.get("author_id"))]
    tagged = tables.links["tags"].get(_id(row), ())
    named = [tables.tags[one] for one in tagged if one in tables.tags]
    names = [
        from_html(_text(one, "name"))
        for one in named
        if _text(one, "visibility") != "internal" and not _text(one, "name").startswith("#")
    ]
    src = _text(row, "feature_image") or _text(row, "image")
    alt = _text(meta, "feature_image_alt") or _text(row, "feature_image_alt")
    credit = _text(meta, "feature_image_caption") or _text(row, "feature_image_caption")
    updated = _date(row.get("updated_at"))
    return OldPost(
        id=_text(row, "uuid") or _id(row),
        file=file,
        line=line,
        title=title or slug,
        body=body.replace(_HERE, ""),
        body_line=line,
        markup=markup,
        published=date,
        updated=updated if updated and updated.moment > date.moment else None,
        authors=tuple(tables.users[one] for one in ids if one in tables.users),
        categories=tuple(names[:1]),
        tags=tuple(names[1:]),
        description=from_html(
            _text(row, "custom_excerpt")
            or _text(meta, "meta_description")
            or _text(row, "meta_description")
        ),
        slug=slug,
        addresses=(path_of(f"/{slug}/"),) if slug else (),
        lang=tables.lang or language(_text(row, "locale")),
        draft=draft,
        cover=OldPicture(src=src.replace(_HERE, ""), alt=from_html(alt), credit=from_html(credit))
        if src
        else None,
    )


def _body(row: Mapping[str, Any]) -> tuple[str, Markup]:
    """HTML, or the Markdown that it was made of."""
    html = _text(row, "html")
    if html:
        return html, Markup.HTML
    if markdown := _text(row, "markdown"):
        return markdown, Markup.MARKDOWN
    try:
        cards = json.loads(_text(row, "mobiledoc") or "{}").get("cards", [])
        written = [
            one[1].get("markdown") for one in cards if one[0] in ("markdown", "card-markdown")
        ]
        return "\n\n".join(one for one in written if isinstance(one, str)), Markup.MARKDOWN
    except (ValueError, AttributeError, TypeError, IndexError, KeyError, RecursionError):
        return "", Markup.HTML


def _date(value: object) -> OldDate | None:
    """ISO text, or milliseconds in old exports."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return OldDate(datetime.fromtimestamp(value / 1000, UTC).replace(microsecond=0))
        except (ValueError, OverflowError, OSError):
            return None
    return read_date(value, UTC) if isinstance(value, str) else None
