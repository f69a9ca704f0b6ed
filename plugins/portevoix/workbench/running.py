"""The preview behind the workbench: built again whenever a file, or what somebody types, changes."""

from __future__ import annotations

import contextlib
import threading
import traceback
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from portevoix.building.build import Assembled
from portevoix.building.engine import Refused
from portevoix.building.options import PreviewOptions
from portevoix.building.reading import configuration_of
from portevoix.building.site import page_of_post
from portevoix.cache.freshness import cache_folder
from portevoix.collecting import seldom_collect
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.preview.serve import Preview, watched
from portevoix.preview.server import PreviewServer, Shown
from portevoix.preview.watch import Watch
from portevoix.refusals import disk_of
from portevoix.temporary import temporary_folder
from portevoix.values import dataclass

_LOOKS_AGAIN = 3600  # seconds: what time alone changes shows at least then


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """The site as it was last built."""

    number: int = 0  # goes up with each build
    assembled: Assembled | None = field(default=None, repr=False)  # of the last good build
    mistakes: tuple[Diagnostic, ...] = ()  # what keeps the last one from being good
    told: str = ""  # the same in one text, with what has no place in a file
    notices: tuple[str, ...] = ()
    asked: int = 0  # the newest typing that this build knows

    @property
    def is_good(self) -> bool:
        return not self.told


@dataclass(kw_only=True)
class Running:
    """Builds in a thread of its own; pages of the site are served on a port of their own, so that
    no script of theirs has a hand in the workbench."""

    chosen: PreviewOptions
    origin: str  # of the workbench, which may frame the pages
    _shot: Shot = field(default_factory=Shot)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _instead: dict[str, str] = field(default_factory=dict)  # path of a post → of what is typed
    _asked: int = 0
    _latest: str = ""  # path of the post that was typed in last
    _lang: str = ""
    _stopped: bool = False
    _watch: Watch | None = None
    _server: PreviewServer | None = None
    _shown: Shown | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped = True
        self.stir()
        if self._thread:
            self._thread.join(30)

    @property
    def lang(self) -> str:
        """Language of the site; "" until it was read."""
        return self._lang

    @property
    def origin_of_pages(self) -> str:
        """Where the pages of the site are served; "" until they are."""
        return f"http://127.0.0.1:{self._server.server_address[1]}" if self._server else ""

    def page(self, path: str) -> str:
        """The address of a page, by its path below the site root; "" until it is served."""
        mount = self._shown.mount if self._shown else "/"
        return f"{self.origin_of_pages}{mount}{quote(path)}" if self._server else ""

    def state(self) -> Shot:
        return self._shot

    def wait(self, number: int, seconds: float) -> Shot:
        """The state, as soon as its number is another than `number`, which an earlier run may have given."""
        with self._changed:
            self._changed.wait_for(lambda: self._shot.number != number or self._stopped, seconds)
            return self._shot

    def wait_for(self, asked: int, seconds: float) -> Shot:
        """The state, as soon as it knows a typing that `type` gave a number to."""
        with self._changed:
            self._changed.wait_for(lambda: self._shot.asked >= asked or self._stopped, seconds)
            return self._shot

    def stir(self) -> None:
        """Build again."""
        if self._watch:
            self._watch.stir()
        with self._changed:
            self._changed.notify_all()

    def type(self, post: Path, text: Path | None) -> int:
        """From now on the post shows what `text` holds, or its own file again where that is None."""
        with self._changed:
            before = self._instead.get(str(post))
            if text is None:
                self._instead.pop(str(post), None)
            else:
                self._instead[str(post)] = str(text)
                self._latest = str(post)
            if text is not None or before is not None:
                self._asked += 1
            asked = self._asked
        if text is not None or before is not None:
            self.stir()
        return asked

    @property
    def asked(self) -> int:
        """The newest typing."""
        return self._asked

    def is_typed(self, post: Path) -> bool:
        return str(post) in self._instead

    def _run(self) -> None:
        seldom_collect()
        with temporary_folder() as folder:
            preview: Preview | None = None
            while not self._stopped:
                told = ""
                if preview is None:
                    preview, told = self._opened(folder)
                if preview is not None:
                    told = self._build(preview)
                if preview is None:
                    self._end(Shot(told=told))
                if self._watch:
                    self._watch.wait(_LOOKS_AGAIN)
                else:
                    with self._changed:
                        self._changed.wait(1)  # until a first run has written a site
            self._close(preview)

    def _opened(self, folder: Path) -> tuple[Preview | None, str]:
        """The preview, once there is a configuration that can be read."""
        if not self.chosen.config.is_file():
            return None, ""
        try:
            configuration = configuration_of(self.chosen)
        except Refused as refused:
            self._look_at([self.chosen.config])
            return None, str(refused)
        self._lang = configuration.site.lang
        preview = Preview.of(self.chosen, configuration, folder)
        preview.told = False
        preview.first = partial(self._glance, preview)
        self._look_at(watched(configuration, self.chosen))
        self._serve(preview, configuration)
        return preview, ""

    def _look_at(self, paths: list[Path]) -> None:
        if self._watch:
            self._watch.stop()
        self._watch = Watch(paths)
        self._watch.start()

    def _serve(self, preview: Preview, configuration: Configuration) -> None:
        mount = urlsplit(configuration.site.url).path or "/"
        self._shown = Shown(place=preview.place, mount=mount)
        port = (urlsplit(self.origin).port or 0) + 1
        try:
            self._server = PreviewServer(self._shown, port % 65_536, framed_by=self.origin)
        except OSError:
            self._server = PreviewServer(self._shown, 0, framed_by=self.origin)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _build(self, preview: Preview) -> str:
        assert self._shown is not None
        with self._changed:
            asked, instead = self._asked, dict(self._instead)
        self._shown.start()
        told = ""
        try:
            told = preview.build(instead)
            if self._watch:
                self._watch.follow(watched(preview.configuration, self.chosen))
        except OSError as error:
            told = disk_of(error, preview.lang, live=True)
        except Exception:  # a fault of ours must not take the person's pages away
            told = say(preview.lang, "workbench.own_fault", file=self._noted(preview))
        finally:
            self._shown.end(told)
            self._lang = preview.lang
            self._end(
                Shot(
                    assembled=preview.assembled,
                    mistakes=preview.mistakes,
                    told=told,
                    notices=tuple(preview.notices),
                    asked=asked,
                )
            )
        return told

    def _glance(self, preview: Preview, assembled: Assembled) -> None:
        """Show the page of the post that somebody types in before the rest of the site is made."""
        latest, files = self._latest, assembled.sources.shelf.files
        post = next((one for one in assembled.edition.posts if files[one.file] == latest), None)
        if post is None or self._shown is None or latest not in self._instead:
            return
        with contextlib.suppress(DiagnosticsError):  # the build tells it
            if made := page_of_post(assembled, post):
                preview.tree.show(*made)
                self._shown.glance()

    def _noted(self, preview: Preview) -> str:
        """The file that says what went wrong, for who mends it."""
        file = cache_folder(preview.project) / "atelier" / "fault.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(traceback.format_exc(), "utf-8")
        return str(file)

    def _end(self, shot: Shot) -> None:
        with self._changed:
            self._shot = replace(shot, number=self._shot.number + 1)
            self._changed.notify_all()

    def _close(self, preview: Preview | None) -> None:
        if self._watch:
            self._watch.stop()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        if preview:
            preview.close()
