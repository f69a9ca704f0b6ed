"""The small words that say what a column holds: `text`, `date:%d/%m/%Y`, `is:facebook`…"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text on its way to a tool."""

    id: str  # « slug/network »
    network: str
    account: str
    moment: datetime  # aware, in the zone of the site
    text: str
    link: str
    picture: str = ""  # public address
    alt: str = ""
    title: str
    channel: str = ""  # what the tool calls the account, as the configuration says
    post: str  # address
    file: str = ""  # of the post, as the ledger calls it


_PLAIN: Mapping[str, Callable[[Row], str]] = {
    "": lambda row: "",
    "id": lambda row: row.id,
    "network": lambda row: row.network,
    "account": lambda row: row.account,
    "text": lambda row: row.text,
    "link": lambda row: row.link,
    "picture": lambda row: row.picture,
    "alt": lambda row: row.alt,
    "title": lambda row: row.title,
    "post": lambda row: row.post,
    "zone": lambda row: str(row.moment.tzinfo),
    "utc": lambda row: row.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "channel": lambda row: row.channel,
    "iso": lambda row: row.moment.isoformat(timespec="minutes"),
}
_STARTS: Mapping[str, Callable[[Row, str], str]] = {
    "date": lambda row, form: row.moment.strftime(form),
    "utc": lambda row, form: row.moment.astimezone(UTC).strftime(form),
    "is": lambda row, network: "true" if row.network == network else "false",
    "just": lambda row, word: word,
}
# In JSON alone.
_VALUES: Mapping[str, object] = {"list": [], "yes": True, "no": False}
WORDS = (*filter(None, _PLAIN), *(f"{start}:…" for start in _STARTS))


def is_recipe(recipe: str) -> bool:
    start, colon, rest = recipe.partition(":")
    if recipe in _VALUES or recipe in _PLAIN:
        return True
    return bool(colon) and start in _STARTS and bool(rest)


def cook(recipe: str, row: Row) -> str:
    """What a column holds of a row."""
    if made := _PLAIN.get(recipe):
        return made(row)
    start, _, rest = recipe.partition(":")
    return _STARTS[start](row, rest)


def nest(columns: Mapping[str, str], row: Row) -> object:
    """The row as JSON: `posts.0.value` is the key `value` of the first of a list."""
    whole: dict[str, object] = {}
    for path, recipe in columns.items():
        _put(whole, path.split("."), _VALUES[recipe] if recipe in _VALUES else cook(recipe, row))
    return _listed(whole)


def _put(inside: dict[str, object], steps: list[str], value: object) -> None:
    *above, last = steps
    for step in above:
        below = inside.setdefault(step, {})
        assert isinstance(below, dict)
        inside = below
    inside[last] = value


def _listed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(one) for key, one in value.items()}
    return list(inner.values()) if inner and all(key.isdigit() for key in inner) else inner
