"""Posts written by an enemy: a site with nothing in it that acts, or mistakes that say why."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from feedparser.api import parse as _parse
from lxml import etree, html

from tests.conftest import build_once
from tests.site.pages import Page, fetched, pages
from tests.site.running import run

parse: Callable[[bytes], Any] = _parse
MARKUP = (
    "\"><script>alert(1)</script><img src=//evil.example/x onerror=alert(1)>' {{ 7193*7193 }} {% if x %} ]]> </title>"
    " &lt;b&gt; --> \x00\x08\x1b\x85 ${7193*7193}"
)
RIGHT_TO_LEFT = "\u202eabc\u2069 \u200fשלום"
EVIL = "https://evil.example"
BODY = f"""
<script>alert(1)</script>
<img src=//evil.example/x onerror=alert(1) srcset="{EVIL}/a.png 1x, //evil.example/b.png 2x">
<a href="javascript:alert(1)">a</a> [b](javascript:alert(2)) [c](jav&#x09;ascript:alert(3))
<a href=" &#1;javascript:alert(1)">d</a> <a href="data:text/html,<script>alert(1)</script>">e</a>
<iframe src="{EVIL}/"></iframe><object data="{EVIL}/x"></object><embed src="//evil.example/x">
<video src="{EVIL}/x" poster="{EVIL}/p.png" autoplay></video><audio src="/\\evil.example/x"></audio>
<form action="{EVIL}/"><input name=a><button formaction="javascript:alert(1)">x</button></form>
<style>@import "{EVIL}/x.css"; body{{background:url({EVIL}/)}}</style>
<link rel=stylesheet href="{EVIL}/x.css"><base href="{EVIL}/">
<meta http-equiv=refresh content="0;url={EVIL}/">
<p style="background:url({EVIL}/x)" onclick="alert(1)" id="contenu">x</p>
<svg onload=alert(1)><use href="{EVIL}/x#y"/><script>alert(1)</script><image href="{EVIL}/i.png"/></svg>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a><animate attributeName=href values=javascript:alert(1) /></svg>
<math><mtext><table><mglyph><style><img src=//evil.example/x onerror=alert(1)></style></mglyph></table></mtext></math>
<table background="{EVIL}/t.png"><tr><td>x</td></tr></table>
<noscript><p title="</noscript><img src=//evil.example/x onerror=alert(1)>"></noscript>
<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp>
</body></html><plaintext>
{{{{ 7193*7193 }}}} {{% include "x" %}} {{# x #}}

![x](javascript:alert(1)) ![y]({EVIL}/pixel.gif) ![z](data:image/svg+xml,<svg/onload=alert(1)>)

<!-- <script>alert(1)</script> --!><img src=//evil.example/x onerror=alert(1)> -->

[x]: javascript:alert(1)
[x]

## <img src=//evil.example/x onerror=alert(1)> {{: onclick="alert(1)" style="background:url({EVIL}/h)" }}

```
</code></pre><script>alert(1)</script>
```

*[HTML]: "><script>alert(1)</script>

HTML. {MARKUP.replace(chr(0), "")} {RIGHT_TO_LEFT}
"""
DETAILS: dict[str, dict[str, object]] = {
    "announcement": {},
    "correction": {
        "rumour": MARKUP,
        "verdict": "false",
        "sources": [{"title": MARKUP, "url": "https://exemple.org/\"'<>"}],
    },
    "event": {"starts": "2026-12-01 10:00", "place": MARKUP, "address": MARKUP, "price": MARKUP},
    "crisis": {"updates": [{"at": "2026-01-01 10:00", "text": MARKUP}]},
    "recruitment": {"place": MARKUP, "contract": MARKUP, "pay": MARKUP},
}
FRONT = {
    "date": "2026-01-01",
    "updated": "2026-02-01",
    "authors": ["equipe"],
    "categories": [MARKUP, "<b>"],
    "tags": [MARKUP, "&amp;", "<i>", RIGHT_TO_LEFT],
    "description": f"{MARKUP} {RIGHT_TO_LEFT}",
    "message": MARKUP,
    "points": [MARKUP, RIGHT_TO_LEFT],
    "question": MARKUP,
    "call": {"text": MARKUP, "url": 'https://exemple.org/?a="><script>'},
    "measure": {"indicator": MARKUP, "target": MARKUP},
    "answers": [{"comment": MARKUP, "answer": MARKUP}],
    "picture": {"file": "\"'.png", "alt": MARKUP, "credit": MARKUP, "licence": MARKUP},
}
OUR_SCRIPT = re.compile(
    r'<script(?: type="module")? src="[^"]*assets/[\w.-]+\.js\?v=\w+">'
    r'|<script src="pocket\.js" defer>'  # of the pocket, which stands in one folder
    r'|<script type="application/(?:ld\+)?json"[^>]*>'
)
FOLLOWED = ("href", "src", "action", "xlink:href", "data", "poster", "from", "to", "values")


def written(front: Mapping[str, object], body: str = "Texte.") -> str:
    """A post whose YAML escapes every character that is not ASCII."""
    keys = "\n".join(f"{key}: {json.dumps(value)}" for key, value in front.items())
    return f"---\n{keys}\n---\n{body}\n"


def write_posts(folder: Path, posts: dict[str, str]) -> Path:
    (folder / "posts").mkdir(parents=True)
    for name, text in posts.items():
        (folder / "posts" / f"{name}.md").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module", params=["public", "staff"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The site of an enemy's posts, for each audience."""
    posts = {
        kind: written(
            {
                **FRONT,
                "title": f"{kind} {MARKUP}",
                "slug": kind,
                "kind": kind,
                kind: details,
                "aliases": [f"vieux/';alert(1)&{kind}"],
            },
            BODY,
        )
        for kind, details in DETAILS.items()
    }
    expired = {**FRONT, "title": MARKUP, "slug": "passe", "expires": "2026-02-01"}
    folder = write_posts(tmp_path_factory.mktemp("hostile"), posts | {"z": written(expired, BODY)})
    team = {"name": MARKUP, "description": f"{MARKUP} {RIGHT_TO_LEFT}", "fediverse": MARKUP}
    (folder / ".authors.yml").write_text(json.dumps({"authors": {"equipe": team}}), "utf-8")
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8"
        "cfc000000301010018dd8db00000000049454e44ae426082"
    )
    (folder / "posts" / "\"'.png").write_bytes(pixel)
    staff = ["--internal"] if request.param == "staff" else []
    place = tmp_path_factory.mktemp("site") / "site"
    done = run("--quiet", "--posts", str(folder), "--site-dir", str(place), *staff)
    assert done.returncode == 0, done.stderr
    return place, done.stderr


def acts(page: Page, host: str) -> Iterator[str]:
    """What would run, load from elsewhere or leave the page on its own."""
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        kind = element.get("type", "")
        if tag == "script" and kind not in ("application/ld+json", "application/json"):
            source = element.get("src", "")
            if not ("assets/" in source or source == "pocket.js") or (element.text or "").strip():
                yield f"script {source} {element.text}"
        if tag in ("iframe", "frame", "object", "embed", "base", "applet", "portal", "plaintext"):
            yield tag
        if urlsplit(element.get("content", "").partition("url=")[2]).netloc and tag == "meta":
            yield "refresh"
        for name, value in element.items():
            name, value = str(name).lower(), re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if name.startswith("on") or name in ("srcdoc", "formaction", "ping", "background"):
                yield f"{tag} {name}"
            if name in FOLLOWED and re.match(
                r"(?:javascript|vbscript|data:(?:text|image/svg))", value
            ):
                yield f"{tag} {name}={value}"
            if name == "style" and ("url(" in value or "expression" in value):
                yield f"{tag} style={value}"
    for url in fetched(page):
        if urlsplit(url).netloc not in ("", host) and not url.startswith("data:,"):
            yield f"fetches {url}"


def all_that_acts(tree: Path) -> list[str]:
    return sorted(
        f"{page.path}: {what}" for page in pages(tree) for what in acts(page, "blog.exemple.org")
    )


def test_no_page_holds_anything_that_acts(hostile: tuple[Path, str]) -> None:
    """As parsed, and in the text itself, whatever parser meets it."""
    place, _ = hostile
    assert all_that_acts(place) == []
    for page in pages(place):
        for tag in re.findall(r"<(?:script|plaintext|xmp|noembed)\b[^>]*>", page.written, re.I):
            assert OUR_SCRIPT.fullmatch(tag), (page.path, tag)
        assert "<img src=//evil" not in page.written


def test_template_marks_are_never_run(hostile: tuple[Path, str]) -> None:
    """« {{ 7193*7193 }} » stays what it is, and whoever builds is told where it stands."""
    place, told = hostile
    pages_of_posts = [page for page in pages(place) if page.path.startswith("blog/")]
    assert any("{{ 7193*7193 }}" in page.written for page in pages_of_posts)
    texts = [*place.rglob("*.html"), *place.rglob("*.xml"), *place.rglob("*.json")]
    assert not [file for file in texts if str(7193 * 7193) in file.read_text("utf-8")]
    assert "event.md:" in told and "Traceback" not in told


def test_feeds_stay_well_formed_and_read_the_same_everywhere(hostile: tuple[Path, str]) -> None:
    place, _ = hostile
    files = [*place.rglob("*.xml"), *place.rglob("*.opml"), *place.rglob("*.svg")]
    assert len(files) > 20
    for file in files:
        root = etree.parse(file).getroot()  # well formed, or it raises
        if root.tag in ("rss", "{http://www.w3.org/2005/Atom}feed"):
            read = parse(file.read_bytes())
            assert not read.bozo, (file, read.get("bozo_exception"))
            for entry in read.entries:
                assert urlsplit(entry.link).netloc == "blog.exemple.org"
                for content in entry.get("content", ()):
                    root = html.document_fromstring(f"<p>{content.value}</p>")
                    shown = Page(file.name, entry.link, root, content.value)
                    assert list(acts(shown, "blog.exemple.org")) == []


def test_data_stays_data(hostile: tuple[Path, str]) -> None:
    """JSON parses, in files and in pages, and holds no half of a character."""
    place, _ = hostile
    for file in place.rglob("*.json"):
        json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False).encode()
    for page in pages(place):
        for text in page.root.xpath("//script[contains(@type, 'json')]/text()"):
            json.loads(str(text))


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({"title": "Titre", "tags": [f"mot {n}" for n in range(10_000)]}, "10000"),
        ({"title": "Moitié \ud800 de signe"}, "barre oblique"),
        ({"title": "\x00\x1b\u202e"}, "titre"),
        ({"title": "T", "call": {"text": "x", "url": "javascript:alert(1)"}}, "adresse"),
        ({"title": "T", "picture": {"file": "../../../../etc/passwd"}}, "passwd"),
        ({"title": "T", "aliases": ["../../../etc/x"]}, "chemin"),
        ({"title": "T", "slug": "../../x"}, "chemin"),
        ({"title": "T", "slug": "x", "aliases": ["blog/x"]}, "aliases"),
    ],
    ids=["tags", "half a character", "nothing", "script", "picture", "alias", "slug", "own"],
)
def test_what_cannot_be_built_is_told_and_nothing_is_written(
    tmp_path: Path, front: dict[str, object], said: str
) -> None:
    folder = write_posts(tmp_path / "blog", {"essai": written({"date": "2026-01-01", **front})})
    done = run("--quiet", "--posts", str(folder), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "essai.md:" in done.stderr and said in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.skipif("PORTEVOIX_CORPUS" not in os.environ, reason="PORTEVOIX_CORPUS is not set")
def test_nothing_acts_on_the_pages_of_real_posts(tmp_path_factory: pytest.TempPathFactory) -> None:
    corpus = ["--posts", os.environ["PORTEVOIX_CORPUS"]]
    assert all_that_acts(build_once(tmp_path_factory, "corpus", *corpus)) == []
