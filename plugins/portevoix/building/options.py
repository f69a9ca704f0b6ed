"""What a command asks of the engine, as values; made before the engine is loaded."""

from __future__ import annotations

from pathlib import Path

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a site is made of, and when."""

    config: Path  # absolute
    posts: Path | None = None  # a folder with posts/ and .authors.yml in the place of the blog's
    now: str | None = None  # as typed; None: the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions(Sources):
    """What `build` was asked."""

    site_dir: Path | None = None  # None: that of the configuration
    strict: bool = False
    clean: bool = False
    check: bool = True
    quiet: bool = False
    lang: str = "fr"  # of what is said before the configuration is read


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewOptions(Sources):
    """What `serve` was asked."""

    port: int = 8000
    open: bool = False  # in a browser
    quiet: bool = False
