"""What Markdown's extensions say by themselves is in the language of the post."""

from __future__ import annotations

import pytest
from markdown import Markdown

from portevoix.body import clean

BODY = """\
Une note[^1].

!!! warning
    Texte.

!!! note "À lire"
    Texte.

??? tip
    Texte.

## Titre

[^1]: Là.
"""


def cleaned(lang: str) -> str:
    parser = Markdown(
        extensions=["admonition", "footnotes", "toc", "pymdownx.details"],
        extension_configs={"toc": {"permalink": True}},
    )
    return clean(parser.convert(BODY), page_url="https://blog.exemple.org/a/", lang=lang)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "fr",
            ("Revenir à l’appel de la note 1", "Lien vers ce titre", ">Attention<", ">Conseil<"),
        ),
        ("en", ("Back to where note 1 is cited", "Link to this heading", ">Warning<", ">Tip<")),
    ],
)
def test_each_word_is_in_the_language_of_the_post(lang: str, said: tuple[str, ...]) -> None:
    html = cleaned(lang)
    assert all(words in html for words in said)
    assert ">À lire<" in html, "a title that the author wrote stays"
    assert "Jump back" not in html and "Permanent link" not in html
    assert clean(html, page_url="https://blog.exemple.org/a/", lang=lang) == html
