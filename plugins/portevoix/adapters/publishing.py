"""What makers make, written below the site; what is still right, taken over from the last one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment

from portevoix.artefact import Artefact, Page
from portevoix.edition import key_of
from portevoix.incremental.outputs import Outputs
from portevoix.makers import publish
from portevoix.metadata import Alternate, Entry, sitemap
from portevoix.posts import Post
from portevoix.site import Audience
from portevoix.theme import SiteContext


@dataclass(kw_only=True)
class Publishing:
    env: Environment  # of our templates
    outputs: Outputs
    pages: bool = True  # whether the theme has our templates; without them, files only
    common: str = ""  # key of what every page shows, once the site's context is known
    entries: list[Entry] = field(default_factory=list)  # of the sitemap

    def kept(self, path: str, key: str) -> int | None:
        """See `edition.nothing_kept`."""
        record = self.outputs.kept(path, key_of(self.common, key))
        if record is None:
            return None
        if entry := _entry(record.listed):
            self.entries.append(entry)
        return record.size

    def kept_folder(self, prefix: str, key: str) -> bool:
        """See `edition.no_folder_kept`."""
        paths = self.outputs.folder(prefix)
        whole = key_of(self.common, key)
        if not paths or not all(self.outputs.intact(path, whole) for path in paths):
            return False
        return all(self.kept(path, key) is not None for path in paths)

    def list_page(
        self, shown: SiteContext, url: str, post: Post | None, changed: datetime | None
    ) -> None:
        """A page of MkDocs, for the sitemap."""
        if shown.site.audience is Audience.PUBLIC:
            alternates = shown.alternates(post) if post else ()
            entry = Entry(url=shown.site.absolute(url), changed=changed, alternates=alternates)
            self.entries.append(entry)

    def publish(self, shown: SiteContext, site_dir: Path) -> None:
        self.common = shown.key
        for made in publish(shown.edition):
            path = made.path.as_posix()
            if isinstance(made, Artefact):
                self._note(path, made.key)
                self._write(site_dir / path, made.content)
            elif self.pages:
                self._write(site_dir / path, self._rendered(made, shown))
        content = sitemap(self.entries)
        self._write(site_dir / "sitemap.xml", content)

    def _rendered(self, page: Page, shown: SiteContext) -> bytes:
        context = shown.made_page_context(page)
        meta = context.meta
        listed = None
        if meta.robots != "noindex":
            self.entries.append(Entry(url=meta.canonical, alternates=meta.alternates))
            listed = [meta.canonical, [[one.hreflang, one.href] for one in meta.alternates]]
        self._note(page.path.as_posix(), page.key, listed)
        return self.env.get_template(page.template).render(context.names()).encode()

    def _note(self, path: str, key: str, listed: Any = None) -> None:
        self.outputs.note(path, key_of(self.common, key) if key else "", listed)

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # never into a file that the last site still has
        path.write_bytes(content)


def _entry(listed: Any) -> Entry | None:
    """A line of the sitemap as it was kept."""
    if not isinstance(listed, list) or len(listed) != 2:
        return None
    url, alternates = listed
    return Entry(
        url=str(url),
        alternates=tuple(
            Alternate(hreflang=str(lang), href=str(href)) for lang, href in alternates
        ),
    )
