"""Answers → every file of a new site, by its path; nothing is written here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portevoix.article_numbers import nearest_article
from portevoix.diagnostics import Diagnostics
from portevoix.language import say
from portevoix.paths import NAMES
from portevoix.posts import slugify, split
from portevoix.profiles import PROFILES
from portevoix.reserved import is_reserved
from portevoix.site import Palette
from portevoix.starting.answers import Answers
from portevoix.starting.sample import sample_folder
from portevoix.telephones import dialled
from portevoix.typography import typeset, typeset_markdown
from portevoix.yaml_text import read_yaml

HERE = Path(__file__).parent / "files"
ENDING = ".j2"
STAFF_FOLDERS = {"fr": "site-interne", "en": "site-internal"}  # that the staff site is built in
HELP_LINES = {"fr-CA": ("1 866 277-3553",)}  # numbers of ten digits that pages show
_OWNER = re.compile(r'^owner: "(?P<owner>[^"{}]+)"$', re.MULTILINE)
_DAY = re.compile(r'^(?P<key>in_force|review_by): "?(?P<day>\d{4}-\d\d-\d\d)"?$', re.MULTILINE)
_TEXT = re.compile(r'(?<=")[^"\n]*(?="$)', re.MULTILINE)  # what stands between double quotes
_ID = re.compile(r'---\nid: "([\d.]+)"')
_ARTICLE = re.compile(r"charte/(\d+(?:\.\d+)*)/")
_SCRIPT = re.compile(r"python3 scripts/(\w+)\.py")
# What articles say of the sample organisation alone → what any other may say.
REWORDED = {
    "Une agglomération n’en est pas : nous l’appliquons de notre plein gré.": "S’il ne nous vise pas,"
    " nous l’appliquons de notre plein gré.",
}
# The pages of the guide in a language, and the schemas that they lead to.
GUIDES = {"fr": ("*.md", "*.schema.json"), "en": ("settings.md", "*.en.schema.json")}
_NO_COMMANDS = ("test", "bench", "release")  # scripts that only a repository has


def starter_files(answers: Answers) -> dict[str, bytes]:
    """Path below the site's folder → content."""
    found: dict[str, bytes] = {}
    env = _environment()
    values = _values(answers)
    for folder in _folders(answers):
        for file in sorted((HERE / folder).rglob(f"*{ENDING}")):
            path = file.relative_to(HERE / folder).as_posix().removesuffix(ENDING)
            text = env.get_template(file.relative_to(HERE).as_posix()).render(values)
            if path.endswith(".md"):
                text = _typeset(text, answers.profile)
            if text.strip():
                path = path.replace("dot-", ".").replace("TODAY", answers.now.date().isoformat())
                found[path] = text.encode()
    if not answers.is_small:
        found |= _full_charter(answers)
    found |= _guide(answers, found)
    if answers.logo:
        found[str(values["logo_place"])] = answers.logo.read_bytes()
    return dict(sorted(found.items()))


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        autoescape=False,  # YAML and Markdown: what people typed goes through `q`
    )
    env.filters["q"] = _quoted
    return env


def _folders(answers: Answers) -> Iterator[str]:
    yield "common"
    yield answers.lang
    yield f"charter-{answers.lang}" if answers.is_small else f"charter-full-{answers.lang}"
    for lang in answers.languages[1:]:
        yield f"also-{lang}"


def _values(answers: Answers) -> dict[str, object]:
    day = answers.now.date()
    logo = f"assets/logo{answers.logo.suffix.lower()}" if answers.logo else ""
    return {
        "answers": answers,
        "names": NAMES[answers.lang],
        "staff_folder": STAFF_FOLDERS[answers.lang],
        "lang": answers.lang,
        "zone": answers.zone.key,
        "host": urlsplit(answers.address).hostname or "",
        "moment": f"{answers.now:%Y-%m-%d %H:%M}",
        "today": day.isoformat(),
        "in_three_months": (day + timedelta(days=91)).isoformat(),
        "next_year": (day + timedelta(days=365)).isoformat(),
        "palette": answers.signal != Palette().signal,
        "logo": logo,
        "logo_place": f"docs/{logo}",
        "reach": answers.telephone or answers.email,  # how a colleague is reached, to begin with
        "profiles": tuple(PROFILES),
        "countries": _countries(),
        "telephones": tuple(
            filter(None, (answers.telephone, *HELP_LINES.get(answers.profile, ())))
        ),
        "dialled": dialled(answers.telephone, answers.profile) if answers.telephone else "",
    }


def _typeset(text: str, profile: str) -> str:
    """A Markdown file with the spaces and signs of a profile, in its front matter too."""
    _, front, body = text.split("---\n", 2)
    front = _TEXT.sub(lambda found: typeset(found[0], profile), front)
    return f"---\n{front}---\n{typeset_markdown(body, profile)}"


def _quoted(value: object) -> str:
    """A text between double quotes, as YAML and JSON read it."""
    return json.dumps(str(value), ensure_ascii=False)


def _countries() -> str:
    """What each country calls things: laws, recourses, numbers that help. Of the charter that
    travels with the program, so that it is written once."""
    text = (sample_folder() / "docs/charte/variables.yml").read_text("utf-8")
    return text[text.index("\nfr-CA:") + 1 : text.index("\ninternal:")].rstrip() + "\n"


# The full charter is the one that travels with the program, made somebody else's.


def _full_charter(answers: Answers) -> dict[str, bytes]:
    """Articles, tree and replies; the owners of articles become variables."""
    source = sample_folder() / "docs/charte"
    owners: dict[str, str] = {}
    found: dict[str, bytes] = {}
    for file in sorted(source.glob("*.md")):
        text = _dated(file.read_text("utf-8"), answers.now.date())
        if file.name == "index.md":
            text = _index(text)
        else:
            text = _OWNER.sub(lambda said: _as_variable(said["owner"], owners), text)
            for theirs, anybodys in REWORDED.items():
                text = text.replace(theirs, anybodys)
        found[f"docs/charte/{file.name}"] = text.encode()
    for name in ("arbre.yml", "reponses.yml"):
        found[f"docs/charte/{name}"] = (source / name).read_bytes()
    lines = [f"  {key}: {_quoted(owner)}" for owner, key in sorted(owners.items())]
    env = _environment()
    text = env.get_template("full/variables.yml").render(
        {**_values(answers), "owners": "\n".join(lines)}
    )
    found["docs/charte/variables.yml"] = text.encode()
    return found


def _as_variable(owner: str, owners: dict[str, str]) -> str:
    name = slugify(owner).replace("-", "_").removeprefix("responsable_")
    return f'owner: "{{{owners.setdefault(owner, f"responsable_{name}")}}}"'


def _dated(text: str, today: date) -> str:
    """The text in force today, each review as long after as it was."""
    days = {found["key"]: date.fromisoformat(found["day"]) for found in _DAY.finditer(text)}

    def day(found: re.Match[str]) -> str:
        moved = today + (days[found["key"]] - days["in_force"])
        return f"{found['key']}: {moved.isoformat()}"

    return _DAY.sub(day, text)


def _index(text: str) -> str:
    """The first page without what is the sample organisation's own."""
    kept = [line for line in text.split("\n") if not line.startswith(("adopted_by:", "contact:"))]
    return re.sub(r'^version: ".*"$', 'version: "1.0"', "\n".join(kept), flags=re.MULTILINE)


# The communicators' guide, with the commands of a site that has no scripts.


def _guide(answers: Answers, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Its pages and their pictures; articles that the charter lacks go by the one above them."""
    source, found = sample_folder() / "docs/guide", {}
    heads = [content[:200].decode("utf-8", "replace") for content in files.values()]
    known = frozenset(article[1] for head in heads if (article := _ID.match(head)))

    def led(said: re.Match[str]) -> str:
        number = nearest_article(said[1], known)
        return f"charte/{number}/" if number in known else "charte/"

    pages, schemas = GUIDES[answers.lang]
    for file in sorted(source.glob(schemas)):
        found[f"docs/guide/{file.name}"] = file.read_bytes()
    texts = {file.name: file.read_text("utf-8") for file in sorted(source.glob(pages))}
    sample = _sample_address()
    for name, text in texts.items():
        lines = [
            line
            for line in text.split("\n")
            if not any(f"scripts/{one}.py" in line for one in _NO_COMMANDS)
        ]
        told = (
            _SCRIPT.sub(_command, "\n".join(lines))
            .replace(sample, answers.address)
            .replace("exemple.org", "example.org")
        )
        told = _ARTICLE.sub(led, told)
        found[f"docs/guide/{name}"] = told.encode()
        for image in sorted((source / "images").glob("*")):
            if f"images/{image.name}" in text:
                found[f"docs/guide/images/{image.name}"] = image.read_bytes()
    return found


def _command(found: re.Match[str]) -> str:
    return f"porte-voix {found[1].replace('_', '-')}"


def _sample_address() -> str:
    text = (sample_folder() / "mkdocs.yml").read_text("utf-8")
    match = re.search(r"^site_url: (\S+)$", text, re.MULTILINE)
    assert match
    return match[1]


def left_to_write(files: Mapping[str, bytes], answers: Answers) -> list[tuple[str, str]]:
    """What pages say is still to be written on them, and what the answers left to examples."""
    found = []
    if is_reserved(urlsplit(answers.address).hostname or ""):
        found.append(("mkdocs.yml", say(answers.lang, "starting.left_address")))
    if is_reserved(answers.email.rpartition("@")[2]):
        found.append(("mkdocs.yml", say(answers.lang, "starting.left_email")))
    for path, content in files.items():
        if path.endswith(".md") and b"\nto_write:" in content:
            values, _ = read_yaml(
                split(content.decode()).yaml, file=path, diagnostics=Diagnostics(answers.lang)
            )
            assert isinstance(values, dict)
            said = values["to_write"]
            found += [(path, str(one)) for one in said] if isinstance(said, list) else []
    return found
