"""The pages hold together: addresses, anchors, parts that the law and the house ask for."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from portevoix.charter import Charter, read_charter
from portevoix.charter.release import release_charter
from portevoix.site import Audience, Site
from tests.charter.conftest import RULES, SAMPLE
from tests.charter.rendered import parsed, render
from tests.charter.small import change

OTHERS = re.compile(r"^(?!charte/)")  # pages of the site's other rooms


def broken(files: dict[str, bytes]) -> Iterable[str]:
    """Links to pages or anchors of the charter that are not there, and ids used twice."""
    pages = {path: parsed(raw) for path, raw in files.items() if path.endswith(".html")}
    ids: dict[str, set[str]] = {}
    for path, page in pages.items():
        found = [str(name) for name in page.xpath("//@id")]
        ids[path] = set(found)
        yield from (f"{path}: id twice: {name}" for name in ids[path] if found.count(name) > 1)
    for path, page in pages.items():
        for link in map(str, page.xpath("//a/@href")):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = path
            if parts.path:
                target = posixpath.normpath(
                    posixpath.join(posixpath.dirname(path), unquote(parts.path))
                )
                if parts.path.endswith("/"):
                    target = posixpath.join(target, "index.html")
            if OTHERS.match(target):
                continue
            if target not in files:
                yield f"{path}: {link}"
            elif parts.fragment and unquote(parts.fragment) not in ids.get(target, set()):
                yield f"{path}: no anchor {link}"


def test_no_link_of_the_small_charter_is_broken(staff_files: dict[str, bytes]) -> None:
    assert sorted(broken(staff_files)) == []


@pytest.mark.parametrize("profile", ["fr-CA", "fr-FR"])
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_link_of_the_sample_charter_is_broken(public: Site, profile: str, audience: str) -> None:
    """Both builds of both profiles, frozen versions included."""

    site = replace(public, profile=profile, audience=Audience(audience))
    files = render(read_charter(SAMPLE, site, RULES), site)
    assert sorted(broken(files)) == []
    assert b"{" not in re.sub(
        rb"<(style|script).*?</\1>", b"", files["charte/3/index.html"], flags=re.S
    )


def test_the_charter_in_one_file_is_light_and_asks_for_nothing(staff: Site) -> None:
    """Below 300 kB with all that staff need; neither font, script nor picture."""
    files = render(read_charter(SAMPLE, staff, RULES), staff)
    raw = files["charte/charte.html"]
    assert len(raw) < 300_000
    page = parsed(raw)
    loads = page.xpath("//script|//img|//iframe|//object|//*[@src]|//*[@srcset]")
    assert [one.tag for one in loads] == []
    assert [link.get("href") for link in page.xpath("//link")] == ["data:,"]
    assert not re.search(rb"url\(|@import", raw)
    assert page.xpath("//h3[@id='insulte']")


def test_an_article_says_all_that_one_must_know_of_it(staff_files: dict[str, bytes]) -> None:
    """Version, dates, who judges, neighbours, and a proposal that carries id and version."""
    page = parsed(staff_files["charte/6.2/index.html"])
    text = " ".join(page.text_content().split())
    assert "Vérification automatique en partie, par la règle R11." in text
    assert "5 janvier 2027" in text and "5 janvier 2026" in text
    (propose,) = page.xpath("//a[starts-with(@href, 'mailto:charte@')]/@href")
    assert "6.2" in unquote(propose) and "version 1.0" in unquote(propose)
    assert page.xpath("//a[@rel='prev']/@href") == ["../../charte/2/"]
    assert page.xpath("//a[@rel='next']/@href") == ["../../charte/9/"]
    human = parsed(staff_files["charte/9/index.html"]).text_content()
    assert "Jugement humain" in human


def test_the_public_reads_titles_where_numbers_would_have_gaps(
    folder: Path, public: Site, staff: Site
) -> None:
    """Numbers stay in addresses and as a reference at an article's foot; staff see them throughout."""
    for site, seen in ((public, False), (staff, True)):
        files = render(read_charter(folder, site, RULES), site)
        for path in ("index", "articles/index", "imprimer/index", "9/index"):
            page = parsed(files[f"charte/{path}.html"])
            linked = [" ".join(a.text_content().split()) for a in page.xpath("//main//a")]
            assert ("6.2 Images" in linked) is seen, path
            assert ("Images" in linked) is not seen, path
        foot = parsed(files["charte/9/index.html"]).xpath("string(//footer)")
        assert ("Article 9" in foot) is not seen


def test_each_part_of_the_charter_says_to_whom_it_speaks(folder: Path, public: Site) -> None:
    """Lists, cases and articles bear the part and its readers; what no part names is in the rest."""
    change(
        folder,
        "index.md",
        "sections:\n",
        'parts:\n  - {name: Règles, readers: Pour tous, sections: ["9"]}\n'
        "  - {name: Directive, readers: Pour le personnel}\nsections:\n",
    )
    files = render(read_charter(folder, public, RULES), public)
    for path in ("index", "articles/index", "puis-je/index"):
        text = parsed(files[f"charte/{path}.html"]).text_content()
        places = [text.index(word) for word in ("Règles", "Pour tous", "Directive", "Pour le p")]
        assert places == sorted(places), path
    assert "Pour tous" in parsed(files["charte/9/index.html"]).text_content()
    assert "Pour le personnel" in parsed(files["charte/1/index.html"]).text_content()


def test_a_repealed_article_leaves_a_page_that_says_so(folder: Path, staff: Site) -> None:
    change(
        folder, "06-2-images.md", "keywords:", 'repealed: 2026-02-01\nreplaced_by: "9"\nkeywords:'
    )
    change(folder, "09-moderation.md", "l'[article 6.2](6.2) et ", "")
    files = render(read_charter(folder, staff, RULES), staff)
    page = parsed(files["charte/6.2/index.html"])
    assert "Cet article est abrogé." in page.text_content()
    assert page.xpath("//a[contains(@href, '/9/')]")
    assert "Dites ce que" not in page.text_content()


def test_the_attested_digest_is_that_of_the_text_anyone_can_fetch(
    staff_files: dict[str, bytes],
) -> None:
    digest = hashlib.sha256(staff_files["charte/charte.txt"]).hexdigest()
    page = staff_files["charte/attestation/index.html"].decode()
    assert digest in page and digest in staff_files["charte/charte.html"].decode()
    (send,) = parsed(page).xpath("//main//a[starts-with(@href, 'mailto:')]/@href")
    assert digest in unquote(send)


def test_two_renderings_give_the_same_bytes(folder: Path, staff: Site) -> None:
    first = render(read_charter(folder, staff, RULES), staff)
    assert render(read_charter(folder, staff, RULES), staff) == first


def test_each_node_of_the_tree_has_its_own_address_and_the_relay_beside_it(
    small_charter: Charter, staff_files: dict[str, bytes]
) -> None:
    """A section per node, answers as links; « passez le relais » is one tap away from each."""
    page = parsed(staff_files["charte/repondre/index.html"])
    assert small_charter.tree
    for id, node in small_charter.tree.nodes.items():
        (section,) = page.xpath(f"//section[@id='{id}']")
        assert section.xpath("string(h2)") == node.title
        links = section.xpath(".//a/@href")
        reached = {
            page.xpath(f"boolean(//*[@id='{link[1:]}'])") for link in links if link[0] == "#"
        }
        assert reached == {True}
        assert id == "relais" or "#relais" in links
    for path, raw in staff_files.items():
        if path.endswith("index.html"):
            assert b"repondre/#relais" in raw, path


def test_no_text_of_a_writer_becomes_markup(folder: Path, staff: Site) -> None:
    """A sign that means something to HTML is shown as it was typed, whatever field it stands in."""
    for name in ("arbre.yml", "reponses.yml", "index.md", "18-securite.md"):
        path = folder / name
        text = re.sub(
            r"(?m)^([ -]*(?:title|owner|adopted_by|question|hint|text|action|delay|who|log|situation|tone|prenom|x|situation|\"6\")): (?!\|)(.*)$",
            lambda found: f"{found[1]}: '<xss a=\"1\"> & {found[2].replace(chr(39), chr(39) * 2)}'",
            path.read_text("utf-8"),
        )
        path.write_text(text, "utf-8")
    note = 'Une note avec <xss a="1"> et bien des mots.'
    release_charter(folder, "1.0", note, date(2026, 3, 2), staff, RULES)
    files = render(read_charter(folder, staff, RULES), staff)
    shown = b"".join(files.values()).count(b"&lt;xss a=")
    assert shown > 40
    for name, raw in files.items():
        if not name.endswith((".txt", ".json", ".ics")):
            bare = re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", raw, flags=re.S)
            assert b"<xss" not in bare, name


def test_a_page_says_that_its_review_is_overdue_once_the_day_is_past(
    folder: Path, staff: Site
) -> None:
    """The day is given, never read from a clock."""
    change(folder, "09-moderation.md", "review_by: 2027-01-05", "review_by: 2026-03-05")
    files = render(read_charter(folder, staff, RULES), staff)
    said = "La révision de cet article était attendue pour le"
    assert said in files["charte/9/index.html"].decode()
    assert said not in files["charte/6.2/index.html"].decode()
