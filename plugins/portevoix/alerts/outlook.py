"""All that makers of alerts look at: what people wrote, what is out, what was measured, and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, timedelta

from portevoix.charter import Charter
from portevoix.heard import Heard
from portevoix.inbox import Waiting
from portevoix.language import say
from portevoix.links import LinkState
from portevoix.pictures import Consents
from portevoix.planning import Plan
from portevoix.posts import Post
from portevoix.results import Results
from portevoix.site import Site
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    site: Site
    now: datetime
    posts: tuple[Post, ...] = field(repr=False)  # all, drafts and those to come too
    plan: Plan = field(repr=False)  # with what the ledger knows
    # Post and network of which nobody knows whether it is out.
    unsure: tuple[tuple[str, str], ...] = ()
    # Post, network and address of what is out of a post that is not there, or is a draft.
    left: tuple[tuple[str, str, str], ...] = ()
    charter: Charter | None = field(default=None, repr=False)
    charter_file: str = ""
    results: Results = field(default_factory=Results, repr=False)
    consents: Consents | None = field(default=None, repr=False)
    waiting: tuple[Waiting, ...] = field(default=(), repr=False)  # in the inbox
    heard: tuple[Heard, ...] = field(default=(), repr=False)
    links: tuple[LinkState, ...] = field(default=(), repr=False)
    checked: Mapping[str, date] = field(default_factory=dict)  # network → when people checked it

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def lang(self) -> str:
        return self.site.lang

    def within(self, due: date, days: int) -> bool:
        """Whether a day is past, or at most so many days ahead."""
        return due <= self.today + timedelta(days=days)

    def say(self, key: str, /, **values: object) -> str:
        return say(self.site.lang, f"alerts.{key}", **values)


def placed(post: Post, *keys: str) -> str:
    """Where the first of these keys stands in a post's file."""
    for key in keys:
        if key in post.lines:
            return f"{post.file}:{post.lines[key]}"
    return post.file
