"""A site with `theme.language: en`: not one French word of ours, on a page or in a terminal."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.dates import get_day_names, get_month_names
from lxml import etree

from tests.conftest import ROOT, build_once
from tests.site.pages import Tree, linked, pages
from tests.site.running import run

BASE = "https://blog.example.org/"
CONFIGURATION = f"""\
INHERIT: {(ROOT / "mkdocs.yml").as_posix()}
site_name: Alder River
site_url: {BASE}
site_description: News and decisions of the Alder River Authority.
docs_dir: docs
site_dir: site
theme:
  language: en
  custom_dir: {(ROOT / "overrides").as_posix()}
plugins:
  material/search: {{lang: en}}
  portevoix/resonance:
    profile: en
    organisation:
      name: Alder River Authority
      sender: Alder River
      tagline: Water first.
      mission: We look after the water and the streets of Alder River.
      email: hello@example.org
      telephone: 555-0142
      address: 1 Mill Street
      hours: Monday to Friday
      accounts:
        - {{network: mastodon, name: "@alder@social.example.org", url: "https://social.example.org/@alder"}}
    objectives:
      informer: Inform
      inscrire: Sign people up
      recruter: Recruit
      consulter: Consult
      rassurer: Reassure
      rendre_compte: Give account
"""
FILES = {
    "index.md": "---\ntitle: Welcome\ntemplate: home.html\n---\nWe publish here first.\n",
    "blog/index.md": "---\ntitle: Blog\n---\n",
    "blog/.authors.yml": "authors:\n  water:\n    name: Water Department\n    description: Tests it.\n",
    "blog/posts/one.md": """---
title: No, the water is not unsafe
date: 2026-02-03
updated: 2026-08-01 14:05
kind: correction
authors: [water]
categories: [Water]
tags: [tests, pipes]
message: Tap water is safe.
points: [Tested daily., Published monthly.]
question: What would you like to know?
objective: informer
call: {text: Read the results, url: /blog/, until: 2026-12-01}
measure: {indicator: visits, target: "200", review_on: 2026-12-01}
picture: {file: pic.png, alt: A bench, credit: The authority, licence: CC0}
answers: [{comment: Really?, answer: Yes.}]
correction:
  rumour: The water is unsafe.
  verdict: mostly_false
  sources: [{title: Results, url: "https://blog.example.org/blog/"}]
---
The water is safe.[^1] See 10 MB of results.

## Details

- [x] measured
- [ ] published

!!! note
    Note well.

[^1]: See the results.

<iframe src="https://video.example.net/x" title="Film"></iframe>
<iframe src="https://video.example.net/x"></iframe>
<iframe src="https://[oops"></iframe>
""",
    "blog/posts/two.md": """---
title: Bridge works start
date: 2026-04-01
kind: event
authors: [water]
categories: [Roads]
tags: [bridge, tests]
event: {starts: 2026-12-01 18:00, ends: 2026-12-01 20:00, place: Town hall, price: Free}
---
The bridge closes.
""",
    "blog/posts/three.md": """---
title: Pipe burst on Mill Street
date: 2026-06-01
kind: crisis
authors: [water]
categories: [Water]
crisis:
  next_update: 2026-06-01 18:00
  updates:
    - {at: 2026-06-01 14:00, text: Boil the water.}
    - {at: 2026-06-01 16:30, text: Crews are at work.}
---
Boil the water.
""",
    "blog/posts/four.md": "---\ntitle: Over\ndate: 2026-01-01\nexpires: 2026-02-01\n---\nGone.\n",
    "blog/posts/five.md": "---\ntitle: Moved\ndate: 2026-01-02\naliases: [old/one]\n---\nHere.\n",
}
# Words that French cannot do without and English never uses; the addresses are fixed, in French.
FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|une|et|est|vous|nous|votre|notre|pour|avec|dans|aux?|cette|sont|qui|que"
    r"|billets?|partager|copier|lire|voir|sur|fil|ce|ou|il|elle|mis|jour|juin|mai|Mo|octets|lien"
    + "".join(
        f"|{name}"
        for names in (get_month_names, get_day_names)
        for name in names("wide", locale="fr").values()
        if name not in ("mars",)
    )
    + r")\b|[àâçéèêëîïôûùœÉÀ«»]",
    re.I,
)
ADDRESS = re.compile(
    r"(?:https?://|/|\.\./|mailto:)\S+|\b[\w-]+(?:/[\w.-]*)+|\S+\.(?:xml|opml|json)\b"
)
STOP_WORDS = re.compile(r"[a-z ]{60,}")  # of the search, which knows both languages
SHOWN = ("alt", "title", "aria-label", "content", "placeholder", "summary", "label", "value")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of a small English site."""
    folder = tmp_path_factory.mktemp("english")
    (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    (folder / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nplugins:\n  portevoix/resonance: {audience: internal}\n", "utf-8"
    )
    for name, text in FILES.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    picture = ROOT / "docs/blog/posts/images/banc.png"
    shutil.copy(picture, folder / "docs/blog/posts/pic.png")
    return folder


@pytest.fixture(scope="module", params=["public", "staff"])
def english(
    request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    config = ["--config", str(project / "mkdocs.yml")]
    staff = ["--internal"] if request.param == "staff" else []
    return build_once(tmp_path_factory, f"english-{request.param}", *config, *staff, "--no-check")


def _text(item: tuple[object, object]) -> tuple[str, str]:
    return str(item[0]), str(item[1])


def said_by_markup(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in ("style", "script"):
            yield element.text or ""
        yield element.tail or ""
        for name, value in map(_text, element.items()):
            if name in SHOWN or (name.startswith("data-") and " " in value):
                yield value


def said_by_data(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from said_by_data(one)
    elif isinstance(value, list):
        for one in value:
            yield from said_by_data(one)


def said(tree: Path) -> Iterator[tuple[str, str]]:
    """Everything that a person or a machine is told, with the file that says it."""
    for page in pages(tree, BASE):
        yield from ((page.path, text) for text in said_by_markup(page.root))
        for data in page.root.xpath("//script[contains(@type, 'json')]/text()"):
            yield from ((page.path, text) for text in said_by_data(json.loads(data)))
    for file in sorted(tree.rglob("*")):
        path = file.relative_to(tree).as_posix()
        if file.suffix in (".xml", ".opml", ".svg"):
            root = etree.parse(file).getroot()
            yield from ((path, text) for text in said_by_markup(root))
        elif file.suffix == ".json":
            data = json.loads(file.read_text("utf-8"))
            yield from ((path, text) for text in said_by_data(data))
        elif file.suffix in (".txt", ".ics", ".csv") and "fonts" not in path:
            yield path, file.read_text("utf-8")
        elif file.suffix == ".css":
            for text in re.findall(r"content:\s*[\"']([^\"']*)", file.read_text("utf-8")):
                yield path, text
        elif file.suffix == ".js" and "minisearch" not in path:
            for line in re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", file.read_text("utf-8")):
                if not STOP_WORDS.fullmatch(line):
                    yield path, line


def test_an_english_site_holds_not_one_french_word_of_ours(english: Path) -> None:
    """Pages, feeds, data, what style sheets and scripts add: all told in English."""
    found = sorted(
        {
            f"{path}: {match[0]} in {text.strip()[:120]!r}"
            for path, text in said(english)
            for match in FRENCH.finditer(ADDRESS.sub("", text))
        }
    )
    assert found == [], "\n".join(found)


def test_an_english_site_says_that_it_is_english(english: Path) -> None:
    for page in pages(english, BASE):
        langs = {str(one).lower() for one in page.root.xpath("//@lang | //@hreflang")}
        assert all(lang.startswith("en") or lang == "x-default" for lang in langs), page.path
        for marked in page.root.xpath("//meta[@property='og:locale']/@content"):
            assert str(marked).startswith("en")
        assert "fr_CA" not in page.written and '"fr"' not in page.written


def test_an_english_site_without_a_charter_links_to_nothing_that_is_missing(english: Path) -> None:
    """No link to a charter, a contact or a legal page that this site does not hold."""
    tree = Tree(english, BASE)
    lost = {
        f"{page.path} → {url}"
        for page in pages(english, BASE)
        for url in linked(page)
        if tree.inside(url) and not tree.answers(url)
    }
    assert not lost, "\n".join(sorted(lost))


def test_mistakes_are_told_in_english_too(project: Path, tmp_path: Path) -> None:
    """Of a post and of the command line."""
    blog = tmp_path / "blog"
    (blog / "posts").mkdir(parents=True)
    (blog / "posts" / "a.md").write_text("---\ntitle: [A\ndate: hier\n---\nText.\n", "utf-8")
    (blog / "posts" / "b.md").write_text("---\ndate: 2026-02-30\nkind: evnt\n---\nText.\n", "utf-8")
    config = ["--config", str(project / "mkdocs.yml"), "--posts", str(blog)]
    place = ["--site-dir", str(tmp_path / "site")]
    done = run(*config, *place)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 4
    refused = run(*config, *place, "--now", "yesterday")
    for text in (done.stderr, refused.stderr):
        told = re.sub(r"\S+\.md|/\S+", "", text)
        assert text and not FRENCH.search(told), text
