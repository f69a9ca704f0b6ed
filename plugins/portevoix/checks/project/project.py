"""Where the posts of a project lie, and what a review of them stands on."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from portevoix.checks.settings import CheckSettings
from portevoix.checks.sources import Source, composer
from portevoix.posts import post_files, real_path
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A site, its settings and its folders, at a moment."""

    site: Site
    settings: CheckSettings
    docs: Path
    home: Path  # folder of the settings file
    base: Path  # files are named from here
    now: datetime
    config: Path | None = None  # the settings file, where there is one

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def blog(self) -> Path:
        return self.docs / self.site.blog.strip("/")

    @property
    def source(self) -> Source:
        return Source(
            site=self.site,
            settings=self.settings,
            today=self.today,
            root=self.base,
            docs=self.docs,
            compose=composer(self.site),
        )

    def own_files(self) -> set[Path]:
        """The real path of each post of the blog."""
        folder = self.blog / "posts"
        if not folder.is_dir():
            return set()
        folders: dict[str, Path] = {}
        return {real_path(folder / path, folders) for path, _ in post_files(folder)}
