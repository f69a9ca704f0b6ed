"""docs/veille.yml → what is watched."""

from __future__ import annotations

import re
from pathlib import Path

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.fields import refuse_unknown
from portevoix.form import Form
from portevoix.inbox import Alarm
from portevoix.listening.fields import WATCH
from portevoix.paths import FRENCH, standing
from portevoix.posts import decode, shown
from portevoix.prose import folded
from portevoix.values import dataclass
from portevoix.yaml_text import read_yaml

MAX_BYTES = 400_000
_WORD = re.compile(r"\w+")
_MASTODON = re.compile(r"@([\w.-]{1,60})@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})", re.I | re.A)
_BLUESKY = re.compile(r"@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})", re.I | re.A)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    name: str
    url: str
    all: bool = False  # whether all of it is kept
    line: int = 0
    network: str = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a webmention endpoint gives: a file beside mkdocs.yml, or an address."""

    place: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    file: str = FRENCH.watch
    keywords: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    exports: tuple[Export, ...] = ()
    words: tuple[tuple[Alarm, tuple[str, ...]], ...] = ()

    def speaks_of_us(self, text: str) -> bool:
        """Whether a text holds a keyword, whole and whatever its accents; all do without any."""
        said = _words(text)
        return not self.keywords or any(_words(word) in said for word in self.keywords)


def _words(text: str) -> str:
    """Each between blanks, so that no word is found within another."""
    return f" {' '.join(_WORD.findall(folded(text)))} "


def read_watch(docs: Path, *, base: Path, lang: str = "fr") -> Watch:
    """Nothing is watched where there is no file. Raises DiagnosticsError with every mistake."""
    path, diagnostics = docs / standing(docs, "watch", lang), Diagnostics(lang)
    if not path.is_file():
        return Watch()
    name = shown(path, base)
    content = path.read_bytes()
    values: object = None
    lines: dict[str, int] = {}
    if len(content) > MAX_BYTES:
        diagnostics.mistake(name, 0, "inbox.watch_big", most=MAX_BYTES)
    else:
        try:
            values, lines = read_yaml(decode(content), file=name, diagnostics=diagnostics)
        except UnicodeDecodeError:
            diagnostics.mistake(name, 0, "posts.not_utf8")
    if values is not None and not isinstance(values, dict):
        diagnostics.mistake(name, 1, "form.not_mapping", key=path.name)
    form = Form(values if isinstance(values, dict) else {}, lines, name, diagnostics)
    refuse_unknown(form, WATCH.fields)
    watch = Watch(
        file=name,
        keywords=form.texts("keywords"),
        feeds=(*_feeds(form), *_accounts(form)),
        exports=tuple(
            Export(place=one, line=form.line("webmentions")) for one in form.texts("webmentions")
        ),
        words=(
            (Alarm.DANGER, form.texts("danger")),
            (Alarm.DISTRESS, form.texts("distress")),
        ),
    )
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return watch


def _feeds(form: Form) -> list[Feed]:
    found = []
    for one in form.forms("feeds"):
        url = one.address("url", local=False)
        if not url.startswith(("https://", "http://")):
            one.wrong("url", "inbox.no_feed_address")
            continue
        name = one.text("name") or url.partition("://")[2].partition("/")[0]
        found.append(Feed(name=name, url=url, all=one.flag("all"), line=one.line("url")))
    return found


def _accounts(form: Form) -> list[Feed]:
    """Accounts of others as the feeds that their networks make of them."""
    found = []
    for n, text in enumerate(form.texts("accounts")):
        place = f"accounts.{n}"
        if match := _MASTODON.fullmatch(text):
            url, network = f"https://{match[2]}/@{match[1]}.rss", "mastodon"
        elif match := _BLUESKY.fullmatch(text):
            url, network = f"https://bsky.app/profile/{match[1]}/rss", "bluesky"
        else:
            form.wrong(place, "inbox.no_account", value=text[:80])
            continue
        found.append(Feed(name=text, url=url, line=form.line(place), network=network))
    return found
