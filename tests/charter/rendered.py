"""Pages of a charter in their real templates, within a bare frame of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinja2 import ChoiceLoader, DictLoader
from lxml import html

from portevoix.artefact import Artefact, Page
from portevoix.charter import Charter, charter_pages
from portevoix.edition import Edition
from portevoix.site import Site
from portevoix.theme import SiteContext, environment

TODAY = date(2026, 11, 21)
MAIN = """<!doctype html><html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ page.title }}</title>
{% block styles %}{% endblock %}</head><body><main>{% block content %}{% endblock %}</main></body>
</html>"""
TEMPLATES = environment(None)
TEMPLATES.loader = ChoiceLoader(
    [DictLoader({"main.html": MAIN}), TEMPLATES.loader or DictLoader({})]
)


def render(charter: Charter, site: Site) -> dict[str, bytes]:
    """Every file of the charter by its path below the site root."""
    shown = SiteContext(
        edition=Edition(site=site, posts=(), bodies={}), menu=(), version="1", written=(), root="/"
    )
    files: dict[str, bytes] = {}
    for made in charter_pages(charter, site, TODAY):
        path = made.path.as_posix()
        assert path not in files, f"made twice: {path}"
        files[path] = made.content if isinstance(made, Artefact) else _page(made, shown)
    return files


def _page(page: Page, shown: SiteContext) -> bytes:
    names = shown.made_page_context(page).names()
    return TEMPLATES.get_template(page.template).render(names).encode()


def parsed(raw: bytes | str) -> Any:
    """A page as a tree; `Any` because lxml's stubs take a search for a number too."""
    return html.fromstring(raw)
