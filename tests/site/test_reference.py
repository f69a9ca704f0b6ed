"""Every setting and field, as declared: told when mistyped, read as written, described as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from portevoix.charter import read_charter
from portevoix.checks import read_check_settings
from portevoix.configuration import read_configuration
from portevoix.contrast import AA, colour, ratio
from portevoix.deploying import read_places
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.fields import Field, Section, Value, walk
from portevoix.listening import read_watch
from portevoix.networks import NETWORKS
from portevoix.planning import read_planning
from portevoix.posts import KINDS, Known, front_matter, read_authors, read_post
from portevoix.reference import SECTIONS, post_schema, settings_schema
from portevoix.reference.__main__ import reference_files
from portevoix.schedulers import read_tools
from portevoix.site import Palette, Site
from portevoix.sources.audience import read_pages
from portevoix.sources.heard import read_heard
from portevoix.sources.letters import read_issues
from portevoix.sources.tree import look_over
from tests.charter.small import FILES as CHARTER
from tests.conftest import ROOT

BY_KEY = {section.key: section for section in SECTIONS}
# A name that people may choose.
NAMED = {
    "imports": "meta",
    "exports": "publer",
    "nodes": "depart",
    "publish": "en-ligne",
    "share": "x",
}
SITE = {
    "site_name": "Ville",
    "site_url": "https://ville.example/",
    "theme": {"name": "porte-voix", "language": "fr"},
}
Told = Callable[[Path, Any, Site], list[Diagnostic]]


def written(path: str, value: Any, section: Section) -> Any:
    """The mapping that holds a value at a path."""
    whole: dict[str, Any] = {}
    here: Any = whole
    fields = section.fields
    *above, last = path.split(".")
    for step in above:
        if step == "*":
            continue
        one = {field.key: field for field in fields}[step]
        fields = one.below
        inner: dict[str, Any] = {}
        if one.value is Value.FORMS:
            here[step] = [inner]
        elif one.value is Value.NAMED:
            here[step] = {NAMED[one.key]: inner}
        else:
            here[step] = inner
        here = inner
    here[last] = value
    return whole


# One reader for each kind of file, on real files.


def of_settings(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    return configured(place, {"portevoix/resonance": values})


def of_charter_plugin(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    return configured(place, {"portevoix/resonance": {}, "portevoix/charter": values})


def configured(place: Path, plugins: Any) -> list[Diagnostic]:
    for folder in ("charte", "regles"):  # one that is written and not there is a mistake
        (place / "docs" / folder).mkdir(parents=True, exist_ok=True)
    file = place / "mkdocs.yml"
    file.write_text(yaml.safe_dump({**SITE, "plugins": plugins}, allow_unicode=True), "utf-8")

    def read() -> None:
        options = read_configuration(file, shown_from=place).options
        read_places(options)
        if options.diagnostics.mistakes:
            raise DiagnosticsError(options.diagnostics.mistakes)

    return tried(read)


def tried(read: Callable[[], object]) -> list[Diagnostic]:
    try:
        read()
    except DiagnosticsError as error:
        return list(error.mistakes)
    return []


def of_post(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    head = {"title": "Titre", "date": "2026-01-01", **values}
    head |= {"kind": kind} if (kind := next(iter(values))) in KINDS_WITH_DETAILS else {}
    diagnostics = Diagnostics("fr")
    known = Known(site=site, authors={}, networks=tuple(NETWORKS))
    text = f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\nTexte.\n"
    read_post(text.encode(), file="billet.md", known=known, diagnostics=diagnostics)
    return [*diagnostics.mistakes, *diagnostics.notices]


KINDS_WITH_DETAILS = {"consultation", "correction", "crisis", "event", "recruitment", "decision"}


def of_authors(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    file = place / ".authors.yml"
    file.write_text(yaml.safe_dump({"authors": {"eau": {"name": "Eau", **values}}}), "utf-8")
    diagnostics = Diagnostics("fr")
    read_authors(file, base=place, diagnostics=diagnostics)
    return [*diagnostics.mistakes, *diagnostics.notices]


def of_page(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    docs = place / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "page.md").write_text(f"---\n{yaml.safe_dump(values)}---\nTexte.\n", "utf-8")
    diagnostics = Diagnostics("fr")
    read_pages(look_over(docs), "blog/posts/", "charte/", place, diagnostics)
    return diagnostics.mistakes


def of_issue(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    folder = place / "docs" / "infolettre"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2026-11.yml").write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")
    diagnostics = Diagnostics("fr")
    files = look_over(place / "docs").below("infolettre/")
    read_issues(files, site, (), place, diagnostics)
    return diagnostics.mistakes


def of_officials(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    (place / "elus.yml").write_text(yaml.safe_dump(values), "utf-8")
    return tried(lambda: read_check_settings(place))


def of_watch(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    (place / "veille.yml").write_text(yaml.safe_dump(values), "utf-8")
    return tried(lambda: read_watch(place, base=place))


def of_heard(place: Path, values: Any, site: Site) -> list[Diagnostic]:
    (place / "entendu.yml").write_text(yaml.safe_dump([values]), "utf-8")
    return tried(lambda: read_heard(place, site, (), (), place, Diagnostics()))


def of_charter(file: str, take: Callable[[Any, Any], Any]) -> Told:
    """A file of the small charter with some values put into it."""

    def told(place: Path, values: Any, site: Site) -> list[Diagnostic]:
        for name, text in CHARTER.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, "utf-8")
        text = CHARTER[file]
        if file.endswith(".md"):
            _, head, body = text.split("---\n", 2)
            new = yaml.safe_dump(take(yaml.load(head, yaml.BaseLoader), values), allow_unicode=True)
            (place / file).write_text(f"---\n{new}---\n{body}", "utf-8")
        else:
            new = yaml.safe_dump(take(yaml.load(text, yaml.BaseLoader), values), allow_unicode=True)
            (place / file).write_text(new, "utf-8")
        return tried(lambda: read_charter(place, site, {}))

    return told


def at_the_top(old: Any, values: Any) -> Any:
    return {**old, **values}


def in_the_first(old: Any, values: Any) -> Any:
    return [{**old[0], **values}, *old[1:]]


READERS: dict[str, Told] = {
    "resonance": of_settings,
    "charter": of_charter_plugin,
    "post": of_post,
    "authors": of_authors,
    "page": of_page,
    "charter_index": of_charter("index.md", at_the_top),
    "article": of_charter("01-but.md", at_the_top),
    "tree": of_charter("arbre.yml", at_the_top),
    "reply": of_charter("reponses.yml", in_the_first),
    "issue": of_issue,
    "officials": of_officials,
    "watch": of_watch,
    "heard": of_heard,
}


def slips(key: str) -> Iterator[str]:
    """A key with a letter too many, one too few, another in its place."""
    middle = len(key) // 2
    yield f"{key}{key[-1]}"
    if len(key) > 2:
        yield key[:middle] + key[middle + 1 :]
        yield f"{key[:middle]}q{key[middle + 1 :]}"


# Keys of MkDocs' own pages, which MkDocs reads: only what keeps a page from readers is held.
HELD = {"page": {"audience", "draft", "published", "to_write"}}
# Blog options are judged by their own table; a chosen name is anybody's.
ASIDE = {"resonance": {"blog"}}
ALL = [
    pytest.param(section, path, id=f"{section.key} {path}")
    for section in SECTIONS
    for path, _ in walk(section.fields)
    if path.partition(".")[0] not in ASIDE.get(section.key, ()) or "." not in path
    if path in HELD.get(section.key, {path})
]


@pytest.mark.parametrize(("section", "path"), ALL)
def test_a_mistyped_key_is_named_with_the_right_neighbour_and_its_line(
    tmp_path: Path, site: Site, section: Section, path: str
) -> None:
    above, _, key = path.rpartition(".")
    siblings = {
        one.rpartition(".")[2] for one, _ in walk(section.fields) if one.rpartition(".")[0] == above
    }
    for wrong in slips(key):
        if wrong in siblings:
            continue
        mistyped = f"{above}.{wrong}".lstrip(".")
        told = READERS[section.key](tmp_path, written(mistyped, "x", section), site)
        named = [one for one in told if wrong in one.what]
        assert named, (wrong, told)
        assert any(key in one.do and one.line for one in named), (wrong, named)


def leaves(section: Section) -> Iterator[tuple[str, Field]]:
    yield from ((path, one) for path, one in walk(section.fields) if not one.below)


@pytest.mark.parametrize("key", ["resonance", "charter"])
def test_a_default_that_is_written_out_changes_nothing_and_an_example_does(
    tmp_path: Path, key: str, site: Site
) -> None:
    """So defaults are those of the readers, and each example is read."""
    section = BY_KEY[key]

    def read(values: Any) -> Any:
        plugins = {"portevoix/resonance": {}, f"portevoix/{key}": values}
        assert configured(tmp_path, plugins) == []
        found = read_configuration(tmp_path / "mkdocs.yml", shown_from=tmp_path)
        # The folder of the posts is made of the option, the checks are read from `options`.
        checks = found.options.values.get("checks"), found.options.values.get("sending")
        planning = read_planning(found.options.form("planning"), found.site, tuple(NETWORKS))
        tools = read_tools(found.options.form("exports"), "fr")
        newer = (found.newsletter, found.results, found.listening, found.alerts)
        options = (found.sending, found.approvals, *newer)
        said = (checks, planning, str(tools), *options)
        return found.site, found.per_page, found.charter, *said

    plain = read({})
    # A place of publication is none without the settings of its kind, nor IndexNow without its key:
    # tests/deploying reads those.
    left_out = ("organisation.accounts", "planning.past_pauses", "publish", "indexnow")
    for path, one in leaves(section):
        if one.default and not path.startswith(
            ("checks", "indexnow", "planning", "publish", "sending")
        ):
            assert read(written(path, yaml.safe_load(one.default), section)) == plain, path
        if one.example and not path.startswith(left_out):
            assert read(written(path, yaml.safe_load(one.example), section)) != plain, path


@pytest.mark.parametrize("key", ["post", "authors"])
def test_examples_of_front_matter_are_read_without_a_word(
    tmp_path: Path, key: str, site: Site
) -> None:
    section = BY_KEY[key]
    for path, one in leaves(section):
        if one.example and path not in ("updated", "date.updated", "picture.file"):
            values = written(path, yaml.safe_load(one.example), section)
            if path.startswith("picture."):
                values["picture"]["file"] = "images/photo.jpg"
            if path.startswith("crisis.updates"):
                values["crisis"]["updates"][0].setdefault("at", "2026-01-01")
            assert READERS[key](tmp_path, values, site) == [], path


def test_the_reference_of_the_guide_is_that_of_the_declarations() -> None:
    for name, text in reference_files():
        written = (ROOT / "docs" / "guide" / name).read_text("utf-8")
        assert written == text, f"{name}: python -m portevoix.reference docs/guide writes it anew"


def test_the_guide_and_the_charter_name_each_network_and_each_kind() -> None:
    sharing = (ROOT / "docs" / "guide" / "partager.md").read_text("utf-8")
    assert [key for key in NETWORKS if not re.search(rf"\b{key}\b", sharing)] == []
    writing = (ROOT / "docs" / "guide" / "ecrire.md").read_text("utf-8")
    assert [key for key in KINDS if f"\n- `{key}` – " not in writing] == []
    (article,) = (ROOT / "docs" / "charte").glob("06-9-*.md")
    promises = article.read_text("utf-8")
    assert [
        kind.label.fr for kind in KINDS.values() if f"\n| {kind.label.fr} |" not in promises
    ] == []


def test_the_colours_of_a_kind_are_read_on_paper_and_at_night() -> None:
    house = Palette()
    for kind in KINDS.values():
        for written, ground in ((kind.colour, house.paper), (kind.colour_dark, house.night)):
            found = ratio(colour(written), colour(ground))
            assert found >= AA, f"{kind.key}: {written} on {ground} is {found:.1f}:1, not {AA}:1"


def test_what_the_sample_wrote_holds_its_schemas_and_a_slip_does_not() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("!!python/name:", "")
    settings = jsonschema.Draft202012Validator(settings_schema("fr"))
    values = yaml.safe_load(text)
    settings.validate(values)
    ours = values["plugins"]["portevoix/resonance"]
    ours["timezone"] = ours.pop("time_zone")
    assert not settings.is_valid(values)
    posts = jsonschema.Draft202012Validator(post_schema("en"))
    for file in sorted((ROOT / "docs/blog/posts").glob("*.md")):
        head = front_matter.split(file.read_text("utf-8")).yaml
        posts.validate(json.loads(json.dumps(yaml.safe_load(head), default=str)))
