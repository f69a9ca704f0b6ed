"""Generated bodies: rendered, or told with the post and its line."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from lxml import html

from tests.site.running import run

from .running import Settled, report, settle
from .wrong import wanted

_PIECES = (
    *(
        "mot",
        "é",
        " ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "***",
        "_",
        "`",
        "```\n",
    ),
    *(
        "~~~\n",
        "![",
        "](",
        ")",
        "[^1]",
        "[^1]: ",
        "*[A]: ",
        "A",
        "|",
        "|--|\n",
        ": ",
        "!!! note\n",
        "??? x\n",
    ),
    *(
        "<![1. x)",
        "<!",
        "<![CDATA[",
        "<!--",
        "-->",
        "<?",
        "<td>",
        "</td",
        "<div markdown=1>",
        "<p hidden>",
    ),
    *(
        "<svg><a>",
        "<math>",
        "<table><tr>",
        "<script>",
        "</",
        "<a b='",
        '"',
        "'",
        ">",
        "<x:y z>",
        "<p/a=b>",
    ),
    *(
        "{ data-toc-label }",
        "{: #a }",
        "{: hidden }",
        "{ .b c=d }",
        "{: id }",
        "{#x}",
        "{",
        "}",
        "{{ x }}",
    ),
    *(
        "&#2;",
        "&#0;",
        "&#xd800;",
        "&#x110000;",
        "&amp;#2;",
        "&lt",
        "&;",
        "\x02",
        "\x03",
        "\u202e",
        "\ufffe",
    ),
    *(
        "https://a.b/",
        "javascript:x",
        "//x",
        "a.b/",
        "\\",
        "\\<",
        "- [ ] ",
        "- [x] ",
        "👩‍👩‍👧‍👦",
        "\u2028",
    ),
    *("> " * 400, "- " * 300, "[" * 300, "<div>" * 300, "*" * 300, "(" * 300),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
KNOWN = {
    "a broken declaration": "Bonjour <![1. x)<td> fin.",
    "an attribute without value": "## Titre { data-toc-label }",
    "an id without value": "## Titre {: id }",
    "quotes in quotes": "> " * 900 + "x",
    "lists in lists": "\n".join("    " * n + "- x" for n in range(200)),
    "control marks": "a\x02b &#2;c &#27;d\x03",
    "half a character": "a &#xd800; b",
}
EVERY_DAY = 120


def generated(most: int) -> dict[str, str]:
    draw = random.Random(20261127)
    bodies = dict(KNOWN)
    for number in range(most):
        bodies[f"n{number}"] = "".join(draw.choices(_PIECES, k=draw.randint(1, 40)))
    return bodies


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], Settled]:
    asked = wanted()
    bodies = generated(EVERY_DAY if asked is None else 3_000 if asked < 0 else asked)
    place = tmp_path_factory.mktemp("bodies")
    posts = place / "blog" / "posts"
    posts.mkdir(parents=True)
    for number, body in enumerate(bodies.values()):
        head = f"---\ntitle: Billet {number}\ndate: 2026-01-01\n---\nUn texte.\n\n"
        (posts / f"p{number}.md").write_text(f"{head}{body}\n", "utf-8", "surrogatepass")
    options = ("--quiet", "--posts", str(posts.parent), "--site-dir", str(place / "site"))
    found = settle(lambda: run(*options), posts)
    report("bodies", len(bodies), len(found.told), found.seconds)
    return place / "site", bodies, found


def test_whatever_a_body_holds_the_post_is_built_or_named_with_its_line(
    settled: tuple[Path, dict[str, str], Settled],
) -> None:
    """What a library raises on a body is no traceback."""
    _, bodies, found = settled
    for name, said in found.told.items():
        assert all(re.match(r".*\.md:[1-9]\d*: ", line) for line in said), (name, said)
    assert found.seconds < 30 + len(bodies) / 10


def test_no_control_mark_reaches_a_page_or_a_feed(
    settled: tuple[Path, dict[str, str], Settled],
) -> None:
    site, _, _ = settled
    for file in (*site.rglob("*.html"), *site.rglob("*.xml"), *site.rglob("*.json")):
        text = file.read_text("utf-8")
        assert not _CONTROLS.search(text), file
        if file.suffix == ".html":
            shown = str(html.document_fromstring(text).xpath("string()"))
            assert not _CONTROLS.search(shown), file
