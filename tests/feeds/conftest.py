"""An edition with the oddities that feeds stumble over, and one written by an enemy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from portevoix.body import clean
from portevoix.edition import Edition
from portevoix.lists import channels
from portevoix.posts.post import Author, Post
from portevoix.site import Organisation, Site

Write = Callable[..., Post]

BODY = """<h1>Le pont rouvre</h1>
<h2 id="quand">Quand<a class="headerlink" href="#quand" title="Lien">¶</a></h2>
<p>Voir <a href="../autre/">ici</a>, une note<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>
<p><img src="pont.png" srcset="pont.png 1x, /pont-2.png 2x" alt="Le pont"></p>
<div class="highlight"><pre><code>a  =  1

\tb = 2
</code></pre></div>
<video src="/pont.mp4" poster="../pont.jpg"></video>
<iframe src="https://video.exemple.net/x"></iframe>
"""

HOSTILE = "</title><script>alert(1)</script>]]>&eacute;&lt;b&gt; \x00\x08\x1b\ufffe\ud800 \u202eabc\u2069 ‏שלום"


@pytest.fixture
def site() -> Site:
    return Site(
        url="https://blog.exemple.org/",
        name="Rivière-aux-Aulnes",
        description="Le blogue de l’agglomération & de ses services.",
        zone=ZoneInfo("America/Toronto"),
        hub="https://carrefour.exemple.net/",
        organisation=Organisation(
            name="Agglomération de Rivière-aux-Aulnes",
            email="communications@exemple.org",
            logo="assets/logo.png",
        ),
    )


@pytest.fixture
def write(make_post: Write) -> Write:
    """A post of the team, dated by day only unless told otherwise."""

    def write(
        slug: str, *more: str, title: str = "Le pont rouvre", day: str = "2026-03-08"
    ) -> Post:
        lines = [f"title: {title}", f"date: {day}", f"slug: {slug}", "authors: [equipe]", *more]
        text = "\n".join(["---", *lines, "---", "", "Le pont rouvre lundi."])
        return make_post(text, file=f"docs/blog/posts/{slug}.md")

    return write


@pytest.fixture
def bind() -> Callable[..., Edition]:
    """An edition of posts that share one body."""
    return edition_of


def edition_of(site: Site, posts: list[Post], body: str = BODY) -> Edition:
    newest = sorted(posts, key=lambda post: post.slug)
    newest.sort(key=lambda post: post.published, reverse=True)
    bodies = {
        post.slug: clean(body, page_url=site.address_of(post), lang=post.lang) for post in posts
    }
    lists = channels(site, newest)
    return Edition(site=site, posts=tuple(newest), bodies=bodies, lists=lists)


@pytest.fixture
def edition(site: Site, write: Write) -> Edition:
    """Two posts of one moment, one on each side of a change of hour, one in English."""
    posts = [
        write("pont", "categories: [Travaux]", "tags: [Pont, L'été à l'école n°3]"),
        write("pont-2", "categories: [Travaux]", "tags: [pont]", title="La suite, 3 < 4 & co"),
        write("heure", "kind: event", "description: Une soirée.", day="2026-03-07 23:30:00"),
        write("bridge", "lang: en", title="The bridge opens again", day="2026-11-20"),
    ]
    return edition_of(site, posts)


@pytest.fixture
def hostile(site: Site, write: Write) -> Edition:
    """Markup, control characters, lone surrogates and right-to-left text in every field."""
    signed = (Author(key="x", name=HOSTILE, url="javascript:alert(1)"),)
    posts = [
        replace(
            write(f"hostile-{number}", "kind: correction"),
            title=HOSTILE,
            summary=HOSTILE,
            message=HOSTILE,
            authors=signed,
            categories=(HOSTILE, "🎉"),
            tags=(HOSTILE, "<b>", "&amp;"),
        )
        for number in range(3)
    ]
    site = replace(
        site,
        name=HOSTILE,
        description=HOSTILE,
        organisation=replace(site.organisation, name=HOSTILE),
    )
    return edition_of(site, posts, body=f"<p>{HOSTILE}</p><img src=x onerror=alert(1)>")
