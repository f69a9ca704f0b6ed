"""Pages of a charter in their real templates, within a bare frame of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from lxml import html

from portevoix.artefact import Artefact, Page
from portevoix.charter import Charter, charter_pages
from portevoix.dates import long_date
from portevoix.language import say
from portevoix.site import Audience, Site

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
TODAY = date(2026, 11, 21)
MAIN = """<!doctype html><html lang="{{ lang | e }}"><head><meta charset="utf-8"><title>{{ page.title | e }}</title>
{% block styles %}{% endblock %}</head><body><main>{% block content %}{% endblock %}</main></body>
</html>"""
TEMPLATES = Environment(
    loader=ChoiceLoader([DictLoader({"main.html": MAIN}), FileSystemLoader(OVERRIDES)]),
    undefined=StrictUndefined,
)


def render(charter: Charter, site: Site) -> dict[str, bytes]:
    """Every file of the charter by its path below the site root."""
    files: dict[str, bytes] = {}
    for made in charter_pages(charter, site, TODAY):
        path = made.path.as_posix()
        assert path not in files, f"made twice: {path}"
        files[path] = made.content if isinstance(made, Artefact) else _page(made, site)
    return files


def _page(page: Page, site: Site) -> bytes:
    path = page.path.as_posix().removesuffix("index.html")
    names = {
        "site": site,
        "lang": page.lang,
        "internal": site.audience is Audience.INTERNAL,
        "version": "1",
        "page": SimpleNamespace(title=page.title, canonical_url=site.absolute(path)),
        "t": lambda key, **values: say(page.lang, key, **values),
        "href": lambda target: "../" * path.count("/") + target or "./",
        "absolute": site.absolute,
        "long_date": lambda day: long_date(day, page.lang),
        "iso": lambda day: day.isoformat(),
    }
    return TEMPLATES.get_template(page.template).render(names | dict(page.values)).encode()


def parsed(raw: bytes | str) -> Any:
    """A page as a tree; `Any` because lxml's stubs take a search for a number too."""
    return html.fromstring(raw)
