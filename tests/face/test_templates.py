"""The frame keeps its promises in the source, before any page is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup

from portevoix.dates import long_date
from portevoix.language import LANGUAGES, catalogue, say
from portevoix.posts.post import Post

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
FRAME = sorted(OVERRIDES.glob("*.html")) + sorted((OVERRIDES / "partials").glob("*.html"))
SENT = FRAME + [
    path
    for path in sorted((OVERRIDES / "assets").rglob("*"))
    if path.suffix in (".css", ".js", ".svg")
]

# What a template may write as it stands: HTML that we made, or numbers.
MADE_BY_US = re.compile(
    r"figure\(|pieces\.|details\.|(?:url_)?links$|meta\.jsonld$|name$|level$|size$|facts$|contents$|facts$|contents$|part\.number$|loop\.index$"
    r"|moment\(|day\(|due\(|kind\(|card\(|text\.split\(|rel$|\(rel ~|.*\| replace\('<input"
    r"|'page' if item\.here else 'true'$"
)


def shown(path: Path) -> str:
    return path.relative_to(OVERRIDES).as_posix()


def expressions(path: Path) -> Iterator[str]:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    for found in re.finditer(r"\{\{-?(.*?)-?\}\}", text, flags=re.S):
        yield " ".join(found[1].split())


@pytest.mark.parametrize("path", FRAME, ids=shown)
def test_every_value_is_escaped_where_it_is_written(path: Path) -> None:
    """MkDocs' templates do not escape on their own, so each value says `| e` itself."""
    bare = [
        one
        for one in expressions(path)
        if not one.endswith(("| e", "| e }")) and not MADE_BY_US.match(one)
    ]
    assert bare == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_wording_that_a_template_asks_for_exists(lang: str) -> None:
    """A template never names a wording that a language lacks."""
    asked = {
        key
        for path in OVERRIDES.rglob("*.html")
        for key in re.findall(r"""\bt\(\s*["']([a-z_.0-9]+)["']\s*[,)]""", path.read_text("utf-8"))
    }
    assert sorted(asked - set(catalogue(lang))) == []


def test_both_languages_have_the_same_wordings() -> None:
    """No wording of the frame is French only."""
    french, english = (
        {key for key in catalogue(lang) if key.startswith("site.")} for lang in LANGUAGES
    )
    assert french == english


@pytest.mark.parametrize("path", SENT, ids=shown)
def test_nothing_is_asked_of_another_host(path: Path) -> None:
    """Style sheets, scripts, drawings and templates load from the site alone."""
    text = re.sub(r"/\*.*?\*/|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    hosts = set(re.findall(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s"')]*""", text))
    namespaces = {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/rss/1.0/modules/content/",
    }
    assert hosts <= namespaces


@pytest.mark.parametrize("path", FRAME, ids=shown)
def test_no_script_or_style_stands_in_a_page(path: Path) -> None:
    """A page could be served under a policy that forbids inline scripts and styles."""
    text = path.read_text("utf-8")
    assert re.findall(r"""\son[a-z]+\s*=|\sstyle\s*=|<style|javascript:""", text) == []
    assert [one for one in re.findall(r"<script[^>]*>", text) if "src=" not in one] in (
        [],
        ['<script type="application/ld+json">'],
    )


def test_the_frame_s_own_script_stays_small() -> None:
    """What every page loads before it paints is under three kilobytes."""
    assert len((OVERRIDES / "assets" / "site.js").read_bytes()) < 3 * 1024


def test_a_hostile_title_stays_text_in_a_card(make_post: Callable[..., Post]) -> None:
    """Markup, quotes and the end of a script, written in a title, are read by people as written."""
    title = """A </script><img src=x onerror=alert(1)> "b" 'c' {{ 7 * 7 }} & d"""
    quoted = title.replace("'", "''")
    post = make_post(f"---\ntitle: '{quoted}'\ndate: 2026-11-02\n---\n\nUn texte.\n")
    templates = Environment(loader=FileSystemLoader(OVERRIDES), undefined=StrictUndefined)
    templates.globals.update(
        lang="fr",
        t=lambda key, **values: say("fr", key, **values),
        figure=lambda post: Markup("<svg></svg>"),
        kind_label=lambda kind: kind.label["fr"],
        post_href=lambda post: "blog/essai/",
        long_date=lambda moment: long_date(moment, "fr"),
        iso=lambda moment: moment.isoformat(),
    )
    card = html.fromstring(
        templates.from_string(
            "{% import 'partials/pieces.html' as pieces with context %}{{ pieces.card(post) }}"
        ).render(post=post)
    )
    assert card.findtext(".//a") == title
    assert not card.xpath("//img | //script | //@onerror")
