"""An issue begun: which posts, and its file, to be read over by a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from portevoix.dates import long_date, month_of
from portevoix.diagnostics import Diagnostics
from portevoix.language import say
from portevoix.posts import Post, State
from portevoix.text import tidy
from portevoix.tongues import told_in
from portevoix.values import dataclass
from portevoix.yaml_text import read_yaml

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_WEEK = re.compile(r"(\d{4})-?[wWsS](\d{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    key: str  # 2026-11, 2026-w47
    first: date
    last: date

    def named(self, lang: str) -> str:
        """« novembre 2026 », « semaine du 16 novembre 2026 »."""
        if self.first.day == 1 and (self.last + timedelta(days=1)).day == 1:
            return month_of(self.first, lang)
        return say(lang, "letters.week", day=long_date(self.first, lang))


def read_month(text: str) -> Period | None:
    match = _MONTH.fullmatch(text.strip())
    if not match or match[1] == "0000":
        return None
    first = date(int(match[1]), int(match[2]), 1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Period(key=text.strip(), first=first, last=after - timedelta(days=1))


def read_week(text: str) -> Period | None:
    """A week of ISO 8601, « 2026-W47 » or « 2026-s47 »."""
    match = _WEEK.fullmatch(text.strip())
    if not match:
        return None
    try:
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    key = f"{match[1]}-w{int(match[2]):02}"
    return Period(key=key, first=first, last=first + timedelta(days=6))


def posts_of(
    posts: Iterable[Post], period: Period, lang: str, category: str = ""
) -> tuple[Post, ...]:
    """What came out in the period, the newest first; no notice of an emergency that is over."""
    return tuple(
        post
        for post in posts
        if period.first <= post.published.date() <= period.last
        and post.lang == lang
        and post.state is not State.LIFTED
        and (not category or category in post.categories)
    )


def render_issue(
    id: str,
    posts: Sequence[Post],
    *,
    lang: str,
    ours: str,
    period: Period | None = None,
    whole: bool = False,
) -> str:
    """The file of an issue: sound as it stands, and to be read over. `ours` is the site's language, in
    which its words of help are."""
    told = told_in(lang, ours)
    first = tidy(posts[0].title) if posts else ""
    if period is None:
        subject = first
    else:
        name = period.named(told)
        name = name[:1].upper() + name[1:]
        subject = say(told, "letters.subject", period=name, first=first) if first else name

    def help_(key: str) -> str:
        return say(ours, f"letters.help_{key}")

    lines = [
        f"# {say(ours, 'letters.help_file', id=id)}",
        f"subject: {_quoted(subject)} # {help_('subject')}",
        f'preheader: "" # {help_("preheader")}',
        *([f"lang: {lang}"] if lang != ours else []),
        *(["whole: true"] if whole else []),
        f"intro: | # {help_('intro')}",
        "",
        f"posts: # {help_('posts')}",
        *(f"  - {post.slug} # {tidy(post.title)}" for post in posts),
        f"outro: | # {help_('outro')}",
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def marked_sent(text: str, moment: datetime) -> str | None:
    """The file of an issue with the moment at which it left; None where it says one already, or
    cannot be added to."""
    if _said(text) is not None:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    start = text if not text or text.endswith("\n") else f"{text}{end}"
    after = f"{start}sent: {moment:%Y-%m-%d %H:%M}{end}"
    return after if _said(after) == f"{moment:%Y-%m-%d %H:%M}" else None


def _said(text: str) -> object:
    values, _ = read_yaml(text, file="", diagnostics=Diagnostics())
    return values.get("sent") if isinstance(values, dict) else None
