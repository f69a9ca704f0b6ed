"""What a page of the workbench is asked with, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from portevoix.dates import hour_of, long_moment
from portevoix.language import bound, catalogue, say
from portevoix.values import dataclass
from portevoix.workbench.desk import Workbench

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = Path(__file__).parent / "assets"
SAID = "dit"  # in an address: the wording that the next page says first


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    word: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, read whole."""

    desk: Workbench
    request: Request = field(repr=False)
    menu: tuple[MenuEntry, ...] = ()
    form: FormData = field(default_factory=FormData, repr=False)
    data: Any = None  # of a body in JSON

    @property
    def lang(self) -> str:
        return self.desk.lang

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query_params

    def say(self, wording: str, /, **values: object) -> str:
        return say(self.lang, wording, **values)

    def url(self, path: str, **query: str) -> str:
        """The address of a page of ours."""
        return f"/{self.desk.secret}{path}{f'?{urlencode(query)}' if query else ''}"

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page made from a template; its names are `values` and those of `_names`."""
        content = _environment().get_template(template).render({**self._names(), **values})
        return HTMLResponse(content, status)

    def go(self, path: str, said: str = "", **query: str) -> Response:
        """Lead to another page, which says `said` first."""
        return RedirectResponse(self.url(path, **query, **({SAID: said} if said else {})), 303)

    def wrong(self, status: int, *mistakes: str) -> Response:
        """What keeps the answer from being given: as a page, or to a script as `error`."""
        if self.data is not None:
            return self.json({"error": " ".join(mistakes)}, status)
        return self.page("wrong.html", status, mistakes=mistakes)

    def moment(self, at: datetime | None) -> str:
        """In words, as the clocks of the site's zone say it; "" for none."""
        return long_moment(at.astimezone(self.desk.zone), self.lang) if at else ""

    def hour(self, at: datetime | None) -> str:
        """The same, of its hour alone."""
        return hour_of(at.astimezone(self.desk.zone), self.lang) if at else ""

    def json(self, value: object, status: int = 200) -> Response:
        return JSONResponse(value, status)

    def _names(self) -> dict[str, object]:
        lang, said = self.lang, self.query.get(SAID, "")
        known = said if said.startswith("workbench.said_") and said in catalogue(lang) else ""
        running = self.desk.running
        return {
            "lang": lang,
            "t": self.say,
            "bound": lambda text: bound(self.lang, text),
            "url": self.url,
            "asset": lambda name: f"/{self.desk.secret}/assets/{name}?v={_version(name)}",
            "look": lambda name: f"/{self.desk.secret}/look/{name}",
            "menu": self.menu,
            "mine": "",  # a text that could not be kept where it was meant for
            "said": self.say(known) if known else "",
            "site_address": running.page(""),
            "pages_origin": running.origin_of_pages,
            "state_number": running.state().number,
            "nonce": self.request.scope["portevoix.nonce"],
        }


Handler = Callable[[Asked], Response]


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["code"] = lambda text: Markup("<code>{}</code>").format(text)
    return found


def _version(name: str) -> str:
    file = ASSETS / name
    return f"{file.stat().st_mtime_ns:x}" if file.is_file() else "0"
