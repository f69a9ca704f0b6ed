"""Hugo: `content/` with YAML, TOML or JSON front matter, page bundles, languages.

Addresses: https://gohugo.io/content-management/urls/, read for Hugo 0.152.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from portevoix.importing.addresses import path_of, tidy_path
from portevoix.importing.folder import Folder, authors_of, cover_of, named_authors, teller
from portevoix.importing.found import Found, Markup, OldAuthor, OldDate, OldPost
from portevoix.importing.front import Front, read_data, read_front
from portevoix.importing.gathering import Gathering
from portevoix.importing.marks import hugo as settle
from portevoix.importing.texts import from_html, from_markdown, language, read_date, zone_named
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml

_CONFIGS = tuple(
    f"{folder}{stem}.{suffix}"
    for folder in ("", "config/_default/")
    for stem in ("hugo", "config")
    for suffix in ("toml", "yaml", "yml", "json")
)
_PARTS = ("languages", "permalinks", "taxonomies", "markup")
_SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm"})
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)[-_]?(.*)")
_TOKEN = re.compile(r":(\w+)(?:\[[^\]]*\])?")
_UNSAFE = re.compile(r"[^\w\s./\\#+~@_-]")


def recognise(folder: Folder) -> bool:
    named = folder.first(*_CONFIGS)
    return named is not None and (named.stem == "hugo" or (folder.root / "content").is_dir())


@dataclass(frozen=True, slots=True)
class _Site:
    """What its configuration says."""

    folder: Folder
    values: Mapping[str, Yaml]
    home: str
    base: str  # path of the home, without slashes
    zone: tzinfo
    langs: tuple[str, ...]
    default: str
    contents: Mapping[str, str]  # language → folder of its content

    def of_language(self, lang: str, key: str) -> Yaml:
        """What is said of one language, or else of all."""
        languages = self.values.get("languages")
        said = languages.get(lang) if isinstance(languages, dict) else None
        own = _lower(said).get(key) if isinstance(said, dict) else None
        return own if own is not None else self.values.get(key)

    def flag(self, key: str) -> bool:
        return self.values.get(key) in (True, "true")


def read(folder: Folder, zone: tzinfo, gathering: Gathering) -> Found:
    site = _site(folder, zone, gathering)
    posts: list[OldPost] = []
    others: set[str] = set()
    files: dict[str, str] = {}
    authors: dict[str, OldAuthor] = {}
    for name in ("data/authors.yml", "data/authors.yaml", "data/authors.toml", "data/authors.json"):
        if path := folder.first(name):
            authors = authors_of(dict(read_data(path, folder.name(path), gathering)), gathering)
    for lang, content in site.contents.items():
        for path in folder.files(content, _SUFFIXES):
            found = _post(site, path, folder.root / content, lang, authors, gathering)
            if isinstance(found, OldPost):
                posts.append(found)
                inside = path.relative_to(folder.root / content).as_posix()
                files[inside] = files[folder.inside(path)] = found.id
                if path.name.startswith("index."):
                    files.setdefault(posixpath.dirname(inside), found.id)
            elif found:
                others.add(found)
    return Found(
        posts=tuple(posts),
        home=site.home,
        root=folder.root,
        roots=tuple(
            folder.root / name
            for name in ("static", "assets", *dict.fromkeys(site.contents.values()))
        ),
        files=files,
        others=frozenset(others),
    )


def _site(folder: Folder, zone: tzinfo, gathering: Gathering) -> _Site:
    values: dict[str, Yaml] = {}
    for name in _CONFIGS:
        if path := folder.first(name):
            values |= _lower(read_data(path, folder.name(path), gathering))
            break
    tongues = values.get("languages")
    spoken: dict[str, Yaml] = dict(tongues) if isinstance(tongues, dict) else {}
    for path in folder.files("config/_default", {".toml", ".yaml", ".yml", ".json"}):
        if path.stem.startswith("languages."):
            spoken[path.stem.partition(".")[2]] = dict(
                read_data(path, folder.name(path), gathering)
            )
    if spoken:
        values["languages"] = spoken
    for part in _PARTS:
        for suffix in ("toml", "yaml", "yml", "json"):
            if path := folder.first(f"config/_default/{part}.{suffix}"):
                values[part] = dict(read_data(path, folder.name(path), gathering))
    if not values.get("baseurl") and (
        path := folder.first(*(f"config/production/{one.rpartition('/')[2]}" for one in _CONFIGS))
    ):
        values |= _lower(read_data(path, folder.name(path), gathering))
    home = str(values.get("baseurl") or "")
    home = home if home.startswith("http") else ""
    languages = values.get("languages")
    langs = tuple(languages) if isinstance(languages, dict) else ()
    code = values.get("languagecode") or values.get("locale")
    default = str(values.get("defaultcontentlanguage") or "")
    if not default:
        usual = "en" if "en" in langs or not langs else langs[0]
        default = language(code) if isinstance(code, str) and not langs else usual
    named = str(values.get("timezone") or "")
    return _Site(
        folder=folder,
        values=values,
        home=home.rstrip("/") + "/" if home else "",
        base=path_of(home).strip("/"),
        zone=zone_named(named, zone_named("UTC", zone)),
        langs=langs,
        default=default,
        contents=_content(folder, values) or {"": "content"},
    )


def _content(folder: Folder, values: Mapping[str, Yaml]) -> dict[str, str]:
    """Language → its folder; "" where the names of files tell."""
    languages = values.get("languages")
    found = {}
    for lang, said in languages.items() if isinstance(languages, dict) else ():
        below = _lower(said).get("contentdir") if isinstance(said, dict) else None
        if isinstance(below, str):
            found[lang] = below.strip("/")
    root = str(values.get("contentdir") or "content").strip("/")
    if root not in found.values() and not found and (folder.root / root).is_dir():
        found[""] = root
    return found


def _lower(values: Mapping[str, Yaml]) -> dict[str, Yaml]:
    return {key.lower(): value for key, value in values.items()}


def _post(
    site: _Site,
    path: Path,
    content: Path,
    lang: str,
    authors: dict[str, OldAuthor],
    gathering: Gathering,
) -> OldPost | str | None:
    """The post of a file; the address of a page that is none; None for what is no page."""
    name = site.folder.name(path)
    stem, inside = path.stem, PurePosixPath(path.relative_to(content).as_posix())
    if not lang:
        head, _, tail = stem.rpartition(".")
        if head and tail in (*site.langs, "fr", "en"):
            stem, lang = head, tail
    if stem == "_index" or path.parent.name == "archetypes":
        return None
    if any(
        (parent / "index.md").is_file() for parent in _above(path, content) if parent != path.parent
    ):
        return None  # a text that belongs to a page bundle
    if path.parent != content and stem != "index" and (path.parent / "index.md").is_file():
        return None
    front = read_front(path, name, gathering)
    if front is None:
        return None
    if not front.is_there:
        gathering.leave(name, 0, "importing.no_front")
        return None
    build = front.form.values.get("build") or front.form.values.get("_build")
    if front.flag("headless") or (
        isinstance(build, dict)
        and str(build.get("render", "always")) in ("never", "False", "false")
    ):
        gathering.leave(name, 0, "importing.not_rendered")
        return None
    published = _date(front, name, stem, path, site, gathering)
    address = _address(site, front, inside, stem, lang, published)
    if published is None:
        if not front.text("date", "publishdate", "pubdate", "published"):
            gathering.leave(name, 0, "importing.no_date")
        return address
    title = from_markdown(front.text("title", "linktitle")) or stem
    body = front.body.replace("<!--more-->", "<!-- more -->")
    slug = (front.text("slug") or (path.parent.name if stem == "index" else stem)).strip("/")
    return OldPost(
        id=site.folder.inside(path),
        file=name,
        title=title,
        body=settle(body, teller(body, front, name, gathering)),
        body_line=front.body_line,
        markup=Markup.MARKDOWN if path.suffix in (".md", ".markdown") else Markup.HTML,
        published=published,
        updated=read_date(front.text("lastmod", "modified"), site.zone),
        expires=read_date(front.text("expirydate", "unpublishdate"), site.zone),
        authors=named_authors(front, authors, "authors", "author"),
        categories=tuple(map(from_html, _terms(front, "categories", "category"))),
        tags=tuple(map(from_html, _terms(front, "tags", "tag"))),
        description=from_markdown(front.text("description", "summary", "excerpt")),
        slug=slug,
        addresses=tuple(filter(None, (address, *_aliases(front, address)))),
        lang=language(lang or site.default),
        draft=front.flag("draft") is True,
        cover=cover_of(front),
        folder=path.parent,
        source=path,
    )


def _above(path: Path, content: Path) -> list[Path]:
    return [one for one in path.parents if one != content and one.is_relative_to(content)]


def _terms(front: Front, *keys: str) -> tuple[str, ...]:
    if found := front.texts(*keys):
        return found
    taxonomies = front.form.values.get("taxonomies")
    for key in keys:
        value = taxonomies.get(key) if isinstance(taxonomies, dict) else None
        if isinstance(value, list):
            return tuple(one for one in value if isinstance(one, str))
    return ()


def _date(
    front: Front, name: str, stem: str, path: Path, site: _Site, gathering: Gathering
) -> OldDate | None:
    written = front.text("date", "publishdate", "pubdate", "published")
    if not written:
        found = _DATED.match(path.parent.name if stem == "index" else stem)
        return read_date(found[1], site.zone) if found else None
    date = read_date(written, site.zone)
    if date is None:
        gathering.mistake(name, front.line("date"), "form.not_date", key="date", value=written[:80])
    elif date.moment.year == 1:
        return None
    return date


def _address(
    site: _Site,
    front: Front,
    inside: PurePosixPath,
    stem: str,
    lang: str,
    published: OldDate | None,
) -> str:
    host = site.of_language(lang, "baseurl")
    prefix = path_of(host).strip("/") if isinstance(host, str) else site.base
    has_host = lang in site.langs and host != site.values.get("baseurl")  # a site of its own
    if not has_host and (
        lang
        and lang in site.langs
        and (lang != site.default or site.flag("defaultcontentlanguageinsubdir"))
    ):
        prefix = f"{prefix}/{lang}"
    if url := front.text("url"):
        url = _tokens(url, site, front, inside, stem, published) if "://" not in url else url
        if "." not in url.rpartition("/")[2]:
            url = f"{url.rstrip('/')}/"
        start = site.base if url.startswith("/") else prefix
        return tidy_path(f"{start}/{path_of(url) if '://' in url else url}")
    section = inside.parts[0] if len(inside.parts) > 1 else ""
    permalinks = site.of_language(lang, "permalinks")
    pattern: Yaml = None
    if isinstance(permalinks, dict):
        page = permalinks.get("page")
        pattern = (page.get(section) if isinstance(page, dict) else None) or permalinks.get(section)
    if isinstance(pattern, str):
        path = _tokens(pattern, site, front, inside, stem, published)
        path = path.rstrip("/") + "/"
    else:
        folder = inside.parent.as_posix().strip(".")
        last = front.text("slug")
        if stem == "index":
            folder, own = posixpath.split(folder)
        else:
            own = stem
        path = f"{folder}/{_urlised(last or own, site)}/"
        path = "/".join(_urlised(part, site) for part in path.split("/"))
    if site.flag("uglyurls"):
        path = f"{path.rstrip('/')}.html"
    return tidy_path(f"{prefix}/{path}")


def _tokens(
    pattern: str,
    site: _Site,
    front: Front,
    inside: PurePosixPath,
    stem: str,
    published: OldDate | None,
) -> str:
    name = inside.parent.name if stem == "index" else stem
    folder = inside.parent.parent if stem == "index" else inside.parent
    sections = [_urlised(one, site) for one in folder.parts]
    title = from_html(front.text("title"))
    slug = front.text("slug")
    values = {
        "title": _urlised(title, site),
        "slug": _urlised(slug or title, site),
        "filename": _urlised(name, site),
        "contentbasename": _urlised(name, site),
        "slugorfilename": _urlised(slug or name, site),
        "slugorcontentbasename": _urlised(slug or name, site),
        "section": sections[0] if sections else "",
        "sections": "/".join(sections),
        "sectionslug": sections[0] if sections else "",
        "sectionslugs": "/".join(sections),
    }
    if published:
        moment = published.moment
        values |= {
            "year": f"{moment.year:04}",
            "month": f"{moment.month:02}",
            "day": f"{moment.day:02}",
            "yearday": str(moment.timetuple().tm_yday),
            "monthname": _MONTHS[moment.month - 1],
            "weekday": str((moment.weekday() + 1) % 7),
            "weekdayname": _DAYS[moment.weekday()],
        }
    return _TOKEN.sub(lambda found: values.get(found[1], ""), pattern)


_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _urlised(text: str, site: _Site) -> str:
    """As Hugo makes a path of a text: letters stay, spaces become hyphens, other signs go."""
    if site.flag("removepathaccents"):
        parts = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize(
            "NFC", "".join(c for c in parts if not unicodedata.combining(c))
        )
    text = re.sub(r"\s+(?=-)|(?<=-)\s+", "", _UNSAFE.sub("", text).strip())
    text = re.sub(r"\s+", "-", text)
    return text if site.flag("disablepathtolower") else text.lower()


def _aliases(front: Front, address: str) -> list[str]:
    """A path without a leading slash is relative to the folder of the page."""
    found = []
    for one in front.texts("aliases"):
        path = path_of(one)
        if not one.startswith(("/", "http")):
            path = tidy_path(posixpath.join("/", posixpath.dirname(address.rstrip("/")), path))
        found.append(path)
    return found
