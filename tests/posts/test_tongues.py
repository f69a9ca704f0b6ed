"""Posts in languages that the interface does not speak."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import DiagnosticsError
from portevoix.lists import channels
from portevoix.posts.post import Post
from portevoix.site import Site
from portevoix.snippets import compose_all
from portevoix.tongues import own_name, read_tongue, written_from_right

MakePost = Callable[..., Post]


@pytest.mark.parametrize(
    ("written", "code", "name"),
    [
        ("es", "es", "Español"),
        ("spa", "es", "Español"),
        ("ab", "ab", "Аԥсшәа"),
        ("PT-br", "pt-BR", "Português (Brasil)"),
        ("zh_tw", "zh-TW", "中文 (繁體, 台灣)"),
        ("zh-hant", "zh-Hant", "中文 (繁體)"),
        ("iw", "he", "עברית"),
        ("iu", "iu", "ᐃᓄᒃᑎᑐᑦ"),
        ("atj", "atj", "Atikamekw"),
        ("abe", "abe", "Abénaquis"),
    ],
)
def test_a_language_is_known_by_its_code_and_named_by_its_speakers(
    written: str, code: str, name: str
) -> None:
    assert read_tongue(written) == code
    assert own_name(code, "fr") == name
    assert read_tongue(code) == code


@pytest.mark.parametrize("written", ["fr-CA", "fra", "FR", "fr_FR", "fr-Latn-FR"])
def test_french_is_french_wherever_it_is_spoken(written: str) -> None:
    """A site has one profile of French; its posts are not parted by territory."""
    assert read_tongue(written) == "fr"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "xx",
        "zzz",
        "und",
        "mul",
        "español",
        "es-ZZZZ",
        "es-QQ",
        "français",
        "e\u0301s",
    ],
)
def test_what_is_no_language_is_a_mistake(make_post: MakePost, written: str) -> None:
    assert read_tongue(written) is None
    if written.strip():
        with pytest.raises(DiagnosticsError, match=r"essai\.md:4: "):
            make_post(f'---\ntitle: A\ndate: 2026-01-01\nlang: "{written}"\n---\nTexte.\n')


@given(
    st.text(max_size=12)
    | st.from_regex(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8}){0,3}", fullmatch=True)
)
def test_any_text_is_a_language_in_its_settled_form_or_none(written: str) -> None:
    if (code := read_tongue(written)) is not None:
        assert read_tongue(code) == code
        assert own_name(code, "fr") and own_name(code, "en")
        assert isinstance(written_from_right(code), bool)


def test_a_spanish_post_has_its_own_list_and_no_french_word_opens_its_texts(
    make_post: MakePost, site: Site
) -> None:
    post = make_post(
        "---\ntitle: El invierno\ndate: 2026-01-01\nlang: es\nkind: decision\n"
        "message: La nieve empieza el lunes.\n---\nHola.\n"
    )
    assert (post.lang, post.told_in) == ("es", "fr")
    listed = {one.home: one for one in channels(site, [post])}["blog/langue/es/"]
    assert (listed.name, listed.lang) == ("Español", "es")
    for snippet in compose_all(site, post):
        assert "Décision" not in snippet.parts[0] and "La nieve" in snippet.parts[0]
