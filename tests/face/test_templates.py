"""The frame keeps its promises in the source, before any page is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import meta, nodes
from lxml import html

from portevoix.edition import Edition
from portevoix.kits.relay import Text
from portevoix.kits.sharing import Button
from portevoix.language import LANGUAGES, catalogue
from portevoix.page_text import NO_TEXT
from portevoix.pages.posts import post_pages
from portevoix.posts.post import Post
from portevoix.publisher import Page
from portevoix.site import Site
from portevoix.theme import FRAME_NAMES, GIVEN, PAGE_NAMES, TEMPLATES, SiteContext, environment

ALL = sorted(TEMPLATES.rglob("*.html"))
FRAME = [path for path in ALL if path.parent.name in ("templates", "partials")]
SENT = FRAME + [
    path
    for path in sorted((TEMPLATES / "assets").rglob("*"))
    if path.suffix in (".css", ".js", ".svg")
]
CONTEXT = TEMPLATES.parent / "CONTEXT.md"
ENVIRONMENT = environment(None)
# What MkDocs' plugins ask of a theme, and no page of ours.
MATERIAL_ASKS = "partials/language.html"

# HTML that was made, or made harmless, before it came here: template → what it says of it.
SAFE = {
    "charter/index.html": {"summary"},
    "charter/offline.html": {"summary", "one.summary", "one.why", "one.body"},
    "charter/pieces.html": {
        "one.question",
        '(rest[:1] | upper ~ rest[1:] if one.answer.startswith((word ~ ". ", word ~ ", ")) else one.answer)',
        "pair.do",
        "pair.avoid",
        "term.definition",
        "shown.summary",
        "shown.why",
        "shown.body",
    },
    "charter/printable.html": {"summary"},
    "charter/quiz.html": {"question.case.question"},
    "charter/tree.html": {"diagram"},
    "charter/version.html": {"summary"},
    "charter/whole.html": {"one.summary", "one.why", "one.body"},
    "partials/article.html": {'text.split("</h1>", 1)[0]'},
    "partials/metadata.html": {"meta.jsonld"},
}


def shown(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def code(path: Path) -> Iterator[str]:
    """Every expression and statement of a template, one line each."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    for found in re.finditer(r"\{[{%]-?(.*?)-?[%}]\}", text, flags=re.S):
        yield " ".join(found[1].split())


@pytest.mark.parametrize("path", ALL, ids=shown)
def test_no_template_escapes_by_hand_and_only_what_is_listed_is_held_for_safe(path: Path) -> None:
    """The environment escapes; HTML that stands as it is, is Markup or is named here."""
    said = list(code(path))
    by_hand = [one for one in said if re.search(r"\|\s*(e|escape)\b|autoescape", one)]
    safe = {one.rpartition("|")[0].strip() for one in said if re.search(r"\|\s*safe\b", one)}
    assert by_hand == []
    assert safe == SAFE.get(shown(path), set())


@cache
def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((TEMPLATES / name).read_text("utf-8"))


def used_with(name: str) -> dict[str, nodes.Template]:
    """A template and all those that it extends, includes or imports."""
    found: dict[str, nodes.Template] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = parsed(one)
            waiting += [other for other in meta.find_referenced_templates(found[one]) if other]
    return found


def asked(name: str) -> set[str]:
    """The names that a template and those that it uses want from outside."""
    wanted: set[str] = set()
    own: set[str] = set()
    for template in used_with(name).values():
        wanted |= meta.find_undeclared_variables(template)
        own |= {one.name for one in template.find_all(nodes.Name) if one.ctx == "store"}
        own |= {one.target for one in template.find_all(nodes.Import)}
        own |= {one.name for one in template.find_all(nodes.Macro)}
    return wanted - own


PAGES = [shown(path) for path in ALL if path.parent.name != "partials"]
ONCE = sorted(
    {
        found
        for path in ALL
        for one in code(path)
        for found in re.findall(r"""\bonce\(["'](.+?)["']\)""", one)
    }
)
PIECES = {"charter/base.html", "charter/pieces.html", "charter/whole.html"}  # of other pages


@pytest.mark.parametrize("name", [name for name in PAGES if name not in PIECES])
def test_each_name_that_a_page_uses_is_given_to_it(name: str) -> None:
    given = {*FRAME_NAMES, *PAGE_NAMES, *GIVEN.get(name, ())}
    assert asked(name) - given == set()


@pytest.mark.parametrize("name", ONCE)
def test_what_is_rendered_once_uses_nothing_of_one_page(name: str) -> None:
    assert asked(name) - set(FRAME_NAMES) == set()


def test_every_name_is_told_to_those_who_write_templates() -> None:
    """CONTEXT.md lists what the classes offer, no more, no less."""
    rows = re.findall(r"^\| (`.*?) \|", CONTEXT.read_text("utf-8"), flags=re.M)
    told = {name for row in rows for name in re.findall(r"`(\w+)", row)}
    assert told == {*FRAME_NAMES, *PAGE_NAMES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_wording_that_a_template_asks_for_exists(lang: str) -> None:
    """A template never names a wording that a language lacks."""
    wanted = {
        key
        for path in ALL
        for key in re.findall(r"""\bt\(\s*["']([a-z_.0-9]+)["']\s*[,)]""", path.read_text("utf-8"))
    }
    assert sorted(wanted - set(catalogue(lang))) == []


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
    assert len((TEMPLATES / "assets" / "site.js").read_bytes()) < 3 * 1024


HOSTILE = """A </script><img src=x onerror=alert(1)> "b" 'c' {{ 7 * 7 }} & d"""


def test_a_hostile_title_stays_text_on_the_page_of_a_post(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Markup, quotes and the end of a script, written in a title, are read by people as written:
    in the heading, in a card of a list, in what machines read."""
    quoted = HOSTILE.replace("'", "''")
    post = make_post(f"---\ntitle: '{quoted}'\ndate: 2026-11-02\n---\n\nUn texte.\n")
    edition = Edition(
        site=site,
        posts=(post,),
        bodies={post.slug: ""},
        texts={post.slug: NO_TEXT},
        related={post.slug: (post.slug,)},
    )
    (target,) = post_pages(edition)
    page = target.render()
    assert isinstance(page, Page)
    context = SiteContext(edition=edition, menu=(), version="1")
    names = context.made_page_context(page).names()
    rendered = ENVIRONMENT.get_template(page.template).render(names)
    read = html.document_fromstring(rendered)
    assert read.findtext(".//h1") == HOSTILE
    assert read.xpath("string(//article[@class='card card-small']//a)") == HOSTILE
    assert read.xpath("string(//meta[@property='og:title']/@content)") == HOSTILE
    assert not read.xpath("//img | //@onerror")
    assert all(script.get("src") or script.get("type") for script in read.iter("script"))


def test_hostile_values_stay_text_in_the_pieces_made_in_python(
    site: Site, make_post: Callable[..., Post]
) -> None:
    """Each value of a card and of a field to copy, whatever it holds, is read as it was written."""
    plain = make_post("---\ntitle: Titre\ndate: 2026-11-02\n---\n\nUn texte.\n")
    post = replace(plain, slug=HOSTILE, title=HOSTILE, message=HOSTILE, description=HOSTILE)
    context = SiteContext(
        edition=Edition(site=site, posts=(post,), bodies={}),
        menu=(),
        version="1",
    )
    made = context.frame_context("blog/", "fr").html
    way = Button(network="x", label=HOSTILE, href=HOSTILE)
    text = Text(id=HOSTILE, text=HOSTILE, rows=2, count=HOSTILE)
    field = made.copy_field(
        *(text, HOSTILE, HOSTILE), of=HOSTILE, text_lang=HOSTILE, way=way, way_label=HOSTILE
    )
    read = html.fragment_fromstring(f"{made.card(post)}{field}", create_parent=True)
    assert read.xpath("string(.//article//a)") == HOSTILE
    assert read.xpath("string(.//textarea)") == HOSTILE
    assert read.xpath("string(.//p[@class='copy-do']/a/@href)") == HOSTILE
    assert {*read.xpath("//label/@for"), *read.xpath("//textarea/@id | //@data-copy")} == {HOSTILE}
    assert not read.xpath("//img | //script | //@onerror")


def test_an_organisation_s_template_comes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "header.html").write_text("{{ '<i>' }} à nous", "utf-8")
    changed = environment(tmp_path)
    assert changed.get_template("partials/header.html").render() == "&lt;i&gt; à nous"
    assert changed.get_template("404.html").filename == str(TEMPLATES / "404.html")
