"""A post's HTML told elsewhere: in feeds, and as plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portevoix.body import absolutise, clean, plain

PAGE = "https://blog.exemple.org/blog/un-billet/"


def test_every_address_of_a_feed_is_absolute() -> None:
    """href, src, srcset, poster and cite, and the anchors of notes too."""
    html = (
        '<a href="../autre/?a=1&amp;b=2">x</a><a href="#fn:1">1</a><a href="mailto:a@b.ca">c</a>'
        '<img src="a.png" srcset="a.png 1x, /b.png 2x"><video poster="p.jpg" src="/v.mp4"></video>'
        '<blockquote cite="../source/">q</blockquote>'
    )
    assert absolutise(html, PAGE) == (
        '<a href="https://blog.exemple.org/blog/autre/?a=1&amp;b=2">x</a>'
        '<a href="https://blog.exemple.org/blog/un-billet/#fn:1">1</a><a href="mailto:a@b.ca">c</a>'
        '<img src="https://blog.exemple.org/blog/un-billet/a.png" '
        'srcset="https://blog.exemple.org/blog/un-billet/a.png 1x, '
        'https://blog.exemple.org/b.png 2x">'
        '<video poster="https://blog.exemple.org/blog/un-billet/p.jpg" '
        'src="https://blog.exemple.org/v.mp4"></video>'
        '<blockquote cite="https://blog.exemple.org/blog/source/">q</blockquote>'
    )


def test_permalink_marks_buttons_and_drawings_stay_on_the_page() -> None:
    """A reader of feeds has no use for them, and some read them aloud."""
    html = (
        '<h2 id="a">But<a class="headerlink" href="#a" title="Lien">¶</a></h2>'
        "<button>Copier</button><svg><path></path></svg><p role='note' aria-label=\"x\">y</p>"
    ).replace("'", '"')
    assert absolutise(html, PAGE) == '<h2 id="a">But</h2><p>y</p>'


CODE = "<pre><code>a\n\n  <span>b</span>\t&lt;c&gt;  \n</code></pre>"


def test_white_space_of_code_is_left_alone() -> None:
    """Not one space of a code block is lost on the way to a feed."""
    assert absolutise(clean(CODE, page_url=PAGE, lang="fr"), PAGE) == CODE


@given(st.text(alphabet="<>/'\"= apre:!-&;\n\\", max_size=60))
def test_making_addresses_absolute_twice_is_making_them_once(text: str) -> None:
    """And no cleaned HTML whatever stops it."""
    once = absolutise(clean(text, page_url=PAGE, lang="fr"), PAGE)
    assert absolutise(once, PAGE) == once


def test_plain_text_has_a_line_per_block_and_neither_marks_nor_note_calls() -> None:
    """What a search, a summary or a reading time counts is what people read."""
    html = (
        '<h2>But<a class="headerlink" href="#a">¶</a></h2><p>Un <b>mot</b>, '
        'une note<sup><a class="footnote-ref" href="#fn:1">1</a></sup>.<br>Fin « x » &amp; y</p>'
    )
    assert plain(html) == "But\nUn mot, une note.\nFin « x » & y"
