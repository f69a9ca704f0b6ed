"""A post's HTML after cleaning: what stays, what becomes a link, what is gone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portevoix.body import BodyTooLong, clean, plain
from portevoix.body.clean import MAX_LENGTH

PAGE = "https://blog.exemple.org/blog/un-billet/"


def cleaned(html: str, lang: str = "fr") -> str:
    return clean(html, page_url=PAGE, lang=lang)


class Seen(HTMLParser):
    """All that a page's reader would meet: an oracle that shares no code with the cleaner."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


RUNNING = {"script", "style", "iframe", "frame", "object", "embed", "form", "link", "meta", "base"}
LOADING = {"src", "srcset", "poster", "data", "background", "xlink:href", "formaction", "action"}
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)


def leads_elsewhere(address: str) -> bool:
    plain = re.sub(r"[\t\n\r]", "", address).strip().replace("\\", "/")
    return plain.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", plain) is not None


def assert_inert(html: str) -> None:
    seen = Seen(html)
    assert not seen.tags & RUNNING
    for tag, name, value in seen.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in {"style", "srcdoc", "ping", "target", "autofocus"}, (tag, name)
        assert not name.startswith("data-"), (tag, name)
        if name in LOADING:
            assert not any(leads_elsewhere(part) for part in value.split(",")), (tag, name, value)
        if name in {"href", "cite"}:
            assert SAFE_LINK.match(value), (tag, name, value)
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE)


HOSTS = ["evil.example", "evil.example:80", "blog.exemple.org.evil.example", "x@evil.example"]
PREFIXES = [
    "https://", "http://", "//", "https:", "https:/", "https:///", "\\\\", "/\\", "\t//", "/\t/",
    "\n/\n/", "hTTps:\\\\", " //", "data:", "javascript:", "java\tscript:", "vbscript:", "\x01//",
    "/", "../", "", "?", "#", "blob:https://", "filesystem:https://", "&#47;/", "&#x6A;avascript:",
]  # fmt: skip
TAGS = [
    "a", "img", "iframe", "IFRAME", "embed", "object", "video", "audio", "source", "track", "svg",
    "use", "image", "path", "script", "style", "link", "meta", "base", "form", "input", "button",
    "math", "mtext", "template", "noscript", "textarea", "title", "xmp", "plaintext", "frame",
    "frameset", "picture", "p", "pre", "table", "td", "div", "li", "body", "html", "select",
    "foreignObject", "desc", "annotation-xml", "mglyph", "pv-iframe", "blockquote", "details",
]  # fmt: skip
NAMES = [
    "src", "href", "srcset", "poster", "data", "background", "style", "onload", "onerror", "srcdoc",
    "xlink:href", "formaction", "action", "ping", "target", "class", "type", "title", "alt", "cite",
    "http-equiv", "content", "data-md-component", "is", "aria-x", 'aria-"onload', "width",
]  # fmt: skip

addresses = st.builds(
    lambda prefix, host, tail: prefix + host + tail,
    st.sampled_from(PREFIXES),
    st.sampled_from(HOSTS),
    st.sampled_from(["", "/a.png", "/a.png 2x, //evil.example/b.png 3x", "/<script>", "?a=1&b"]),
)
attributes = st.builds(
    lambda name, quote, value: f" {name}={quote}{value}{quote}",
    st.sampled_from(NAMES),
    st.sampled_from(['"', "'", ""]),
    addresses | st.text(max_size=12),
)
pieces = st.one_of(
    st.builds(
        lambda name, inside, end: f"<{name}{''.join(inside)}{end}",
        st.sampled_from(TAGS),
        st.lists(attributes, max_size=3),
        st.sampled_from([">", "/>", " >", "", "<"]),
    ),
    st.sampled_from(TAGS).map(lambda name: f"</{name}>"),
    st.sampled_from(["<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "&lt;", "&#0;", "<", '"']),
    st.text(max_size=8),
    st.sampled_from(["\ud800", "\x00", "\u202e", "\ufffe", "\r\n", "\n"]),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=14).map("".join))
@example('<svg><style><img src="https://evil.example/x">')
@example('<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=//x>">')
@example('<noscript><p title="</noscript><img src=//evil.example/x onerror=alert(1)>">')
@example("<iframe><img src=//evil.example/a></iframe>")
@example('<a href="/\\evil.example"><img src="/\\evil.example/a.png">')
@example('<p aria-"x=1><pv-iframe aria-"="" src=//evil.example>')
def test_whatever_the_html_nothing_runs_and_nothing_loads_from_elsewhere(html: str) -> None:
    """Any HTML becomes HTML in which nothing runs, and whose pictures and media are our own."""
    result = cleaned(html)
    assert_inert(result)
    assert cleaned(result) == result
    result.encode()


@given(st.text(alphabet="<>/'\"= ab!-&;\n", max_size=60))
def test_any_text_cleans_to_itself_once_cleaned(text: str) -> None:
    """Cleaning is a projection: what comes out of it goes through it unchanged."""
    once = cleaned(text)
    assert cleaned(once) == once


KEPT = [
    '<h2 id="but">But</h2>',
    '<p class="lead" lang="en" dir="ltr">Text <abbr title="Service">S.</abbr></p>',
    '<table><thead><tr><th scope="col" align="right">A</th></tr></thead></table>',
    '<details class="note" open=""><summary>Plus</summary><p>x</p></details>',
    '<figure><img src="../a.png" alt="A" loading="lazy" decoding="async"><figcaption>B</figcaption></figure>',
    '<div class="highlight"><pre><span></span><code><span class="k">def</span>  f():\n    x\n</code></pre></div>',
    '<div class="admonition warning"><p class="admonition-title">Attention</p></div>',
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
    '<ul class="task-list"><li><input type="checkbox" disabled="" checked=""> fait</li></ul>',
    '<video src="/a.mp4" controls="" preload="metadata"><track src="a.vtt" kind="captions" srclang="fr"></video>',
    '<p><a href="../autre/">ici</a> <a href="mailto:a@exemple.org">écrire</a></p>',
    '<svg viewBox="0 0 2 2"><path d="M0 0"></path></svg>',
    '<a href="https://www.exemple.ca/" rel="me noopener">nous</a>',
]


@pytest.mark.parametrize("html", KEPT)
def test_what_posts_need_stays_as_it_is(html: str) -> None:
    """Headings, tables, notes, code, admonitions, tasks, local media: byte for byte."""
    assert cleaned(html) == html


BECOMES = {
    # A frame becomes a link that says where it leads.
    '<iframe src="https://www.youtube-nocookie.com/embed/x"></iframe>':
        '<a class="facade" href="https://www.youtube-nocookie.com/embed/x" rel="noopener">Voir ce contenu sur www.youtube-nocookie.com</a>',
    # A host after three slashes is the host that browsers would ask.
    '<iframe src="https:///www.exemple.ca/e" title="La visite"></iframe>':
        '<a class="facade" href="https://www.exemple.ca/e" rel="noopener">Voir «&nbsp;La visite&nbsp;» sur www.exemple.ca</a>',
    # An address that nobody can read leaves words behind, never a hole.
    "<iframe src='https://[oups'></iframe>":
        '<span class="facade">Un contenu intégré se trouvait ici; son adresse est illisible.</span>',
    '<img src="https://cdn.exemple.net/a.png" alt="Le pont">':
        '<a class="facade" href="https://cdn.exemple.net/a.png" rel="noopener">Le pont</a>',
    '<img src="//cdn.exemple.net/a.png">':
        '<a class="facade" href="https://cdn.exemple.net/a.png" rel="noopener">Voir l’image sur cdn.exemple.net</a>',
    # No link inside a link.
    '<a href="/x"><img src="//cdn.exemple.net/a.png" alt="Le pont"></a>':
        '<a href="/x"><span class="facade">Le pont</span></a>',
    # A counter of visits is not a picture.
    '<p>a<img src="https://c.exemple.net/p.gif" width="1" height="1"></p>': "<p>a</p>",
    '<img src="data:image/png;base64,AAAA" alt="Logo">': "Logo",
    # Our own host, told in full, is our own: the page may be previewed elsewhere.
    '<img src="https://blog.exemple.org/a.png" alt="">':
        '<img src="/a.png" alt="" loading="lazy" decoding="async">',
    '<video autoplay><source src="//v.exemple.net/a.mp4"></video>':
        '<a class="facade" href="https://v.exemple.net/a.mp4" rel="noopener">Voir ce contenu sur v.exemple.net</a>',
    '<object data="https://v.exemple.net/a.swf"><embed src="//v.exemple.net/a.swf"></object>':
        '<a class="facade" href="https://v.exemple.net/a.swf" rel="noopener">Voir ce contenu sur v.exemple.net</a>',
    '<pre class="mermaid"><code>A--&gt;B</code></pre>': "<pre><code>A--&gt;B</code></pre>",
    '<a href="https://www.exemple.ca/" target="_blank">nous</a>':
        '<a href="https://www.exemple.ca/" rel="noopener">nous</a>',
    "<iframe src=/carte.html></iframe>": '<a class="facade" href="/carte.html">Voir ce contenu</a>',
}  # fmt: skip


@pytest.mark.parametrize("html", list(BECOMES))
def test_foreign_content_becomes_a_plain_link(html: str) -> None:
    """What another host would serve is one click away, and named; the page asks nothing of it."""
    assert cleaned(html) == BECOMES[html]


def test_the_words_of_a_facade_are_in_the_language_of_the_post() -> None:
    """An English post has not one French word of ours."""
    html = cleaned('<iframe src="https://v.exemple.net/"></iframe>', lang="en")
    assert plain(html) == "See this content on v.exemple.net"


def test_a_frame_that_is_never_closed_swallows_nothing() -> None:
    """HTML would hide the rest of the post in the frame; the post stays whole."""
    html = cleaned("<div><iframe src=//v.exemple.net/><p>La suite.</p></div><p>La fin.</p>")
    assert "<p>La suite.</p>" in html
    assert "<p>La fin.</p>" in html


def test_elements_nested_without_end_are_flattened_and_their_text_kept() -> None:
    """Depth is bounded, for parsers look back through all open elements."""
    html = cleaned("<div>" * 50_000 + "<p>au fond</p>")
    assert html.count("<div>") < 1_000
    assert "<p>au fond</p>" in html


def test_a_body_beyond_measure_is_refused_with_its_length() -> None:
    """Time is bounded by length, and whoever wrote the post can be told by how much it is over."""
    with pytest.raises(BodyTooLong) as caught:
        cleaned("a" * (MAX_LENGTH + 1))
    assert caught.value.length == MAX_LENGTH + 1
    assert cleaned("<img alt='ok' src='data:image/png;base64," + "A" * MAX_LENGTH + "'>") == "ok"
