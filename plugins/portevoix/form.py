"""A mapping that people wrote, read field by field: what does not fit is a mistake on its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from portevoix.diagnostics import Diagnostics
from portevoix.language import say
from portevoix.moments import day_in, read_with_doubt
from portevoix.safe_addresses import is_base, is_mail, safe_address, without_secret
from portevoix.text import one_line
from portevoix.values import dataclass

if TYPE_CHECKING:
    from portevoix.yaml_text import Yaml

MAX_LINE = 10_000  # characters of a field: what costs time or space grows with it
MAX_TEXT = 70_000  # of a field of several lines: the longest that a network takes is 63,206
MAX_ITEMS = 200  # of a list: each category and each tag has a page and three feeds
MAX_PATH = (
    1_000  # characters; systems take from 1,024 to 4,096 bytes, with the folder that it is in
)
_LISTED = 20  # values of a list that a message shows
# What was meant as an address, sound or not; a name may hold a colon too.
_LIKE_ADDRESS = re.compile(
    r"(?:(?:https?|ftp|file|data|javascript|vbscript|mailto|tel):|[/\\]|www\.)", re.IGNORECASE
)


def _is_name(name: str) -> bool:
    return len(name.encode("utf-8", "replace")) <= 255


@dataclass(slots=True)
class Form:
    """One mapping to be read field by field; wrong fields become mistakes, each on its line."""

    values: Mapping[str, Yaml]
    lines: Mapping[str, int]
    file: str
    diagnostics: Diagnostics
    prefix: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)  # keys that come from another file

    def place(self, key: str) -> tuple[str, int]:
        """The file and the line of a key, or of the nearest key above it."""
        path = f"{self.prefix}{key}"
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.origins.get(path, self.file), self.lines.get(path, self.lines.get("", 1))

    def whole(self, path: str) -> tuple[str, int]:
        """The same for a key named from the top of the file."""
        return Form({}, self.lines, self.file, self.diagnostics, "", self.origins).place(path)

    def line(self, key: str) -> int:
        return self.place(key)[1]

    def wrong(self, key: str, wording: str, **values: object) -> None:
        self.diagnostics.mistake(*self.place(key), wording, key=self.prefix + key, **values)

    def notice(self, key: str, wording: str, **values: object) -> None:
        self.diagnostics.notice(*self.place(key), wording, key=self.prefix + key, **values)

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """One line of text; a folded block is joined, outer spaces go."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            value = str(value).lower()
        if not isinstance(value, str):
            self.wrong(key, "form.not_text")
            return default
        if not self._holds(key, value, MAX_LINE):
            return default
        return one_line(value) or default

    def _holds(self, key: str, value: str, most: int) -> bool:
        if len(value) > most:
            self.wrong(key, "form.too_long", length=len(value), most=most)
        return len(value) <= most

    def lines_of_text(self, key: str) -> str:
        """Text whose line ends are wanted."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return ""
        if not isinstance(value, str):
            self.wrong(key, "form.not_text")
            return ""
        return value.strip() if self._holds(key, value, MAX_TEXT) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a lone text is a list of one; repeats and blanks go."""
        value = self.values.get(key)
        if value is None or value is False:
            return ()
        items = self._bounded(key, value)
        found: dict[str, None] = {}
        for n, item in enumerate(items):
            if item is None:
                continue
            if not isinstance(item, str):
                self.wrong(f"{key}.{n}", "form.not_text")
            elif not self._holds(f"{key}.{n}", item, MAX_LINE):
                continue
            elif text := one_line(item):
                found[text] = None
        return tuple(found)

    def _bounded(self, key: str, value: Yaml) -> Sequence[Yaml]:
        """`value` as a list, none of it when it is too long."""
        items: Sequence[Yaml] = value if isinstance(value, list) else [value]
        if len(items) <= MAX_ITEMS:
            return items
        self.wrong(key, "form.too_many", count=len(items), most=MAX_ITEMS)
        return ()

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("yes", "oui", "on"):
            return True
        if isinstance(value, str) and value.lower() in ("no", "non", "off"):
            return False
        self.wrong(key, "form.not_flag")
        return default

    def number(self, key: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
        text = self.text(key)
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
            self.wrong(key, "form.not_number", value=text, least=least, most=most)
            return default
        return int(text)

    def choice(self, key: str, allowed: Collection[str], default: str = "") -> str:
        text = self.text(key)
        if not text or text in allowed:
            return text or default
        self.choice_of(key, text, allowed, "form.not_choice")
        return default

    def choice_of(self, key: str, text: str, allowed: Collection[str], wording: str) -> None:
        """Say that `text` is not in the list, with the nearest of it and the list's start."""
        hint = self.near(text, allowed)
        some = list(allowed)[:_LISTED]
        listed = ", ".join(some) + (", …" if len(some) < len(allowed) else "")
        self.wrong(key, wording, value=text[:80], allowed=listed, hint=hint)

    def near(self, text: str, allowed: Collection[str]) -> str:
        """The sentence that names what of the list may have been meant; "" when nothing is near."""
        import difflib  # only for who mistyped

        near = difflib.get_close_matches(text, list(allowed), n=1)
        return say(self.diagnostics.lang, "form.near", near=near[0]) if near else ""

    def address(self, key: str, *, local: bool = True) -> str:
        """An address that is safe to link: http, https, mailto, tel, or (`local`) a path."""
        text = self.text(key)
        if not text or self._signs_in(key, text):
            return ""
        if safe_address(text, local=local):
            return text
        self.wrong(key, "form.not_address", value=text[:80])
        return ""

    def base(self, key: str) -> str:
        """The address of a server or a site, behind which paths are put."""
        text = self.address(key, local=False)
        if not text or is_base(text):
            return text
        self.wrong(
            key, "form.not_base", value=text[:80], meant=text.partition("?")[0].partition("#")[0]
        )
        return ""

    def _signs_in(self, key: str, text: str) -> bool:
        meant = without_secret(text)
        if meant != text:
            self.wrong(key, "form.secret_address", meant=meant[:200])
        return meant != text

    def mail(self, key: str) -> str:
        """One e-mail address, without a name."""
        text = self.text(key)
        if not text or is_mail(text):
            return text
        self.wrong(key, "form.not_mail", value=text[:80])
        return ""

    def reference(self, key: str) -> str:
        """An address that is safe to link, or the name of a source."""
        text = self.text(key)
        if not _LIKE_ADDRESS.match(text):
            return text
        return self.address(key, local=text.startswith("/"))

    def path(self, key: str, default: str = "") -> str:
        """The name of a file or of a folder, one that file systems take."""
        text = self.text(key, default)
        parts = text.replace("\\", "/").split("/")
        if "\0" not in text and len(text) <= MAX_PATH and all(map(_is_name, parts)):
            return text
        self.wrong(key, "form.not_path", value=text[:80])
        return default

    def form(self, key: str) -> Form | None:
        value = self.values.get(key)
        if value is None or value is False:
            return None
        if not isinstance(value, dict):
            self.wrong(key, "form.not_mapping")
            return None
        return self.below(key, value)

    def forms(self, key: str) -> list[Form]:
        value = self.values.get(key)
        if value is None or value is False:
            return []
        items = self._bounded(key, value)
        found = []
        for n, item in enumerate(items):
            if isinstance(item, dict):
                found.append(self.below(f"{key}.{n}" if isinstance(value, list) else key, item))
            else:
                self.wrong(f"{key}.{n}", "form.not_mapping")
        return found

    def below(self, key: str, values: Mapping[str, Yaml]) -> Form:
        return Form(
            values, self.lines, self.file, self.diagnostics, f"{self.prefix}{key}.", self.origins
        )

    def moment(self, key: str, zone: ZoneInfo, at: time) -> datetime | None:
        """A date, or a date and time, in `zone`; a date alone means `at` that day."""
        text = self.text(key)
        if not text:
            return None
        found, doubt = read_with_doubt(text, zone, at)
        if found is None and (day := day_in(text)):
            self.wrong(key, "form.not_hour", value=text[:80], day=day)
        elif found is None:
            self.wrong(key, "form.not_date", value=text[:80])
        elif doubt:
            meant = f"{found:%Y-%m-%d %H:%M}"
            self.notice(key, f"form.hour_{doubt}", value=text[:80], zone=zone.key, meant=meant)
        return found

    def day(self, key: str) -> date | None:
        found = self.moment(key, ZoneInfo("UTC"), time(0))
        return found.date() if found else None
