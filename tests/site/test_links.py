"""Every page of both sites: where its links lead, what it loads, what it says of itself."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.site.pages import Page, Tree, called_by, fetched, linked, pages

AUDIENCES = ("built_site", "staff_site")
NAMES = re.compile(r' (?:scheme|domain)="[^"]*"')  # of vocabularies: nobody follows them
# An item's identifier: its page is there; what tells its networks apart is no place on it.
IDS = re.compile(r'(<guid[^>]*>|<id>|"id": ?")([^<"#]*)#[^<"]*')
URL = re.compile(r"https://blog\.exemple\.org/[^\s\"'<>()\[\]\\»*]*")


@pytest.fixture(params=AUDIENCES)
def tree(request: pytest.FixtureRequest) -> Tree:
    return Tree(request.getfixturevalue(request.param))


def settled(found: str) -> str:
    """An address met in running text, without the signs that end a sentence."""
    return found.rstrip(".,;:!?")


def told(page: Page, attribute: str, value: str) -> list[str]:
    return [
        str(one.get("content", ""))
        for one in page.root.iter("meta")
        if one.get(attribute, "").lower() == value
    ]


def test_every_link_of_the_site_leads_somewhere(tree: Tree) -> None:
    """Files and fragments; whether written relative, from the root or in full."""
    lost = sorted(
        {
            f"{page.path} → {url}"
            for page in pages(tree.root)
            for url in linked(page)
            if tree.inside(url) and not tree.answers(url)
        }
    )
    assert lost == [], "\n".join(lost)


def test_every_address_of_ours_in_feeds_lists_and_data_exists(tree: Tree) -> None:
    """Feeds, OPML, sitemap, robots.txt, JSON: no address of ours without its file."""
    lost = set()
    for file in sorted(tree.root.rglob("*")):
        if file.suffix in (".xml", ".json", ".opml", ".txt", ".ics", ".csv"):
            text = file.read_bytes().decode().replace("\r\n ", "").replace("\\n", " ")
            lost |= {
                f"{file.relative_to(tree.root).as_posix()} → {url}"
                for url in map(
                    settled, URL.findall(unescape(unescape(IDS.sub(r"\1\2", NAMES.sub("", text)))))
                )
                if not tree.answers(url)
            }
    assert not lost, "\n".join(sorted(lost))


def test_every_page_says_what_it_is(tree: Tree) -> None:
    """One h1, a language, a title, a description, a canonical address or noindex; ids once."""
    faults = []
    for page in pages(tree.root):
        root = page.root
        hidden = "noindex" in " ".join(told(page, "name", "robots"))
        canonical = root.xpath("//head/link[@rel='canonical']/@href")
        ids = root.xpath("//@id")
        twice = {one for one in ids if ids.count(one) > 1} if len(set(ids)) < len(ids) else set()
        description = told(page, "name", "description")
        for fault, there in (
            ("no html lang", not root.get("lang")),
            ("h1", len(root.findall(".//h1")) != 1),
            ("title", len(root.xpath("//head/title[normalize-space()]")) != 1),
            ("no description", not hidden and not any(description)),
            ("two descriptions", len(description) > 1),
            ("no canonical", not hidden and canonical != [page.url]),
            ("no viewport", not told(page, "name", "viewport")),
            (f"ids twice: {sorted(twice)}", bool(twice)),
            ("base element", bool(root.findall(".//base"))),
        ):
            if there:
                faults.append(f"{page.path}: {fault}")
    assert faults == [], "\n".join(faults)


def test_titles_and_canonical_addresses_are_told_apart(tree: Tree) -> None:
    """No two pages that search engines keep share a title."""
    seen: dict[str, str] = {}
    shared = []
    for page in pages(tree.root):
        if "noindex" in " ".join(told(page, "name", "robots")):
            continue
        title = str(page.root.findtext(".//title"))
        if title in seen:
            shared.append(f"{seen[title]} and {page.path}: {title}")
        seen[title] = page.path
    assert shared == [], "\n".join(shared)


def test_the_sitemap_holds_every_page_meant_to_be_found_and_no_other(tree: Tree) -> None:
    listed = [
        str(place.text)
        for place in ElementTree.parse(tree.root / "sitemap.xml").getroot().iter()
        if place.tag.endswith("}loc")
    ]
    kept = [
        page.url
        for page in pages(tree.root)
        if "noindex" not in " ".join(told(page, "name", "robots"))
    ]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(kept)


def test_nothing_is_fetched_from_elsewhere(tree: Tree) -> None:
    """Neither by a page nor by a style sheet; and what is fetched from here exists."""
    foreign, missing = set(), set()
    for page in pages(tree.root):
        for url in fetched(page):
            if url.startswith("data:"):
                continue
            if not tree.inside(url):
                foreign.add(f"{page.path} → {url}")
            elif not tree.answers(url):
                missing.add(f"{page.path} → {url}")
    for file in sorted(tree.root.rglob("*.css")):
        for called in called_by(file.read_text("utf-8")):
            if called.startswith(("data:", "#")):
                continue
            place = f"{file.relative_to(tree.root).as_posix()} → {called}"
            if "//" in called:
                foreign.add(place)
            elif not (file.parent / called.partition("?")[0].partition("#")[0]).is_file():
                missing.add(place)
    assert (sorted(foreign), sorted(missing)) == ([], [])


def test_scripts_are_our_own_files_and_read_data_only(tree: Tree) -> None:
    """No script stands in a page but JSON; no event handler."""
    for page in pages(tree.root):
        for script in page.root.iter("script"):
            kind = script.get("type", "")
            if kind in ("application/ld+json", "application/json"):
                assert not script.get("src")
            else:
                assert script.get("src") and not (script.text or "").strip(), page.path
        handlers = page.root.xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], page.path


def test_every_page_announces_feeds_that_exist(tree: Tree) -> None:
    kinds = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
    for page in pages(tree.root):
        feeds = [
            link
            for link in page.root.iter("link")
            if "alternate" in link.get("rel", "") and link.get("type") in kinds
        ]
        framed = page.root.find(".//body//footer") is not None
        assert not framed or {link.get("type") for link in feeds} == kinds, page.path
        assert all(link.get("title") for link in feeds)


def test_the_public_site_holds_nothing_that_only_staff_may_read(
    built_site: Path, staff_site: Path
) -> None:
    """Every page of the public site stands on the staff site too; the guide and the kits do not
    stand on the public one."""
    public = {page.path for page in pages(built_site)}
    staff = {page.path for page in pages(staff_site)}
    assert public <= staff, sorted(public - staff)
    assert not [path for path in public if path.startswith(("guide/", "kits/"))]
