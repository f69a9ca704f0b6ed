"""Marks of other tools, found in what readers would see."""

from __future__ import annotations

import pytest
from markdown import Markdown

from portevoix.body import clean, outside_code
from portevoix.posts import leftovers, leftovers_unseen, line_of, may_be_marked, open_fences

EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "pymdownx.superfences")


def told(body: str) -> list[str]:
    rendered = Markdown(extensions=list(EXTENSIONS)).convert(body)
    html = clean(rendered, page_url="https://blog.exemple.org/a/", lang="fr")
    marks = leftovers(outside_code(html)) if may_be_marked(html) else []
    return [*leftovers_unseen(body, rendered), *marks]


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ("Avant {{< figure src=x >}} après", "{{<"),
        ("{% image 'x' %}", "{% i"),
        ("Le {{ page.title }}", "{{ p"),
        ("Un {--retrait--} ici", "{--retrait--}"),
        ("Un {>>remarque interne<<} ici", "{>>remarque interne<<}"),
        ('=== "Français"\n\n    Bonjour', '=== "Français"'),
        ('--8<-- "avis.md"', '--8<-- "avis.md"'),
        ("/// note\nTexte\n///", "/// note"),
        (":::note\nTexte\n:::", ":::note"),
        ("!!! note\n    Texte", "!!! note"),
        ("> [!NOTE]\n> Texte", "[!NOTE]"),
        ("Voir [[Page du wiki]].", "[[Page du wiki]]"),
        ("![[photo.png]]", "![[photo.png]]"),
        ("[[_TOC_]]", "[[TOC]]"),
        ("Une note[^2].", "[^2]"),
        ("<div>Voir [le plan](plan.md)</div>", "[le plan](plan.md"),
        ("Voir [le plan][inconnu].", "[le plan][inconnu]"),
        ("<p>Un **gras** perdu</p>", "**gras**"),
        (":material-clock: 9 h", ":material-clock:"),
        ("Bravo :tada: !", ":tada:"),
        ("Un ==mot== ~~barré~~", "==mot=="),
        ("Le texte <!-- note pour nous, sans fin", "<!--"),
        ("Un {# mot pour nous #} ici", "{#"),
        ("Un secret %%à ne pas dire%% ici", "%%à ne pas dire%%"),
        ("[caption id='1']Un pont[/caption]", "[caption id='1']"),
        (".. note:: Texte", ".. note:: Texte"),
        ("import Tabs from '@theme/Tabs';", "import Tabs from '@theme/Tabs';"),
        ("<Steps>\n\n1. Un\n\n</Steps>", "<Steps"),
        ("![Jour](banc.png#only-light)", "#only-light"),
        ("```mermaid\ngraph LR\n```", "```mermaid"),
        ("Fin. {: .classe }\n\n- a", "{: .classe }"),
    ],
)
def test_a_mark_that_would_be_shown_is_told(body: str, mark: str) -> None:
    assert any(one.startswith(mark) for one in told(body)), told(body)


@pytest.mark.parametrize(
    "body",
    [
        "Le conseil [adopte] le règlement 2026-12 : 9 h 30, 10:30:45, C:\\dossier, a:b:c.",
        "`{% raw %}`\n\n```\n{{< code >}} :tada: {++x++}\n```\n\n    {% code %}",
        "5 $ et 6 $, 3 == 3, x^2, ~ 20 °C, 100 %, R&D, C++ et C#, ++, 2 ** 3.",
        "Un [lien](https://exemple.org/a:b:c) et <https://exemple.org/?q=:tada:x>.",
        "## Titre { #plan .grand }\n\nTexte[^1].\n\n[^1]: Note.",
        "Quoi ??? Vraiment !!! Non... (c) 1/2",
    ],
)
def test_plain_text_and_code_are_not_marks(body: str) -> None:
    assert told(body) == []


def test_a_mark_is_found_on_its_line() -> None:
    assert line_of("{{< figure", "Un\n\nDeux {{< figure src=x >}}\n") == 2
    assert line_of("absent", "Un\n") == -1


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("Un\n\n```python\ncode\n\nfin", [2]),
        ("~~~\ncode\n\nfin", [0]),
        ("```\ncode\n````\n\nfin", [0]),  # closed by other signs
        ("> ```\n> code\n\nfin", [0]),
        ("```\na\n```\n\n```b\nc", [4]),
        ("- un\n\n    ```\n    code\n\nfin", [2]),
        ("```\ncode\n```\n\n````\n```\n````\nfin", []),
        ("```a\n1\n```b\n2\n```\nfin", []),
        ("Un\n\n    ```\n    code\n\nfin", []),  # code by its indent
        ("<!-- ```\nrien -->\n\nDit ``` et `x`.", []),
    ],
)
@pytest.mark.parametrize("extension", ["pymdownx.superfences", "fenced_code"])
def test_a_block_of_code_that_nothing_closes_is_found_where_it_opens(
    body: str, lines: list[int], extension: str
) -> None:
    assert open_fences(body, outside_code(Markdown(extensions=[extension]).convert(body))) == lines
