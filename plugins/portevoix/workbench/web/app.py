"""The application: each door of each panel behind the guard."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from portevoix.diagnostics import DiagnosticsError
from portevoix.refusals import reason_of
from portevoix.theme import TEMPLATES as LOOK
from portevoix.workbench.desk import Workbench
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.web.asked import ASSETS, Asked, Handler, MenuEntry
from portevoix.workbench.web.guard import Guard, TooLarge, refused
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.web.panels import PANELS, doors
from portevoix.workbench.writing import Unreadable

_WAITING = 25  # seconds that a page waits for news before it asks again
_FIELDS = 5_000  # of a form
_TYPES = {".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css"}


def application(desk: Workbench, port: int) -> ASGIApp:
    """The workbench of a project, reached at `port` of the loopback."""
    routes = [
        Route("/", lambda request: _asked(desk, request, None).go(_home(desk))),
        Route("/assets/{name:path}", _files(ASSETS)),
        Route("/look/{name:path}", _files(LOOK / "assets")),
        Route("/etat", _state(desk)),
    ]
    for panel, door in doors():
        methods = [name for name, one in (("GET", door.get), ("POST", door.post)) if one]
        routes.append(Route(door.path, _answering(desk, panel, door), methods=methods))
    app = Starlette(routes=routes, exception_handlers={HTTPException: _lost(desk)})
    return Guard(
        app=app,
        secret=desk.secret,
        port=port,
        pages=lambda: desk.running.origin_of_pages,
        most={door.path: door.most for _, door in doors()},
    )


def _home(desk: Workbench) -> str:
    found = [panel for panel in PANELS if panel.first is not desk.has_site]
    return next((panel.path for panel in found), PANELS[0].path)


def _menu(desk: Workbench, here: Panel | None) -> tuple[MenuEntry, ...]:
    return tuple(
        MenuEntry(word=panel.word, address=f"/{desk.secret}{panel.path}", is_current=panel is here)
        for panel in PANELS
        if panel.word and desk.has_site
    )


def _asked(desk: Workbench, request: Request, panel: Panel | None, **more: object) -> Asked:
    return Asked(desk=desk, request=request, menu=_menu(desk, panel), **more)  # type: ignore[arg-type]


Answer = Callable[[Request], Awaitable[Response]]


def _answering(desk: Workbench, panel: Panel, door: Door) -> Answer:
    limiter: list[CapacityLimiter] = []  # made where there is a loop

    async def answer(request: Request) -> Response:
        if not limiter:
            limiter.append(CapacityLimiter(8))
        if request.method == "POST":
            try:
                return await _posted(request, limiter[0])
            except (TooLarge, TimeoutError) as error:
                return refused(error)
        handler = door.get
        assert handler is not None
        if not desk.has_site and not panel.first:
            return _asked(desk, request, panel).go("/")
        return await to_thread.run_sync(
            _told, handler, _asked(desk, request, panel), limiter=limiter[0]
        )

    async def _posted(request: Request, among: CapacityLimiter) -> Response:
        assert door.post is not None
        if request.headers.get("content-type", "").partition(";")[0] == "application/json":
            try:
                data = json.loads(await request.body())
            except (ValueError, RecursionError):
                return PlainTextResponse("JSON?", 400)
            asked = _asked(desk, request, panel, data=data)
            return await to_thread.run_sync(_told, door.post, asked, limiter=among)
        async with request.form(max_files=50, max_fields=_FIELDS, max_part_size=door.most) as form:
            asked = _asked(desk, request, panel, form=form)
            return await to_thread.run_sync(_told, door.post, asked, limiter=among)

    return answer


def _told(handler: Handler, asked: Asked) -> Response:
    """The answer, or what keeps it from being given: with its file and its line."""
    try:
        return handler(asked)
    except Outside:
        return asked.wrong(404, asked.say("workbench.no_such_file"))
    except Unreadable:
        return asked.wrong(422, asked.say("workbench.unreadable"))
    except DiagnosticsError as found:
        return asked.wrong(422, *map(str, found.mistakes))
    except FileNotFoundError:
        return asked.wrong(404, asked.say("workbench.no_such_file"))
    except OSError as error:
        return asked.wrong(500, asked.say("workbench.disc", reason=reason_of(error, asked.lang)))


def _files(folder: Path) -> Answer:
    async def answer(request: Request) -> Response:
        try:
            file = inside(folder, request.path_params["name"])
        except Outside:
            raise HTTPException(404) from None
        if not file.is_file() or file.suffix == ".html":
            raise HTTPException(404)
        kept = {"Cache-Control": "private, max-age=86400"} if request.url.query else {}
        return FileResponse(file, media_type=_TYPES.get(file.suffix), headers=kept)

    return answer


def _state(desk: Workbench) -> Answer:
    """How the site stands, once it is another than a page knows; at once for a page that was lost."""
    limiter: list[CapacityLimiter] = []

    async def answer(request: Request) -> Response:
        if not limiter:
            limiter.append(CapacityLimiter(64))  # a tab each, which mostly waits
        seen = request.query_params.get("vu", "0")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 12 else 0
        seconds = _WAITING if seen else 0
        shot = await to_thread.run_sync(
            desk.running.wait, number, seconds, limiter=limiter[0], abandon_on_cancel=True
        )
        mistakes = [str(one) for one in shot.mistakes] or ([shot.told] if shot.told else [])
        return JSONResponse({"number": shot.number, "mistakes": mistakes})

    return answer


def _lost(desk: Workbench) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        asked = _asked(desk, request, None)
        return asked.page("wrong.html", status, mistakes=(asked.say("workbench.no_page"),))

    return answer
