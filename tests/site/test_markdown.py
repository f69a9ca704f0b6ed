"""Markdown is rendered as Python-Markdown renders it, whatever way it takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Extension, Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

from portevoix.building.markdown import PURE
from portevoix.shortcuts import take_shortcuts

OURS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tasklist"),
)
# Two that give what is taken out of a text other names cannot be asked together.
APART = {"codehilite", "fenced_code", "extra", "pymdownx.extra", "legacy_em", "legacy_attrs"}
SETS = {
    "none": (),
    "ours": OURS,
    "all": tuple(sorted(PURE - APART)),
    **{name: (name,) for name in sorted(PURE)},
}
PIECES = [
    *("mot", "Été", "l’eau", "WWW.exemple.org", "https://exemple.org/a_b", "moi@exemple.org", "1"),
    *("*", "**", "_", "`", "``", "\\", "[", "](", ")", "![", "[^1]", "[[", "]]", "<b>", "</b>"),
    *("<", "&", "&amp;", "~~", "^^", "==", "++", "$", "$$", "\\(", "{: .a }", "{++", "(c)", "1/2"),
    *(
        "...",
        "--",
        "'",
        '"',
        "|",
        ":",
        "#",
        "!!!",
        "???",
        "===",
        "> ",
        "- ",
        "1. ",
        "[x] ",
        "*[mot]:",
    ),
    *(
        "    ",
        "  \n",
        "\n",
        "\n\n",
        "\n\n    ",
        "\n---\n",
        "\n: ",
        "\n[^1]: ",
        "\n```\n",
        "\n[mot]: /a",
    ),
    *("<div markdown>", "</div>", "<!-- -->", "\x02", "\x03", "www.", ".", " ", " ", " "),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def parser(extensions: tuple[str, ...]) -> Markdown:
    return Markdown(extensions=list(extensions))


def told(parser: Markdown, text: str) -> tuple[str, object]:
    return parser.reset().convert(text), getattr(parser, "toc_tokens", None)


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_shortcut_leads_to_the_same_html(name: str) -> None:
    plain, short = parser(SETS[name]), parser(SETS[name])
    take_shortcuts(short)

    @settings(max_examples=400 if name in ("ours", "all") else 40)
    @given(TEXTS)
    def same(text: str) -> None:
        assert told(short, text) == told(plain, text)

    same()


@pytest.mark.parametrize("name", sorted(SETS))
def test_each_extension_that_is_pure_may_be_met_on_a_shortcut(name: str) -> None:
    short = parser(SETS[name])
    take_shortcuts(short)
    assert "portevoix-aside" in short.treeprocessors
    assert "portevoix-plain" in short.parser.blockprocessors


class Shouted(Extension):
    """An organisation's own mark, of letters alone."""

    def extendMarkdown(self, md: Markdown) -> None:
        pattern = SimpleTagInlineProcessor(r"()(CRIER)", "b")
        md.inlinePatterns.register(pattern, "crier", 5)


def test_a_mark_that_nobody_knows_is_found_in_every_text() -> None:
    short = Markdown(extensions=[Shouted()])
    take_shortcuts(short)
    assert short.convert("Il faut CRIER") == "<p>Il faut <b>CRIER</b></p>"
