"""Pages of a charter in their real templates, within a bare frame of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinja2 import ChoiceLoader, DictLoader
from lxml import html

from portevoix.charter import Charter, charter_pages
from portevoix.charter.edition import CharterEdition
from portevoix.edition import Edition
from portevoix.publisher import Page
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
    shown = SiteContext(edition=Edition(site=site, posts=(), bodies={}), menu=(), version="1")
    files: dict[str, bytes] = {}
    for target in charter_pages(CharterEdition(charter=charter, site=site, today=TODAY)):
        assert target.path not in files, f"made twice: {target.path}"
        made = target.render()
        assert isinstance(made, Page) == target.framed
        if isinstance(made, Page):
            assert made.path == target.path
            made = _page(made, shown)
        assert isinstance(made, bytes)
        files[target.path] = made
    return files


def _page(page: Page, shown: SiteContext) -> bytes:
    names = shown.made_page_context(page).names()
    return TEMPLATES.get_template(page.template).render(names).encode()


def parsed(raw: bytes | str) -> Any:
    """A page as a tree; `Any` because lxml's stubs take a search for a number too."""
    return html.fromstring(raw)
