"""The live preview: the site on this machine only, built again at each change."""

from __future__ import annotations

import html
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
)
from watchdog.observers import Observer

from portevoix.adapters.arguments import Refused, configuration_of, wishes_of
from portevoix.adapters.journal import Journal
from portevoix.adapters.options import PreviewOptions
from portevoix.adapters.session import Session
from portevoix.adapters.site_build import build_site
from portevoix.configuration import Configuration
from portevoix.language import say

CHANGES: tuple[type[FileSystemEvent], ...] = (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)


def serve(chosen: PreviewOptions) -> int:
    """Serve until interrupted. A build that fails shows its mistakes over the last good pages."""
    try:
        configuration = configuration_of(chosen)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    lang = configuration.site.lang
    with tempfile.TemporaryDirectory(prefix="porte-voix-") as folder:
        place = Path(folder) / "site"
        state, session = _State(), Session()

        def rebuild() -> None:
            started = time.monotonic()
            state.mistakes = ""
            try:
                read = configuration_of(chosen)
                wishes = replace(wishes_of(chosen, read), drafts=True, session=session)
                built = build_site(read, wishes, place, Journal(), command="serve")
            except Refused as refused:
                state.mistakes = str(refused)
                print(refused, file=sys.stderr)
                return
            state.tell(map(str, built.notices))
            seconds = f"{time.monotonic() - started:.1f}"
            print(say(lang, "command.rebuilt", posts=len(built.posts), seconds=seconds))

        rebuild()
        if not place.exists():
            return 1
        server = _server(configuration, chosen.posts, chosen.port, place, rebuild, state)
        if not chosen.quiet:
            print(say(lang, "command.serving", url=server.url))
        try:
            server.serve(open_in_browser=chosen.open)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    return 0


class _State:
    def __init__(self) -> None:
        self.mistakes = ""  # what the next build waits for
        self.notices: list[str] = []  # of the last build

    def tell(self, notices: Iterable[str]) -> None:
        """Say each notice once, and again when it had gone."""
        before, self.notices = self.notices, list(notices)
        for notice in self.notices:
            if notice not in before:
                print(notice, file=sys.stderr)


def _server(
    configuration: Configuration,
    posts: Path | None,
    port: int,
    place: Path,
    rebuild: Callable[[], None],
    state: _State,
) -> Any:
    mount = urlsplit(configuration.site.url).path or "/"
    server = _Preview(rebuild, "127.0.0.1", port, str(place), mount)
    server.state = state
    observer: Any = _Watch()
    server.observer = observer
    watched = [configuration.docs, configuration.overrides, configuration.file, posts]
    for path in filter(None, watched):
        server.watch(str(path))
    return server


class _Watch(Observer):  # type: ignore[misc, valid-type]
    """Told by the system at once, where MkDocs polls; of changes only, since a build opens all."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
        return super().schedule(handler, path, recursive=recursive, event_filter=list(CHANGES))


class _Preview(LiveReloadServer):
    state: _State

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Over a page of the last good build, the mistakes that the next one waits for."""
        if self.state.mistakes:
            panel = (
                '<section role="alert" style="position:fixed;inset:auto 0 0 0;max-height:60vh;'
                "overflow:auto;background:#14171d;color:#fff;padding:1rem;z-index:99;"
                'font:1rem/1.5 monospace;white-space:pre-wrap">'
                f"{html.escape(self.state.mistakes)}</section></body>"
            ).encode()
            content = content.replace(b"</body>", panel, 1)
        injected: bytes = super()._inject_js_into_html(content, epoch)
        return injected
