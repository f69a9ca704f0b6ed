"""Pages of a charter as the site writes them: the real templates and frame, no MkDocs."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from lxml import html

from portevoix.adapters.frame import Frame
from portevoix.artefact import Artefact, Page
from portevoix.charter import Charter, charter_pages
from portevoix.edition import Edition
from portevoix.palette import render_icon, render_palette
from portevoix.site import Site

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
TODAY = date(2026, 11, 21)


def render_page(page: Page, frame: Frame, templates: Environment) -> bytes:
    names = frame.around_page(page)
    return templates.get_template(page.template).render(names).encode()


def parsed(raw: bytes | str) -> Any:
    """A page as a tree; `Any` because lxml's stubs take a search for a number too."""
    return html.fromstring(raw)


def frame_of(site: Site) -> Frame:
    return Frame(edition=Edition(site=site, posts=(), bodies={}), menu=(), version="1", root="/")


def render(charter: Charter, site: Site) -> dict[str, bytes]:
    """Every file of the charter by its path below the site root."""
    templates = Environment(loader=FileSystemLoader(OVERRIDES))
    frame = frame_of(site)
    files: dict[str, bytes] = {}
    for made in charter_pages(charter, site, TODAY):
        path = made.path.as_posix()
        assert path not in files, f"made twice: {path}"
        files[path] = (
            made.content if isinstance(made, Artefact) else render_page(made, frame, templates)
        )
    return files


def write_site(files: dict[str, bytes], site: Site, folder: Path) -> Path:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    shutil.copytree(OVERRIDES / "assets", folder / "assets", dirs_exist_ok=True)
    (folder / "assets" / "palette.css").write_bytes(render_palette(site.palette))
    (folder / "assets" / "icon.svg").write_bytes(render_icon(site.palette))
    return folder
