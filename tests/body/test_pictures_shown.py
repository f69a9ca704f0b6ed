"""What becomes of pictures within a clean body."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from portevoix.body import absolutise, clean
from portevoix.body.pictures import Shown, picture

ROOT = "https://blog.exemple.org/ville/"
PAGE = ROOT + "blog/billet/"
KNOWN = {
    "blog/images/parc.jpg": Shown(
        width=1600, height=900, suffix=".avif", sibling_type="image/avif"
    ),
    "blog/images/un parc, vert.png": Shown(
        width=80, height=60, suffix=".webp", sibling_type="image/webp"
    ),
    "blog/images/petit.png": Shown(width=40, height=30),
    "assets/dessin.svg": Shown(),
    "blog/images/portrait.jpg": Shown(gone=True),
}


def shown(html: str, plain: bool = False) -> str:
    cleaned = clean(html, page_url=PAGE, lang="fr")
    return picture(cleaned, KNOWN.get, page_url=PAGE, root=ROOT, lang="fr", plain=plain)


def test_a_picture_gets_its_true_size_and_a_lighter_sibling() -> None:
    """The sibling stands first in a picture element; the picture loads late and decodes aside."""
    assert shown('<p><img src="../images/parc.jpg" alt="Un parc"></p>') == (
        '<p><picture><source srcset="../images/parc.jpg.avif" type="image/avif">'
        '<img src="../images/parc.jpg" alt="Un parc" loading="lazy" decoding="async"'
        ' width="1600" height="900"></picture></p>'
    )


def test_feeds_get_the_plain_picture() -> None:
    """A feed reader knows img and little else; the address becomes absolute, the size stays."""
    html = shown('<img src="../images/parc.jpg" alt="Un parc">', plain=True)
    assert "picture" not in html and 'width="1600" height="900"' in html
    assert 'src="https://blog.exemple.org/ville/blog/images/parc.jpg"' in absolutise(html, PAGE)


def test_a_picture_without_sibling_only_gets_its_size() -> None:
    assert "<picture>" not in shown('<img src="../images/petit.png" alt="">')
    assert 'width="40" height="30"' in shown('<img src="../images/petit.png" alt="">')
    assert "width" not in shown('<img src="../../assets/dessin.svg" alt="">')


def test_names_with_spaces_and_commas_are_found_and_stay_one_candidate() -> None:
    """A space or a comma parts the candidates of a srcset, so both are written as escapes."""
    for written in ("../images/un%20parc,%20vert.png", "../images/un parc, vert.png"):
        html = shown(f'<img src="{written}" alt="">')
        assert 'srcset="../images/un%20parc%2C%20vert.png.webp"' in html


def test_addresses_of_all_forms_lead_to_the_picture() -> None:
    for written in (
        "/ville/blog/images/petit.png",
        "https://blog.exemple.org/ville/blog/images/petit.png",
        "../images/../images/petit.png?v=2#haut",
    ):
        assert 'width="40"' in shown(f'<img src="{written}" alt="">'), written
    for written in ("../images/inconnu.png", "/blog/images/petit.png", "data:,x"):
        assert "width" not in shown(f'<img src="{written}" alt="">'), written


def test_the_side_that_an_author_chose_keeps_the_true_proportion() -> None:
    """A width or a height in pixels gives the other; a share of the column is left alone."""
    for chosen, expected in (
        ('width="800"', 'width="800" height="450"'),
        ('width="800px" height="1"', 'width="800" height="450"'),
        ('height="90"', 'width="160" height="90"'),
        ('width="50%"', 'width="50%"'),
    ):
        html = shown(f'<img src="../images/parc.jpg" alt="" {chosen}>', plain=True)
        sizes = [part for part in html[5:-1].split(" ") if part[:5] in ("width", "heigh")]
        assert sorted(sizes) == sorted(expected.split(" ")), chosen


def test_what_an_author_laid_out_by_hand_is_not_doubled() -> None:
    """A picture element or a srcset of the author's own gets the size, and no sibling of ours."""
    own = '<picture><source srcset="/ville/a.webp"><img src="../images/parc.jpg" alt=""></picture>'
    assert shown(own).count("<picture>") == shown(own).count("<source") == 1
    assert 'width="1600"' in shown(own)
    several = '<img src="../images/parc.jpg" srcset="../images/petit.png 1x" alt="">'
    assert "<picture>" not in shown(several)


def test_a_picture_that_is_gone_leaves_a_sentence_and_nothing_of_itself() -> None:
    """Neither its address nor its alternative text, in whatever element it stood."""
    for written in (
        '<img src="../images/portrait.jpg" alt="Une dame rit">',
        '<a href="../images/portrait.jpg"><img src="../images/portrait.jpg" alt="Une dame rit"></a>',
        '<picture><source srcset="../images/portrait.jpg 2x">'
        '<img src="../images/portrait.jpg" alt="Une dame rit"></picture>',
    ):
        for plain in (True, False):
            html = shown(written, plain)
            assert html.count("Cette image a été retirée.") == 1
            assert "portrait" not in html and "Une dame" not in html
    for written, kept in (
        ('<a href="../images/portrait.jpg">Voir</a>', "<span>Voir</span>"),
        (
            '<img src="../images/petit.png" srcset="../images/portrait.jpg 2x" alt="Un banc">',
            'alt="Un banc"',
        ),
        (
            '<video src="/ville/film.mp4" poster="../images/portrait.jpg"></video>',
            'src="/ville/film.mp4"',
        ),
    ):
        assert kept in shown(written) and "portrait" not in shown(written)


def test_the_sentence_is_in_the_language_of_the_page() -> None:
    html = '<img src="../images/portrait.jpg" alt="">'
    english = picture(html, KNOWN.get, page_url=PAGE, root=ROOT, lang="en", plain=False)
    assert "This picture has been removed." in english


_PIECES = some.sampled_from(
    (
        *('<img src="../images/parc.jpg" alt="é &amp; è">', '<img src="../images/portrait.jpg">'),
        *("<picture>", "</picture>", '<source srcset="../images/parc.jpg.avif">', "<p>", "</p>"),
        *('<a href="../images/portrait.jpg">', "</a>", "texte &lt; ", '<img width="9" alt="">'),
        *('<img src="../images/parc.jpg" width="9%">', "<figure>", "</figure>", "<pre>\n\n</pre>"),
    )
)


@given(some.lists(_PIECES, max_size=12), some.booleans())
def test_whatever_the_body_a_second_pass_changes_nothing(pieces: list[str], plain: bool) -> None:
    """And what comes out still goes through the cleaner untouched."""
    once = shown("".join(pieces), plain)
    again = picture(once, KNOWN.get, page_url=PAGE, root=ROOT, lang="fr", plain=plain)
    assert again == once
    assert sorted(clean(once, page_url=PAGE, lang="fr")) == sorted(once)
    assert "portrait" not in once
