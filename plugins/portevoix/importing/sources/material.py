"""Material for MkDocs: its blog plugin's posts.

Addresses: https://squidfunk.github.io/mkdocs-material/plugins/blog/, read for Material 9.8.1.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import tzinfo
from pathlib import Path

from portevoix.importing.addresses import path_of, tidy_path
from portevoix.importing.folder import Folder, authors_of, cover_of, named_authors, teller
from portevoix.importing.found import Found, OldAuthor, OldDate, OldPost
from portevoix.importing.front import Front, read_data, read_front
from portevoix.importing.gathering import Gathering
from portevoix.importing.marks import liquid
from portevoix.importing.texts import from_html, from_markdown, language, read_date
from portevoix.yaml_text import Yaml

_CONFIGS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "config/en/mkdocs.yml")
_H1 = re.compile(r"#[ \t]+(.+?)[ \t#]*")
_TOKENS = {"yyyy": "%Y", "yy": "%y", "y": "%Y", "MM": "%m", "dd": "%d"}


def recognise(folder: Folder) -> bool:
    named = folder.first(*_CONFIGS)
    return named is not None and "blog" in named.read_text("utf-8", "replace")


def read(folder: Folder, zone: tzinfo, gathering: Gathering) -> Found:
    named = folder.first(*_CONFIGS)
    values = dict(read_data(named, folder.name(named), gathering)) if named else {}
    docs = _text(values, "docs_dir") or "docs"
    plugins = _plugins(values)
    blogs = [
        options
        for name, options in plugins
        if re.fullmatch(r"(?:material/)?blog(?: .*)?", name) or name == "portevoix/resonance"
    ] or [{}]
    home = _text(values, "site_url")
    base = path_of(home).strip("/")
    redirects = _redirects(plugins)
    theme = values.get("theme")
    lang = _text(theme, "language") if isinstance(theme, dict) else ""
    flat = values.get("use_directory_urls") is False
    posts: list[OldPost] = []
    files: dict[str, str] = {}
    for options in blogs:
        inner = options.get("blog")
        options = inner if isinstance(inner, dict) else options
        blog = (_text(options, "blog_dir") or "blog").strip("/.")
        place = (_text(options, "post_dir") or "{blog}/posts").replace("{blog}", blog).strip("/")
        file = (_text(options, "authors_file") or "{blog}/.authors.yml").replace("{blog}", blog)
        authors: dict[str, OldAuthor] = {}
        if path := folder.first(f"{docs}/{file.lstrip('/')}"):
            said = read_data(path, folder.name(path), gathering)
            authors = authors_of(said.get("authors"), gathering)
        for path in folder.files(f"{docs}/{place}", {".md"}):
            post = _post(folder, path, authors, zone, gathering, lang)
            if post is None:
                continue
            inside = path.relative_to(folder.root / docs).as_posix()
            address = _address(post, options, blog, inside, place)
            address = f"{address.rstrip('/')}.html" if flat else address
            old = [tidy_path(f"{base}/{one}") for one in (address, *redirects.get(inside, ()))]
            posts.append(_with(post, tuple(old)))
            files[inside] = files[folder.inside(path)] = post.id
    return Found(
        posts=tuple(posts),
        home=home.rstrip("/") + "/" if home.startswith("http") else "",
        root=folder.root,
        roots=(folder.root / docs,),
        files=files,
    )


def _with(post: OldPost, addresses: tuple[str, ...]) -> OldPost:
    from dataclasses import replace

    return replace(post, addresses=addresses)


def _text(values: object, key: str) -> str:
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, str) else ""


def _plugins(values: dict[str, Yaml]) -> list[tuple[str, dict[str, Yaml]]]:
    said = values.get("plugins")
    items = list(said.items()) if isinstance(said, dict) else []
    for one in said if isinstance(said, list) else ():
        if isinstance(one, str):
            items.append((one, {}))
        elif isinstance(one, dict):
            items += list(one.items())
    return [(name, value if isinstance(value, dict) else {}) for name, value in items]


def _redirects(plugins: list[tuple[str, dict[str, Yaml]]]) -> dict[str, list[str]]:
    """mkdocs-redirects: file of today → addresses of before."""
    found: dict[str, list[str]] = {}
    for name, options in plugins:
        maps = options.get("redirect_maps")
        if name == "redirects" and isinstance(maps, dict):
            for old, new in maps.items():
                if isinstance(new, str):
                    path = re.sub(r"(?:(?:^|/)index)?\.md$", "/", old)
                    found.setdefault(new.partition("#")[0], []).append(path)
    return found


def _post(
    folder: Folder,
    path: Path,
    authors: dict[str, OldAuthor],
    zone: tzinfo,
    gathering: Gathering,
    lang: str,
) -> OldPost | None:
    name = folder.name(path)
    front = read_front(path, name, gathering)
    if front is None:
        return None
    said = front.form.values.get("date")
    below = said if isinstance(said, dict) else {"created": said}
    written = _text(below, "created")
    if not written:
        gathering.leave(name, 0, "importing.no_date" if front.is_there else "importing.no_front")
        return None
    date = read_date(written, zone)
    if date is None:
        gathering.mistake(name, front.line("date"), "form.not_date", key="date", value=written[:80])
        return None
    title, body, line = _title(front)
    front = Front(form=front.form, body=body, body_line=line)
    if "{%" in body or "{{" in body:
        body = liquid(body, teller(body, front, name, gathering), {})
    return OldPost(
        id=folder.inside(path),
        file=name,
        title=from_markdown(title) or path.stem,
        body=body,
        body_line=line,
        published=date,
        updated=read_date(_text(below, "updated"), zone),
        authors=named_authors(front, authors, "authors"),
        categories=tuple(map(from_html, front.texts("categories"))),
        tags=tuple(map(from_html, front.texts("tags"))),
        description=from_markdown(front.text("description")),
        slug=front.text("slug") or slug(title or path.stem),
        lang=language(front.text("lang") or lang),
        draft=front.flag("draft") is True,
        cover=cover_of(front),
        folder=path.parent,
        source=path,
    )


def _title(front: Front) -> tuple[str, str, int]:
    title, body = front.text("title"), front.body
    left = body.lstrip("\n")
    first, _, rest = left.partition("\n")
    match = _H1.fullmatch(first.strip())
    if match is None:
        return title, body, front.body_line
    line = front.body_line + body.count("\n") - rest.count("\n")
    return title or match[1], rest, line


def slug(text: str) -> str:
    """As pymdownx.slugs has it, in lower case."""
    text = unicodedata.normalize("NFC", re.sub(r"</?[^>]*>", "", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def _address(post: OldPost, options: dict[str, Yaml], blog: str, inside: str, place: str) -> str:
    pattern = _text(options, "post_url_format") or "{date}/{slug}"
    dates = _text(options, "post_url_date_format") or "yyyy/MM/dd"
    date: OldDate = post.published
    day = re.sub("yyyy|yy|y|MM|dd", lambda it: date.moment.strftime(_TOKENS[it[0]]), dates)
    file = Path(inside[len(place) :].strip("/")).stem
    values = {
        "date": day,
        "slug": post.slug,
        "file": file,
        "categories": "/".join(slug(one) for one in post.categories[:1]),
    }
    path = re.sub(r"\{(\w+)\}", lambda it: values.get(it[1], ""), pattern)
    return f"{blog}/{path.strip('/')}/"
