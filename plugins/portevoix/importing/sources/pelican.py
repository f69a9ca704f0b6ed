"""Pelican: Markdown, reStructuredText and HTML, with lines of metadata.

`pelicanconf.py` is a program, which is not run: the constants that it sets are read.
Addresses: https://docs.getpelican.com/en/stable/settings.html, read for Pelican 4.11.
"""

from __future__ import annotations

import ast
import io
import re
import unicodedata
from collections.abc import Mapping
from datetime import tzinfo
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import html as lxml_html

from portevoix.diagnostics import Diagnostics
from portevoix.form import Form
from portevoix.importing.addresses import path_of, tidy_path
from portevoix.importing.folder import Folder, cover_of
from portevoix.importing.found import Found, Markup, OldAuthor, OldPost
from portevoix.importing.front import Front, read_front, read_text
from portevoix.importing.gathering import Gathering
from portevoix.importing.texts import from_html, from_markdown, language, read_date, zone_named
from portevoix.yaml_text import Yaml

_CONFIGS = ("pelicanconf.py", "publishconf.py")
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_SUFFIXES = frozenset({*_MARKDOWN, ".rst", ".html", ".htm"})
_META = re.compile(r"([A-Za-z_][\w-]{0,40})\s*:[ \t]*(.*)")
_FIELD = re.compile(r":([\w -]{1,40}):[ \t]*(.*)")
_INTERNAL = re.compile(r"[{|](filename|attach|static)[}|]")
_LISTS = frozenset({"tags", "authors", "categories"})


def recognise(folder: Folder) -> bool:
    return folder.first(*_CONFIGS) is not None


def read(folder: Folder, zone: tzinfo, gathering: Gathering) -> Found:
    values = _settings(folder, gathering)
    said = values.get("PATH")
    root = str(said).strip("/.") if isinstance(said, str) and (folder.root / said).is_dir() else ""
    if not root and (folder.root / "content").is_dir():
        root = "content"
    home = str(values.get("SITEURL") or "")
    zone = zone_named(str(values.get("TIMEZONE") or "UTC"), zone)
    places = values.get("ARTICLE_PATHS") or [""]
    pages = tuple(str(one) for one in values.get("PAGE_PATHS") or ["pages"])
    posts: list[OldPost] = []
    files: dict[str, str] = {}
    for place in places if isinstance(places, list | tuple) else [places]:
        for path in folder.files(f"{root}/{place}".strip("/"), _SUFFIXES):
            inside = path.relative_to(folder.root / root)
            if str(inside).startswith(tuple(f"{one}/" for one in pages)) or inside.parts[0] in (
                *("extra", "theme", "themes"),
            ):
                continue
            post = _post(folder, path, inside, values, zone, gathering)
            if post is not None:
                posts.append(post)
                files[inside.as_posix()] = files[folder.inside(path)] = post.id
    return Found(
        posts=tuple(posts),
        home=home.rstrip("/") + "/" if home.startswith("http") else "",
        root=folder.root,
        roots=(folder.root / root, folder.root / root / "extra"),
        files=files,
    )


def _settings(folder: Folder, gathering: Gathering) -> dict[str, Any]:
    """The constants of the settings, those of publication last; a name set before is known."""
    found: dict[str, Any] = {}
    for name in _CONFIGS:
        if (path := folder.first(name)) is None:
            continue
        text = read_text(path, folder.name(path), gathering) or ""
        try:
            module = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", 0) or 0
            gathering.mistake(folder.name(path), line, "importing.bad_python")
            continue
        for node in module.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target = node.targets[0]
                if isinstance(target, ast.Name) and target.id.isupper():
                    try:
                        found[target.id] = ast.literal_eval(node.value)
                    except (ValueError, TypeError, RecursionError, MemoryError):
                        if isinstance(node.value, ast.Name):
                            found[target.id] = found.get(node.value.id)
    return found


def _post(
    folder: Folder,
    path: Path,
    inside: Path,
    values: Mapping[str, Any],
    zone: tzinfo,
    gathering: Gathering,
) -> OldPost | None:
    name = folder.name(path)
    front = _read(path, name, gathering)
    if front is None:
        return None
    pattern = str(values.get("FILENAME_METADATA") or r"(?P<date>\d{4}-\d{2}-\d{2}).*")
    from_name = _named(pattern, path.stem) | _named(
        str(values.get("PATH_METADATA") or ""), inside.as_posix()
    )
    if front.text("status").lower() in ("hidden", "skip"):
        gathering.leave(name, front.line("status"), "importing.not_rendered")
        return None
    written = front.text("date") or from_name.get("date", "")
    if not written:
        gathering.leave(name, 0, "importing.no_date" if front.is_there else "importing.no_front")
        return None
    date = read_date(written, zone)
    if date is None:
        gathering.mistake(name, front.line("date"), "form.not_date", key="date", value=written[:80])
        return None
    title = from_markdown(front.text("title") or from_name.get("title", "")) or path.stem
    category = front.text("category") or from_name.get("category", "")
    if not category and values.get("USE_FOLDER_AS_CATEGORY") is not False:
        category = inside.parent.name
    category = category or str(values.get("DEFAULT_CATEGORY") or "")
    lang = front.text("lang") or from_name.get("lang", "") or str(values.get("DEFAULT_LANG") or "")
    slug = front.text("slug") or from_name.get("slug", "") or _slug(title, values)
    if values.get("SLUGIFY_SOURCE") == "basename" and not front.text("slug"):
        slug = _slug(path.stem, values)
    authors = _authors(front, values)
    said = {
        "slug": slug,
        "lang": lang,
        "category": _slug(category, values),
        "author": _slug(authors[0].name, values) if authors else "",
        "date": date.moment,
        "base_path": inside.parent.as_posix(),
        "filename": path.stem,
        "path_no_ext": PurePosixPath(inside.as_posix()).with_suffix("").as_posix(),
    }
    body = _INTERNAL.sub(lambda it: f"{{{it[1]}}}", front.body)
    body = re.sub(r"\{(?:filename|attach|static)\}", "", body)
    return OldPost(
        id=folder.inside(path),
        file=name,
        title=title,
        body=body,
        body_line=front.body_line,
        markup=Markup.MARKDOWN if path.suffix in _MARKDOWN else Markup.HTML,
        published=date,
        updated=read_date(front.text("modified"), zone),
        authors=authors,
        categories=(from_html(category),) if category else (),
        tags=tuple(dict.fromkeys(from_html(one) for one in front.texts("tags", "keywords"))),
        description=from_html(front.text("summary", "description")),
        slug=slug,
        addresses=_addresses(front, values, said),
        lang=language(lang),
        draft=front.text("status").lower() == "draft",
        cover=cover_of(front),
        folder=path.parent,
        source=path,
    )


def _read(path: Path, name: str, gathering: Gathering) -> Front | None:
    text = read_text(path, name, gathering)
    if text is None:
        return None
    if path.suffix == ".rst":
        return _restructured(text, name, gathering)
    if path.suffix in (".html", ".htm"):
        return _html(text, name, gathering)
    if text.lstrip("\n").startswith("---"):
        return read_front(path, name, gathering)
    values: dict[str, Yaml] = {}
    lines = {"": 1}
    rows = text.split("\n")
    n = 0
    last = ""
    while n < len(rows) and rows[n].strip():
        if match := _META.fullmatch(rows[n]):
            last = match[1].lower()
            values[last] = match[2].strip()
            lines[last] = n + 1
        elif last and rows[n][:4].isspace():
            values[last] = f"{values[last]}, {rows[n].strip()}" if last in _LISTS else values[last]
        elif rows[n].strip() in ("---", "...") and values:
            n += 1
            break
        else:
            break
        n += 1
    return _front(values, lines, name, gathering, "\n".join(rows[n:]), n + 1)


def _front(
    values: dict[str, Yaml],
    lines: dict[str, int],
    name: str,
    gathering: Gathering,
    body: str,
    line: int,
) -> Front:
    for key in _LISTS & values.keys():
        said = str(values[key])
        values[key] = [one.strip() for one in re.split(r"[;]" if ";" in said else ",", said) if one]
    form = Form(values, lines, name, Diagnostics(gathering.lang))
    return Front(form=form, body=body, body_line=line, is_there=bool(values))


def _html(text: str, name: str, gathering: Gathering) -> Front:
    values: dict[str, Yaml] = {}
    body = text
    try:
        tree = lxml_html.document_fromstring(text)
        values["title"] = str(tree.findtext(".//title") or "").strip()
        for one in tree.iterfind(".//meta"):
            if one.get("name") and one.get("content"):
                values[str(one.get("name")).lower()] = str(one.get("content"))
        found = tree.find(".//body")
        if found is not None:
            made = lxml_html.tostring(found, encoding="unicode")
            body = re.sub(r"^<body[^>]*>|</body>\s*$", "", made)
    except (ValueError, lxml_html.etree.ParserError):
        pass
    return _front(values, {"": 1}, name, gathering, body, 1)


def _restructured(text: str, name: str, gathering: Gathering) -> Front:
    """By docutils, with nothing that reads another file or lets raw HTML through unseen."""
    core: Any = import_module("docutils.core")  # only where a blog has such texts

    values: dict[str, Yaml] = {}
    lines = {"": 1}
    for n, row in enumerate(text.split("\n")[:200], start=1):
        if match := _FIELD.fullmatch(row.strip()):
            values.setdefault(match[1].lower(), match[2].strip())
            lines.setdefault(match[1].lower(), n)
        elif values and row.strip() and not row[:1].isspace():
            break
    warnings = io.StringIO()
    settings = {
        "file_insertion_enabled": False,
        "raw_enabled": True,
        "_disable_config": True,
        "halt_level": 5,
        "report_level": 5,
        "warning_stream": warnings,
        "initial_header_level": 2,
        "syntax_highlight": "none",
        "line_length_limit": 20_000,
    }
    source = _POST_URL.sub(r"\1", _INTERNAL.sub("", text))
    try:
        parts = core.publish_parts(source, writer="html5", settings_overrides=settings)
    except Exception as error:  # a directive of an extension makes docutils raise almost anything
        gathering.mistake(name, 0, "importing.bad_rst", problem=str(error)[:120])
        return _front({}, lines, name, gathering, "", 1)
    values.setdefault("title", from_html(parts["title"]))
    body = re.sub(r"<aside class=\"system-message\".*?</aside>", "", parts["body"], flags=re.DOTALL)
    return _front(values, lines, name, gathering, body, 1)


_POST_URL = re.compile(r"(`[^`]*`_)")


def _named(pattern: str, text: str) -> dict[str, str]:
    try:
        match = re.match(pattern, text[:300]) if pattern and len(pattern) < 300 else None
    except re.error:
        return {}
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


def _authors(front: Front, values: Mapping[str, Any]) -> tuple[OldAuthor, ...]:
    names = front.texts("authors") or front.texts("author")
    default = values.get("AUTHOR")
    if not names and isinstance(default, str):
        names = (default,)
    return tuple(OldAuthor(name=from_html(one)) for one in names)


def _slug(text: str, values: Mapping[str, Any]) -> str:
    """As pelican.utils.slugify has it with its usual substitutions."""
    text = from_html(text)
    if values.get("SLUGIFY_USE_UNICODE") is not True:
        text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("’", "'")
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(one for one in parts if not unicodedata.combining(one))
        text = text.encode("ascii", "ignore").decode()
    text = re.sub(r"[^\w\s-]", "", text).strip()
    text = re.sub(r"[-\s]+", "-", text)
    return text if values.get("SLUGIFY_PRESERVE_CASE") is True else text.lower()


def _addresses(
    front: Front, values: Mapping[str, Any], said: Mapping[str, object]
) -> tuple[str, ...]:
    """Where its file lies, and what links say; `said` is what Pelican's patterns may name."""
    lang = said["lang"]
    base = path_of(str(values.get("SITEURL") or "")).strip("/")
    default = str(values.get("DEFAULT_LANG") or "en")
    is_translation = front.text("translation").lower() == "true"
    start = "ARTICLE_LANG" if is_translation and lang and lang != default else "ARTICLE"
    usual = "{slug}-{lang}.html" if start == "ARTICLE_LANG" else "{slug}.html"
    found = []
    for own, setting in (("url", f"{start}_URL"), ("save_as", f"{start}_SAVE_AS")):
        pattern = front.text(own) or str(values.get(setting) or values.get(f"{start}_URL") or usual)
        try:
            made = pattern.format(**said)
        except (KeyError, ValueError, IndexError, AttributeError):
            continue
        if made := tidy_path(f"{base}/{made.removesuffix('index.html')}"):
            found.append(made)
    return tuple(dict.fromkeys(found))
