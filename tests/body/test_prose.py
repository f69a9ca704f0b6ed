"""The first paragraph of a rendered body: what a post says of itself when its author did not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from portevoix.body import clean, prose
from portevoix.posts import is_marked

EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tasklist"),
)
SECRET = "zibeline"  # stands only where a reader of the text does not read it
TEXT = "Le parc ouvre lundi."

# What may stand before the text and is none of it.
BESIDE = (
    f"<!-- {SECRET} -->",
    f"<!--\n{SECRET}\n\n{SECRET}\n-->",
    f"```yaml\n{SECRET}: 1\n```",
    f"~~~\n{SECRET}\n\n{SECRET}\n~~~",
    f"    {SECRET} = 1",
    f"{SECRET}\n===",
    f"# {SECRET}",
    f"<style>\n.a {{ content: '{SECRET}' }}\n</style>",
    f"<script>\nlet {SECRET} = 1;\n</script>",
    f"[{SECRET}]: https://exemple.org/{SECRET} '{SECRET}'",
    f"[^{SECRET}]: {SECRET}\n    sur deux lignes",
    f"*[{SECRET}]: {SECRET}",
    f"| {SECRET} | b |\n|---|---|\n| {SECRET} | 2 |",
    f"{SECRET} | b\n--- | ---\n{SECRET} | 2",
    f"![{SECRET}]({SECRET}.png '{SECRET}')",
    f"<figure markdown>\n  ![]({SECRET}.png)\n  <figcaption>{SECRET}</figcaption>\n</figure>",
    f"- [x] {SECRET}\n- [ ] {SECRET}",
    f"1. {SECRET}\n\n    {SECRET}\n\n2. {SECRET}",
    f"{SECRET}\n:   {SECRET}",
    "[TOC]",
    "***",
    f'=== "{SECRET}"',
    f'--8<-- "{SECRET}.md"',
    f"{{{{< figure src='{SECRET}' >}}}}",
    f"<https://exemple.org/{SECRET}>",
    f"<table><tr><td><p>{SECRET}</p></td></tr></table>",
    f"<ul><li><p>{SECRET}</p></li></ul>",
    f'!!! note "{SECRET}"\n    {SECRET}',
    f"> {SECRET}",
)


def opening(body: str) -> str:
    html = Markdown(extensions=list(EXTENSIONS)).convert(body)
    cleaned = clean(html, page_url="https://blog.exemple.org/a/", lang="fr")
    return next((text for text in prose(cleaned) if not is_marked(text)), "")


@pytest.mark.parametrize("before", BESIDE)
def test_what_stands_beside_the_text_is_never_its_first_paragraph(before: str) -> None:
    assert opening(f"{before}\n\n{TEXT}\n") == TEXT


@given(before=st.lists(st.sampled_from(BESIDE), max_size=5), after=st.sampled_from(BESIDE))
def test_whatever_surrounds_it_the_first_paragraph_is_found(before: list[str], after: str) -> None:
    assert opening("\n\n".join([*before, TEXT, after])) == TEXT


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Logements (< 60 m²) et (> 100 m²) visés.", "Logements (< 60 m²) et (> 100 m²) visés."),
        (
            'Voyez [la rivière](https://a.org/b_(c)) et [le plan](plan.pdf "Plan (2026)").',
            "Voyez la rivière et le plan.",
        ),
        ("Une **note**[^1] et `x_y` de H<sub>2</sub>O.\n\n[^1]: Là.", "Une note et x_y de H2O."),
        ("Le prix est <del>retiré</del> de 5 $.", "Le prix est de 5 $."),
        ("Première ligne  \nseconde &amp; fin.", "Première ligne seconde & fin."),
        ("<p>Un export <b>de</b> WordPress.</p>", "Un export de WordPress."),
        ("![Un banc](banc.png) Le banc.", "Le banc."),
    ],
)
def test_a_paragraph_is_told_as_it_is_read(body: str, expected: str) -> None:
    assert opening(body) == expected


def test_what_stands_apart_speaks_when_nothing_else_does() -> None:
    assert opening('!!! note "À savoir"\n    Le parc est fermé.') == "Le parc est fermé."
    assert opening("> Nous ouvrons.\n") == "Nous ouvrons."
    assert opening("- un\n- deux\n") == ""
