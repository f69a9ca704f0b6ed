"""A letter of a few posts, made without a site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from portevoix.edition import Edition
from portevoix.issues import Chosen, Issue
from portevoix.newsletter_options import NewsletterOptions
from portevoix.posts import Post
from portevoix.site import Site

NOW = datetime.fromisoformat("2026-11-28T09:00:00-05:00")
HOSTILE = (
    "</title><script>alert(1)</script> {{ .X }} *|UNSUB|* {% if a %} <!-- b --> \u202eabc\u2069"
)

Write = Callable[..., Post]


def post(make: Write, slug: str, *more: str, title: str = "Le pont rouvre") -> Post:
    lines = [f"title: {title!r}", "date: 2026-11-17", f"slug: {slug}", "authors: [equipe]", *more]
    return make("\n".join(["---", *lines, "---", "", "Le pont rouvre lundi."]))


def edition(site: Site, *posts: Post, body: str = "<p>Le pont rouvre lundi.</p>") -> Edition:
    return Edition(
        site=site,
        posts=posts,
        bodies={one.slug: body for one in posts},
        newsletter=NewsletterOptions(sender="infolettre@exemple.org"),
    )


def issue(*posts: Post, subject: str = "Novembre", intro: str = "", whole: bool = False) -> Issue:
    return Issue(
        id="2026-11",
        file="docs/infolettre/2026-11.yml",
        subject=subject,
        lang="fr",
        posts=tuple(Chosen(one.slug) for one in posts),
        whole=whole,
        intro=intro,
    )
