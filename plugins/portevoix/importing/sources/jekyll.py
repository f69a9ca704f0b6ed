"""Jekyll: `_posts/` and `_drafts/`, dates in the names of files, Liquid in the texts.

Addresses: https://jekyllrb.com/docs/permalinks/, read for Jekyll 4.4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from portevoix.importing.addresses import path_of
from portevoix.importing.folder import Folder, authors_of, cover_of, named_authors, teller
from portevoix.importing.found import Found, Markup, OldAuthor, OldDate, OldPost
from portevoix.importing.front import Front, read_data, read_front
from portevoix.importing.gathering import Gathering
from portevoix.importing.marks import liquid
from portevoix.importing.texts import from_html, from_markdown, language, read_date, zone_named
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml

_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm"})
_NAME = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)|(\d\d)-(\d\d?)-(\d\d?)-(.+)")
_TOKEN = re.compile(r":(\w+)")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def recognise(folder: Folder) -> bool:
    return folder.first("_config.yml", "_config.yaml", "_config.toml") is not None and bool(
        _folders(folder)
    )


@dataclass(frozen=True, slots=True)
class _Site:
    folder: Folder
    values: Mapping[str, Yaml]
    home: str
    base: str
    zone: tzinfo
    authors: dict[str, OldAuthor]

    def text(self, key: str) -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else ""


def read(folder: Folder, zone: tzinfo, gathering: Gathering) -> Found:
    site = _site(folder, zone, gathering)
    posts: list[OldPost] = []
    files: dict[str, str] = {}
    for place in _folders(folder):
        for path in folder.files(folder.inside(place), _SUFFIXES):
            found = _post(site, path, place, gathering)
            if found is None:
                continue
            posts.append(found)
            inside = folder.inside(path)
            below = path.relative_to(place).with_suffix("").as_posix()
            for name in (inside, f"_posts/{below}", f"_posts/{path.stem}"):
                files.setdefault(name, found.id)
    return Found(
        posts=tuple(posts), home=site.home, root=folder.root, roots=(folder.root,), files=files
    )


def _folders(folder: Folder) -> list[Path]:
    """Every `_posts` and `_drafts`: those in folders give their posts a category."""
    found = []
    for path in sorted(folder.root.rglob("_posts")) + sorted(folder.root.rglob("_drafts")):
        parts = path.relative_to(folder.root).parts[:-1]
        made = {"_site", "node_modules", "vendor"}
        if path.is_dir() and not any(one.startswith(".") or one in made for one in parts):
            found.append(path)
    return found


def _site(folder: Folder, zone: tzinfo, gathering: Gathering) -> _Site:
    values: dict[str, Yaml] = {}
    if path := folder.first("_config.yml", "_config.yaml", "_config.toml"):
        values = dict(read_data(path, folder.name(path), gathering))
    url, base = values.get("url"), values.get("baseurl")
    home = url if isinstance(url, str) and url.startswith("http") else ""
    base = base.strip("/") if isinstance(base, str) else ""
    authors: dict[str, OldAuthor] = {}
    said = values.get("authors")
    if isinstance(said, dict):
        authors |= authors_of(said, gathering)
    if found := folder.first("_data/authors.yml", "_data/authors.yaml", "_data/authors.json"):
        authors |= authors_of(dict(read_data(found, folder.name(found), gathering)), gathering)
    name = values.get("timezone")
    zone = zone_named(name if isinstance(name, str) else "", zone)
    return _Site(folder, values, home.rstrip("/") + "/" if home else "", base, zone, authors)


def _post(site: _Site, path: Path, place: Path, gathering: Gathering) -> OldPost | None:
    name = site.folder.name(path)
    front = read_front(path, name, gathering)
    if front is None:
        return None
    if not front.is_there:
        gathering.leave(name, 0, "importing.no_front")
        return None
    is_draft = place.name == "_drafts"
    match = _NAME.fullmatch(path.stem)
    if match is None and not is_draft:
        gathering.leave(name, 0, "importing.no_dated_name")
        return None
    published = _date(site, front, match, name, gathering)
    if published is None:
        return None
    end = (match[4] or match[8]) if match else path.stem
    defaults = _defaults(site, site.folder.inside(path))
    folders = [one for one in path.parent.relative_to(site.folder.root).parts if one[:1] != "_"]
    own = _words(front, "categories") or _words(front, "category")
    categories = [*folders, *own]
    default = defaults.get("lang") or defaults.get("locale") or site.text("lang")
    lang = front.text("lang", "locale") or (default if isinstance(default, str) else "")
    names = {f"site.{key}": "" for key in ("baseurl", "url")} | {
        f"site.{key}": site.text(key) for key in ("title", "description")
    }
    said = named_authors(front, site.authors, "authors", "author")
    if not said and isinstance(defaults.get("author"), str):
        key = str(defaults["author"])
        said = (site.authors.get(key) or OldAuthor(name=key),)
    # A draft was never anywhere.
    address = [] if is_draft else _address(site, front, published, end, categories, defaults)
    return OldPost(
        id=site.folder.inside(path),
        file=name,
        title=from_markdown(front.text("title")) or end.replace("-", " ").capitalize(),
        body=liquid(front.body, teller(front.body, front, name, gathering), names),
        body_line=front.body_line,
        markup=Markup.HTML if path.suffix in (".html", ".htm") else Markup.MARKDOWN,
        published=published,
        updated=read_date(front.text("last_modified_at", "modified", "updated"), site.zone),
        authors=said,
        categories=tuple(dict.fromkeys(from_html(one) for one in (own or folders))),
        tags=tuple(map(from_html, _words(front, "tags") or _words(front, "tag"))),
        description=from_markdown(front.text("description", "excerpt", "subtitle")),
        slug=front.text("slug") or end,
        addresses=(*filter(None, address), *map(path_of, front.texts("redirect_from"))),
        lang=language(lang),
        draft=is_draft or front.flag("draft") is True or front.flag("published") is False,
        cover=cover_of(front),
        folder=path.parent,
        source=path,
    )


def _words(front: Front, key: str) -> tuple[str, ...]:
    """A list, or one text whose words are parted by spaces."""
    value = front.form.values.get(key)
    if isinstance(value, str):
        parted = value.split(",") if "," in value else value.split()
        return tuple(dict.fromkeys(one.strip() for one in parted if one.strip()))
    return front.texts(key)


def _date(
    site: _Site, front: Front, match: re.Match[str] | None, name: str, gathering: Gathering
) -> OldDate | None:
    written, named = front.text("date"), None
    if match:
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(5, 6, 7)
        named = read_date(f"{year if len(year) == 4 else '20' + year}-{month}-{day}", site.zone)
    if not (written or match):
        gathering.leave(name, 0, "importing.no_date")
        return None
    date = read_date(written, site.zone) if written else named
    if date is None:
        value = written or name.rpartition("/")[2]
        gathering.mistake(name, front.line("date"), "form.not_date", key="date", value=value[:80])
        if gathering.lenient and named:  # the day that the file's name says stands all the same
            gathering.change(
                name, front.line("date"), "importing.day_of_name", day=named.moment.date()
            )
            return named
    return date


def _defaults(site: _Site, inside: str) -> dict[str, Yaml]:
    """What `defaults:` of the settings gives to a file, the longest path last."""
    found: list[tuple[int, dict[str, Yaml]]] = []
    said = site.values.get("defaults")
    for one in said if isinstance(said, list) else ():
        scope = one.get("scope") if isinstance(one, dict) else None
        values = one.get("values") if isinstance(one, dict) else None
        if not isinstance(scope, dict) or not isinstance(values, dict):
            continue
        path, kind = scope.get("path") or "", scope.get("type")
        concerned = kind in (None, "posts", "drafts") and isinstance(path, str)
        if concerned and inside.startswith(str(path).strip("/")):
            found.append((len(str(path)), values))
    merged: dict[str, Yaml] = {}
    for _, values in sorted(found, key=lambda one: one[0]):
        merged |= values
    return merged


def _address(
    site: _Site,
    front: Front,
    published: OldDate,
    end: str,
    categories: list[str],
    defaults: Mapping[str, Yaml],
) -> list[str]:
    """With and without its ending: Jekyll's own server and most others answer both."""
    said = front.text("permalink")
    default = defaults.get("permalink")
    collections = site.values.get("collections")
    posts = collections.get("posts") if isinstance(collections, dict) else None
    own = posts.get("permalink") if isinstance(posts, dict) else None
    pattern = next(
        (
            one
            for one in (said, default, own, site.text("permalink"))
            if isinstance(one, str) and one
        ),
        "date",
    )
    pattern = _STYLES.get(pattern, pattern)
    moment = published.moment if published.by_day else published.moment.astimezone(site.zone)
    iso = moment.isocalendar()
    slug = front.text("slug") or end
    values = {
        "year": f"{moment:%Y}",
        "month": f"{moment:%m}",
        "i_month": str(moment.month),
        "day": f"{moment:%d}",
        "i_day": str(moment.day),
        "short_year": f"{moment:%y}",
        "y_day": f"{moment:%j}",
        "hour": f"{moment:%H}",
        "minute": f"{moment:%M}",
        "second": f"{moment:%S}",
        "week": f"{iso.week:02}",
        "short_day": f"{moment:%a}",
        "long_day": f"{moment:%A}",
        "short_month": f"{moment:%b}",
        "long_month": f"{moment:%B}",
        "title": slug,
        "slug": _slug(slug),
        "name": end,
        "categories": "/".join(
            one.lower().replace(" ", "%20") for one in dict.fromkeys(categories)
        ),
        "slugified_categories": "/".join(_slug(one) for one in dict.fromkeys(categories)),
        "output_ext": ".html",
    }
    path = _TOKEN.sub(lambda found: values.get(found[1], found[0]), pattern)
    path = path_of(f"/{site.base}/{path}")
    if path.endswith("/"):
        return [path]
    stem = PurePosixPath(path).with_suffix("").as_posix() if path.endswith(".html") else path
    return list(dict.fromkeys((path, stem)))


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text, flags=re.UNICODE).strip("-").lower()
