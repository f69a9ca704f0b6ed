"""SVG drawings go out with what draws, and nothing else."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from portevoix.pictures import Unreadable
from portevoix.pictures.drawings import drawn
from tests.pictures.samples import PLACE, from_a_telephone

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 40 30">'
)


def out(inside: str, head: str = HEAD) -> str:
    return drawn(f"{head}{inside}</svg>".encode()).published.content.decode()


PLAIN = (
    "<title>Un banc</title><defs><linearGradient id='g'><stop offset='1' stop-color='red'/>"
    "</linearGradient></defs><style>.a{fill:url(#g)} @media print{.a{fill:none}}</style>"
    "<g class='a' transform='rotate(4)'><path d='M0 0L9 9'/><text x='1'>à &lt; b</text></g>"
    "<use xlink:href='#g'/><circle r='4' style='fill:url(&quot;#g&quot;)'/>"
)


def test_a_drawing_keeps_what_draws() -> None:
    """Shapes, styles, gradients, its title, references within itself; and nothing is told."""
    drawing = drawn(f"{HEAD}{PLAIN}</svg>".encode())
    assert not drawing.mended
    copy = drawing.published
    assert (copy.type, copy.width, copy.height) == ("image/svg+xml", 40, 30)
    tree = etree.fromstring(copy.content)
    names = [etree.QName(one).localname for one in tree.iter()]
    assert names == [
        *("svg", "title", "defs", "linearGradient", "stop", "style", "g", "path", "text"),
        *("use", "circle"),
    ]
    text = copy.content.decode()
    for kept in ("fill:url(#g)", 'href="#g"', "à &lt; b", "url(&quot;#g&quot;)", "rotate(4)"):
        assert kept in text or kept.replace("&quot;", '"') in text, kept
    assert drawn(copy.content).published == copy


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<script href='https://ailleurs.exemple/a.js'/>",
        "<g onload='alert(1)'/>",
        "<path d='M0 0' oNcLick='alert(1)'/>",
        "<a href='javascript:alert(1)'><path/></a><g onclick='alert(1)'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><img src='x' onerror='alert(1)'/>"
        "</body></foreignObject>",
        "<image href='https://ailleurs.exemple/p.png'/>",
        "<image xlink:href='//ailleurs.exemple/p.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<use href='https://ailleurs.exemple/d.svg#a'/>",
        "<style>@import 'https://ailleurs.exemple/a.css';</style>",
        "<style>@font-face{font-family:A;src:url(https://ailleurs.exemple/a.woff2)}</style>",
        "<style>.a{fill:u\\72l(https://ailleurs.exemple/a)}</style>",
        "<style>.a{background:image-set('https://ailleurs.exemple/a' 1x)}</style>",
        "<path style='fill:red;mask:url(//ailleurs.exemple/a)'/>",
        "<path fill='url(https://ailleurs.exemple/a#b)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
    ],
)
def test_what_would_run_or_load_from_elsewhere_is_left_out_and_told(inside: str) -> None:
    drawing = drawn(f"{HEAD}<path id='reste' d='M1 1'/>{inside}</svg>".encode())
    text = drawing.published.content.decode()
    assert drawing.mended
    assert 'id="reste"' in text
    for trace in ("alert", "ailleurs", "script", "<body", "svg+xml"):
        assert trace not in text
    again = drawn(drawing.published.content)
    assert again.published == drawing.published and not again.mended


def test_what_editors_write_for_themselves_goes_without_a_word() -> None:
    """Comments, metadata, layers of an editor: they name people and folders, and draw nothing."""
    inside = (
        "<!-- C:\\Utilisateurs\\jeanne -->"
        "<metadata><rdf:RDF xmlns:rdf='urn:rdf'>Jeanne</rdf:RDF></metadata>"
        "<e:view xmlns:e='urn:editeur' e:name='jeanne'/>"
        "<path d='M0 0' data-name='jeanne' x:label='jeanne' xmlns:x='urn:x'/>"
    )
    drawing = drawn(f"<?xml version='1.0'?><!DOCTYPE svg>{HEAD}{inside}</svg>".encode())
    assert not drawing.mended
    assert b"jeanne" not in drawing.published.content.lower()
    assert b"DOCTYPE" not in drawing.published.content


def test_a_photograph_within_a_drawing_is_cleaned_too() -> None:
    photo = base64.b64encode(from_a_telephone()).decode()
    text = out(f"<image href='data:image/jpeg;base64,{photo}' width='4'/>")
    inner = base64.b64decode(text.split("base64,")[1].split('"')[0])
    assert inner[:3] == b"\xff\xd8\xff"
    assert b"GPS" not in inner and PLACE.encode() not in inner and b"Exif" not in inner
    broken = drawn(f"{HEAD}<image href='data:image/png;base64,AAAA'/></svg>".encode())
    assert broken.mended and b"base64" not in broken.published.content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<svg", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "unreadable"),
        (b"<html><script>alert(1)</script></html>", "unknown_kind"),
        (b"\x1f\x8b\x08\x00svgz", "unreadable"),
        (b"<svg>" + b"<g>" * 500 + b"</g>" * 500 + b"</svg>", "unreadable"),
        (b"<svg>" + b" " * 5_000_001 + b"</svg>", "too_heavy"),
    ],
)
def test_what_is_no_drawing_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        drawn(content)
    assert refused.value.reason == reason


def test_entities_that_multiply_are_refused() -> None:
    """Ten entities of ten of the one before would be ten thousand million words."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "mot">{steps}]>{HEAD}<text>&e10;</text></svg>'
    with pytest.raises(Unreadable):
        drawn(bomb.encode())
    outside = (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>{HEAD}<text>&x;</text></svg>'
    )
    assert drawn(outside.encode()).published.content.endswith(b"<text></text></svg>")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("width='40' height='30'", (40, 30)),
        ("width='40px' height='30.4'", (40, 30)),
        ("width='100%' height='100%' viewBox='0,0 8 6'", (8, 6)),
        ("width='4cm' height='3cm'", (0, 0)),
        ("viewBox='0 0 a b'", (0, 0)),
        ("viewBox='0 0 1e9 0'", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_says_its_size_when_it_knows_it(attributes: str, size: tuple[int, int]) -> None:
    copy = drawn(f"<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>".encode()).published
    assert (copy.width, copy.height) == size


_PARTS = some.sampled_from(
    (
        *("<g>", "</g>", "<script>", "</script>", "<style>", "</style>", "<a>", "</a>", "texte"),
        *("<path d='M0 0'/>", "<g onload='x()'/>", "<use href='https://x.exemple/a#b'/>"),
        *("@import 'https://x.exemple';", "<![CDATA[<script>]]>", "&lt;script&gt;", "<?php x?>"),
        *("<x:y xmlns:x='urn:x'/>", "url(https://x.exemple)", "{fill:url(#a)}", "/*", "*/", "\\"),
    )
)


@given(some.lists(_PARTS, max_size=14))
def test_whatever_it_holds_a_drawing_goes_out_harmless_or_not_at_all(parts: list[str]) -> None:
    """Read by another parser: no element, attribute or address that could run or load."""
    try:
        copy = drawn(f"{HEAD}{''.join(parts)}</svg>".encode()).published
    except Unreadable:
        return
    for one in etree.fromstring(copy.content).iter():
        assert isinstance(one.tag, str)  # neither comment nor instruction
        assert etree.QName(one).localname in ("svg", "g", "path", "use", "style")
        assert all(
            not str(key).startswith("on") and "exemple" not in str(value)
            for key, value in one.attrib.items()
        )
        if etree.QName(one).localname == "style":
            assert "exemple" not in (one.text or "") and "\\" not in (one.text or "")
