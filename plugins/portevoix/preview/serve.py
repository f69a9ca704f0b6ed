"""The command behind `serve`: builds, shows, and builds again at each change."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from portevoix.building.build import Assembled
from portevoix.building.engine import Engine, Refused
from portevoix.building.options import PreviewOptions
from portevoix.building.prepare import Vanished
from portevoix.building.reading import configuration_of, source_options
from portevoix.building.run import build_into
from portevoix.building.session import Session
from portevoix.building.site import page_of_post
from portevoix.building.workplace import Workplace
from portevoix.cache.fingerprint import fingerprint_of, inherited_files
from portevoix.cache.freshness import cache_folder
from portevoix.cache.store import Store
from portevoix.collecting import seldom_collect
from portevoix.configuration import Configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.engine.mkdocs.host import MkDocs
from portevoix.file_naming import shown as named
from portevoix.language import say
from portevoix.plugin_options import hooks_of
from portevoix.preview.server import PreviewServer, Shown
from portevoix.preview.watch import Watch
from portevoix.publisher import LiveTree
from portevoix.refusals import disk_of
from portevoix.temporary import temporary_folder
from portevoix.values import dataclass


def serve(chosen: PreviewOptions) -> int:
    """Serve until interrupted. A build that fails shows its mistakes over the last good pages."""
    try:
        configuration = configuration_of(chosen)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    lang = configuration.site.lang
    seldom_collect()
    with temporary_folder() as folder:
        preview = Preview.of(chosen, configuration, folder)
        if mistakes := preview.build():
            print(mistakes, file=sys.stderr)
            return 1
        shown = Shown(place=preview.place, mount=urlsplit(configuration.site.url).path or "/")
        try:
            server = PreviewServer(shown, chosen.port)
        except OSError:
            print(say(lang, "commands.port_taken"), file=sys.stderr)
            return 1
        preview.first = partial(_show_first, preview, shown)
        watch = Watch(watched(configuration, chosen))
        watch.start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if not chosen.quiet:
            print(say(lang, "command.serving", url=server.url), flush=True)
        if chosen.open:
            webbrowser.open(server.url)
        try:
            while True:
                if watch.wait(3600):
                    shown.start()
                    mistakes = _built(preview)
                    if mistakes:
                        print(mistakes, file=sys.stderr)
                    shown.end(mistakes)
                    watch.follow(watched(preview.configuration, chosen))
        except KeyboardInterrupt:
            pass
        finally:
            watch.stop()
            server.shutdown()
            server.server_close()
            preview.close()
    return 0


def _built(preview: Preview) -> str:
    """What is to be mended; a disc that is full for a while ends no preview."""
    try:
        return preview.build()
    except OSError as error:
        return disk_of(error, preview.lang, live=True)


def _show_first(preview: Preview, shown: Shown, assembled: Assembled) -> None:
    """Show the page of the one post that changed before the rest of the site is made."""
    before, edition = preview.assembled, assembled.edition
    if before is None or before.foundation != assembled.foundation or shown.mistakes:
        return
    if before.edition.media != edition.media:  # its pictures may come later
        return
    known = {post.slug: post for post in before.edition.posts}
    # Most are the very same values; whether others are alike takes longer to see.
    others = [post for post in edition.posts if known.get(post.slug) is not post]
    changed = [post for post in others if known.get(post.slug) != post]
    if len(changed) != 1:
        return
    with contextlib.suppress(DiagnosticsError):  # the build tells it
        if (made := page_of_post(assembled, changed[0])) and preview.tree.show(*made):
            shown.show_early(*made)


def watched(configuration: Configuration, chosen: PreviewOptions) -> list[Path]:
    """What a preview is built again for."""
    folders = (configuration.docs, configuration.overrides, chosen.posts)
    files = (
        *inherited_files(configuration.file),
        *hooks_of(configuration.top, configuration.file.parent),
    )
    found = [path.resolve() for path in (*folders, *files) if path is not None]
    return list(dict.fromkeys(found))


@dataclass(kw_only=True)
class Preview:
    """One preview: what it was asked, and what it remembers from one build to the next."""

    chosen: PreviewOptions
    configuration: Configuration  # as it was last read
    folder: Path
    tree: LiveTree
    session: Session
    project: Path
    lang: str
    first: Callable[[Assembled], None] | None = None  # asked before any page is made
    told: bool = True  # whether notices are said in the terminal
    notices: list[str] = field(default_factory=list)  # of the last build
    mistakes: tuple[Diagnostic, ...] = ()  # of the last build, where they have a place
    assembled: Assembled | None = None  # of the last good one
    _hooks: dict[Path, bytes] = field(default_factory=dict)  # as they were imported
    _foundation: str = ""
    _engine: Engine | None = None

    @classmethod
    def of(cls, chosen: PreviewOptions, configuration: Configuration, folder: Path) -> Preview:
        project = configuration.file.parent
        return cls(
            chosen=chosen,
            configuration=configuration,
            folder=folder,
            tree=LiveTree(place=folder / "site", aside=folder / "new"),
            session=Session(store=Store.open(cache_folder(project) / "made.sqlite")),
            project=project,
            lang=configuration.site.lang,
        )

    @property
    def place(self) -> Path:
        return self.tree.place

    def build(self, instead: Mapping[str, str] | None = None) -> str:
        """Build what changed; gives what is to be mended, "" when all is well.

        `instead` names texts that are read in the place of posts, by the path of each post.
        """
        started = time.monotonic()
        self.mistakes = ()
        try:
            self.configuration = configuration = configuration_of(self.chosen)
            self.lang = configuration.site.lang
            options = source_options(self.chosen, configuration, preview=True)
            options = replace(options, instead=instead or {})
            work = self._workplace(configuration)
            assert self._engine is not None
            assembled, told, _ = build_into(
                self.tree, configuration, options, self._engine, work, self.first
            )
        except DiagnosticsError as error:
            self.mistakes = error.mistakes
            return str(error)
        except Refused as error:
            return str(error)
        except Vanished as error:
            return say(self.lang, "command.vanished", file=str(error))
        finally:
            self.tree.abandon()
        self.assembled = assembled
        self._tell((*told, *self._changed_hooks(configuration)))
        seconds = f"{time.monotonic() - started:.1f}"
        posts = len(assembled.edition.posts)
        if not self.chosen.quiet:
            print(say(self.lang, "command.rebuilt", posts=posts, seconds=seconds), flush=True)
        return ""

    def _workplace(self, configuration: Configuration) -> Workplace:
        foundation = fingerprint_of(configuration.file)
        if foundation != self._foundation:  # pages of another look or configuration
            self._foundation = foundation
            self._engine = MkDocs(configuration=configuration)
            self.tree.forget()
        spare = self.folder / "spare"
        spare.mkdir(parents=True, exist_ok=True)
        return Workplace(
            base=Path.cwd(),
            project=self.project,
            session=self.session,
            foundation=foundation,
            spare=spare,
        )

    def _changed_hooks(self, configuration: Configuration) -> Iterator[str]:
        """MkDocs 1.6.1 imports each hook once in a process: one that was edited since says so."""
        for file in hooks_of(configuration.top, configuration.file.parent):
            with contextlib.suppress(OSError):
                content = file.read_bytes()
                if self._hooks.setdefault(file, content) != content:
                    yield say(self.lang, "command.hook_changed", file=named(file, Path.cwd()))

    def _tell(self, notices: Iterable[str]) -> None:
        """Say each notice once, and again when it had gone."""
        before, self.notices = self.notices, list(notices)
        for notice in self.notices:
            if self.told and notice not in before:
                print(notice, file=sys.stderr)

    def close(self) -> None:
        self.session.store.save()
        self.session.store.close()
