"""Eleventy: texts anywhere below its input folder, data beside them.

Its configuration is a program, which is not run: what it usually says is read from its text.
Addresses: https://www.11ty.dev/docs/permalinks/, read for Eleventy 3.1.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from portevoix.importing.addresses import path_of, tidy_path
from portevoix.importing.folder import Folder, authors_of, cover_of, named_authors, teller
from portevoix.importing.found import Found, Markup, OldAuthor, OldDate, OldPost
from portevoix.importing.front import Front, read_data, read_front, read_text
from portevoix.importing.gathering import Gathering
from portevoix.importing.marks import liquid
from portevoix.importing.texts import from_html, from_markdown, language, read_date
from portevoix.posts import slugify
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml

CONFIGS = tuple(
    name
    for stem in (".eleventy", "eleventy.config")
    for name in (f"{stem}.js", f"{stem}.mjs", f"{stem}.cjs", f"{stem}.ts")
)
_SUFFIXES = frozenset({".md", ".html", ".markdown"})
_INPUT = re.compile(
    r"""\binput\s*:\s*["'`]\.?/?([\w./-]{0,100})["'`]|setInputDirectory\(\s*["'`]\.?/?([\w./-]{0,100})"""
)
_PREFIX = re.compile(r"""\bpathPrefix\s*[:=]\s*["'`]([\w./-]{0,100})["'`]""")
_PERMALINK = re.compile(r"""\bpermalink\s*:\s*(["'`])(.{1,300}?)\1""")
_TAGS = re.compile(r"""\btags\s*:\s*(?:\[([^\]]{0,500})\]|(["'`])([^"'`]{1,100})\2)""")
_LAYOUT = re.compile(r"""\blang\s*:\s*["'`]([\w-]{2,10})["'`]""")
_URL = re.compile(
    r"""\b(?:url|siteUrl|baseUrl|domain)["']?\s*:\s*["'`](https?://[^"'`\s]{1,200})["'`]"""
)
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(.+))?")
_EXPRESSION = re.compile(r"\{\{\s*(.*?)\s*\}\}")
# Tags that gather posts and say nothing of them.
_COLLECTIONS = frozenset({"post", "posts", "all", "blog", "article", "articles", "nav", "note"})


def recognise(folder: Folder) -> bool:
    return folder.first(*CONFIGS) is not None


def read(folder: Folder, zone: tzinfo, gathering: Gathering) -> Found:
    named = folder.first(*CONFIGS)
    config = read_text(named, folder.name(named), gathering) or "" if named else ""
    match = _INPUT.search(config)
    start = (match[1] or match[2] or "").strip("/") if match else ""
    if not start:
        start = next((one for one in ("content", "src") if (folder.root / one).is_dir()), "")
    if not (folder.root / start).is_dir():
        start = ""
    prefix = found[1].strip("/") if (found := _PREFIX.search(config)) else ""
    home, authors = _data(folder, start, config, gathering)
    zone = zone_of_eleventy(zone)
    source = _Source(folder, start, prefix, zone, authors)
    posts: list[OldPost] = []
    others: set[str] = set()
    files: dict[str, str] = {}
    for path in folder.files(start, _SUFFIXES):
        inside = PurePosixPath(path.relative_to(folder.root / start).as_posix())
        if any(part.startswith("_") for part in inside.parts) or inside.name.lower() in (
            *("readme.md", "license.md", "agents.md", "contributing.md", "changelog.md"),
            "code_of_conduct.md",
        ):
            continue
        post = _post(path, inside, source, gathering)
        if isinstance(post, OldPost):
            posts.append(post)
            files[inside.as_posix()] = files[folder.inside(path)] = post.id
        elif post:
            others.add(post)
    return Found(
        posts=tuple(posts),
        home=home,
        root=folder.root,
        roots=tuple(
            folder.root / one
            for one in ("public", f"{start}/public", "static", f"{start}/static", start, "")
        ),
        files=files,
        others=frozenset(others),
    )


def zone_of_eleventy(zone: tzinfo) -> tzinfo:
    """A day alone is midnight in UTC (https://www.11ty.dev/docs/dates/)."""
    del zone
    from zoneinfo import ZoneInfo

    return ZoneInfo("UTC")


def _data(
    folder: Folder, start: str, config: str, gathering: Gathering
) -> tuple[str, dict[str, OldAuthor]]:
    home, authors = "", {}
    for place in (f"{start}/_data", "_data", "src/_data"):
        for path in folder.files(
            place.strip("/"), {".js", ".json", ".cjs", ".mjs", ".yml", ".yaml"}
        ):
            text = read_text(path, folder.name(path), gathering) or ""
            if path.stem == "authors" and path.suffix in (".json", ".yml", ".yaml"):
                authors = authors_of(dict(read_data(path, folder.name(path), gathering)), gathering)
            elif not home and path.stem in ("site", "metadata", "meta", "config", "settings"):
                home = found[1] if (found := _URL.search(text)) else ""
    if not home and (found := _URL.search(config)):
        home = found[1]
    return home.rstrip("/") + "/" if home else "", authors


def _cascade(folder: Folder, start: str, path: Path, gathering: Gathering) -> dict[str, Yaml]:
    """The data of the folders above a file, those nearest last."""
    found: dict[str, Yaml] = {}
    root = folder.root / start
    above = [one for one in reversed(path.parents) if one.is_relative_to(root)]
    for place in above:
        for suffix in (".json", ".11tydata.json"):
            file = place / f"{place.name}{suffix}"
            if folder.holds(file):
                found |= _joined(found, read_data(file, folder.name(file), gathering))
        for suffix in (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"):
            file = place / f"{place.name}{suffix}"
            if folder.holds(file):
                text = read_text(file, folder.name(file), gathering) or ""
                found |= _joined(found, _from_program(text))
    return found


def _joined(before: dict[str, Yaml], more: object) -> dict[str, Yaml]:
    values = {str(key): value for key, value in dict(more).items()}  # type: ignore[call-overload]
    tags = [before.get("tags"), values.get("tags")]
    if all(tags):
        values["tags"] = [
            one for it in tags for one in (it if isinstance(it, list) else [it]) if one
        ]
    return values


def _from_program(text: str) -> dict[str, Yaml]:
    found: dict[str, Yaml] = {}
    if match := _TAGS.search(text):
        said = match[3] or match[1]
        found["tags"] = [one.strip(" \"'`\n") for one in said.split(",") if one.strip(" \"'`\n")]
    if match := _PERMALINK.search(text):
        found["permalink"] = match[2]
    if match := _LAYOUT.search(text):
        found["lang"] = match[1]
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    """What the posts of a folder have from it."""

    folder: Folder
    start: str  # where its input lies, below the folder
    prefix: str  # of addresses
    zone: tzinfo
    authors: dict[str, OldAuthor]


def _post(
    path: Path, inside: PurePosixPath, source: _Source, gathering: Gathering
) -> OldPost | str | None:
    """The post, or the address of what is none; None where nothing is known of it."""
    folder, zone = source.folder, source.zone
    name = folder.name(path)
    front = read_front(path, name, gathering)
    if front is None:
        return None
    above = _cascade(folder, source.start, path, gathering)
    dated = _DATED.fullmatch(inside.stem) or (
        _DATED.fullmatch(inside.parent.name)
        if inside.stem in ("index", inside.parent.name)
        else None
    )
    written = front.text("date")
    if written.lower() in ("created", "last modified", "git created", "git last modified"):
        gathering.leave(name, front.line("date"), "importing.date_of_file", value=written)
        return None
    date = _dated(front, name, written, dated, zone, gathering)
    permalink: Yaml = front.form.values.get("permalink", above.get("permalink"))
    address, sure = _address(permalink, front, inside, date, source.prefix)
    if date is None:
        if not written:
            gathering.leave(
                name, 0, "importing.no_date" if front.is_there else "importing.no_front"
            )
        return address or None
    if permalink is False:
        gathering.leave(name, 0, "importing.not_rendered")
        return None
    if not sure:
        gathering.change(name, front.line("permalink"), "importing.address_unsure", value=permalink)
    stem = _slug_of(inside)
    tags = [
        *front.texts("tags", "tag"),
        *(it if isinstance(it := above.get("tags"), list) else [it] if isinstance(it, str) else []),
    ]
    said = front.text("lang", "locale", "language") or above.get("lang") or above.get("locale")
    return OldPost(
        id=folder.inside(path),
        file=name,
        title=from_markdown(front.text("title")) or stem.replace("-", " ").capitalize(),
        body=liquid(front.body, teller(front.body, front, name, gathering), {}),
        body_line=front.body_line,
        markup=Markup.HTML if path.suffix == ".html" else Markup.MARKDOWN,
        published=date,
        updated=read_date(front.text("updated", "modified", "lastmod"), zone),
        authors=named_authors(front, source.authors, "authors", "author"),
        categories=tuple(map(from_html, front.texts("categories", "category"))),
        tags=tuple(
            dict.fromkeys(
                from_html(one)
                for one in tags
                if isinstance(one, str) and one.lower() not in _COLLECTIONS
            )
        ),
        description=from_markdown(front.text("description", "excerpt", "summary")),
        slug=front.text("slug") or stem,
        addresses=tuple(
            filter(None, (address, *map(path_of, front.texts("redirect_from", "aliases"))))
        ),
        lang=language(said) if isinstance(said, str) else "",
        draft=front.flag("draft") is True or front.flag("published") is False,
        cover=cover_of(front),
        folder=path.parent,
        source=path,
    )


def _dated(
    front: Front,
    name: str,
    written: str,
    dated: re.Match[str] | None,
    zone: tzinfo,
    gathering: Gathering,
) -> OldDate | None:
    if not written:
        return read_date(dated[1], zone) if dated else None
    date = read_date(written, zone)
    if date is None:
        gathering.mistake(name, front.line("date"), "form.not_date", key="date", value=written[:80])
    return date


def _slug_of(inside: PurePosixPath) -> str:
    """`fileSlug`: the name of the file without its date, or that of its folder for an index."""
    name = inside.parent.name if inside.stem == "index" else inside.stem
    match = _DATED.fullmatch(name)
    return (match[2] or name) if match else name


def _address(
    permalink: Yaml, front: Front, inside: PurePosixPath, date: OldDate | None, prefix: str
) -> tuple[str, bool]:
    """The address, and whether it is known for sure."""
    slug = _slug_of(inside)
    if isinstance(permalink, str) and permalink:
        sure = True

        def value(match: re.Match[str]) -> str:
            nonlocal sure
            text = _expression(match[1], front, slug, inside, date)
            sure = sure and text is not None
            return text or ""

        path = _EXPRESSION.sub(value, permalink)
        if sure and "{%" not in path and "${" not in path:
            path = path.removesuffix("index.html")
            return tidy_path(f"{prefix}/{path}"), True
    parts = [_DATED.sub(lambda it: it[2] or it[0], one) for one in inside.parent.parts]
    if inside.stem not in ("index", inside.parent.name):
        parts.append(slug)
    return tidy_path(f"{prefix}/{'/'.join(parts)}/"), not isinstance(permalink, str)


def _expression(
    text: str, front: Front, slug: str, inside: PurePosixPath, date: OldDate | None
) -> str | None:
    name, *filters = [one.strip() for one in text.split("|")]
    stem = inside.parent / slug if inside.stem != "index" else inside.parent
    known = {
        "page.fileSlug": slug,
        "fileSlug": slug,
        "page.filePathStem": f"/{stem.as_posix()}",
        "title": from_html(front.text("title")),
    }
    value: str | None
    if name in ("page.date", "date") and date:
        for one in filters:
            if formats := re.search(r"""["']([^"']+)["']""", one):
                return _formatted(formats[1], date)
        return None
    value = known.get(name) or front.text(name.lower()) or None
    if value is None:
        return None
    for one in filters:
        if one.startswith(("slug", "slugify")):
            value = slugify(value)
        elif one.startswith("lower"):
            value = value.lower()
        elif not one.startswith(("url", "string", "safe")):
            return None
    return value


def _formatted(pattern: str, date: OldDate) -> str | None:
    """Formats of Liquid (%Y), and of Luxon and date-fns (yyyy)."""
    if "%" in pattern:
        return date.moment.strftime(pattern)
    tokens = {"yyyy": "%Y", "YYYY": "%Y", "MM": "%m", "dd": "%d", "DD": "%d", "LL": "%m"}
    made = re.sub("yyyy|YYYY|MM|LL|dd|DD", lambda it: date.moment.strftime(tokens[it[0]]), pattern)
    return None if re.search(r"[A-Za-z]", made) else made
