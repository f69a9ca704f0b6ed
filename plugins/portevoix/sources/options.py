"""What a command asks of a build beyond the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    posts: Path | None = None  # a folder with posts/ and .authors.yml in place of docs/blog
    now: datetime | None = None  # posts dated later wait; the clock by default
    drafts: bool = False
    strict: bool = False  # what is told otherwise stops the build
    check: bool = True  # False: what the charter refuses goes out all the same
    preview: bool = False  # findings are shown on the posts
    # A post's path as it lies → that of a text which is read in its place: what somebody is typing.
    instead: Mapping[str, str] = field(default_factory=dict, hash=False)
