"""An organisation's own networks: what mkdocs.yml changes or adds, read into values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import Words, say
from portevoix.networks.network import Fact, Grade, Link, Network
from portevoix.networks.table import NETWORKS
from portevoix.values import dataclass

_KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
_SERVER = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{1,2000}")
_CARDS = ("og", "square", "portrait", "story")
_LARGEST = 1_000_000


class _Unreadable(Exception):
    """One value is not what its field wants; carries the words for what it wants."""


def _number(value: object, lang: str, least: int) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:9])  # the configuration's numbers come as they were written
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _LARGEST:
        raise _Unreadable(say(lang, "networks.wants_number", least=least, most=_LARGEST))
    return value


def _choice(value: object, lang: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise _Unreadable(say(lang, "networks.wants_choice", choices=", ".join(choices)))
    return str(value)


def _label(value: object, lang: str) -> Words:
    words = value if isinstance(value, dict) else {"fr": value, "en": value}
    fr, en = words.get("fr"), words.get("en")
    if not (isinstance(fr, str) and isinstance(en, str) and fr.strip() and en.strip()):
        raise _Unreadable(say(lang, "networks.wants_label"))
    return Words(fr.strip()[:80], en.strip()[:80])


def _limit(network: Network, value: object, lang: str) -> Network:
    return replace(
        network,
        limit=_number(value, lang, 1),
        facts={**network.facts, "limit": Fact(grade=Grade.CONFIGURATION)},
    )


def _aim(network: Network, value: object, lang: str) -> Network:
    return replace(network, aim=_number(value, lang, 0))


def _fold(network: Network, value: object, lang: str) -> Network:
    fact = Fact(grade=Grade.CONFIGURATION)
    return replace(network, fold=_number(value, lang, 0), facts={**network.facts, "fold": fact})


def _hashtags(network: Network, value: object, lang: str) -> Network:
    hashtags = replace(network.hashtags, maximum=_number(value, lang, 0))
    fact = Fact(grade=Grade.CONFIGURATION)
    return replace(network, hashtags=hashtags, facts={**network.facts, "hashtags": fact})


def _link(network: Network, value: object, lang: str) -> Network:
    link = Link(_choice(value, lang, tuple(Link)))
    fact = Fact(grade=Grade.CONFIGURATION)
    return replace(network, link=link, facts={**network.facts, "link": fact})


def _alt_limit(network: Network, value: object, lang: str) -> Network:
    fact = Fact(grade=Grade.CONFIGURATION)
    return replace(
        network, alt_limit=_number(value, lang, 0), facts={**network.facts, "alt_limit": fact}
    )


def _thread(network: Network, value: object, lang: str) -> Network:
    if not isinstance(value, bool):
        raise _Unreadable(say(lang, "networks.wants_yes_or_no"))
    return replace(network, thread=value)


def _card(network: Network, value: object, lang: str) -> Network:
    return replace(network, card=_choice(value, lang, _CARDS))


def _server(network: Network, value: object, lang: str) -> Network:
    if not isinstance(value, str) or not _SERVER.fullmatch(value) or network.share is None:
        raise _Unreadable(say(lang, "networks.wants_server"))
    return replace(network, share=replace(network.share, server=value))


def _source(network: Network, value: object, lang: str) -> Network:
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise _Unreadable(say(lang, "networks.wants_address"))
    fact = replace(network.facts["limit"], source=value)
    return replace(network, facts={**network.facts, "limit": fact})


_FIELDS: Mapping[str, Callable[[Network, object, str], Network]] = {
    "label": lambda network, value, lang: replace(network, label=_label(value, lang)),
    "limit": _limit,
    "source": _source,  # after the limit that it speaks for
    "aim": _aim,
    "fold": _fold,
    "hashtags": _hashtags,
    "link": _link,
    "alt_limit": _alt_limit,
    "thread": _thread,
    "card": _card,
    "server": _server,
}


def _as_written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


_ELSEWHERE = ("like", "wording")  # `wording` is read where texts are composed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the overrides are written, for messages."""

    file: str
    lines: Mapping[str, int]
    lang: str

    def mistake(self, path: str, wording: str, **values: object) -> Diagnostic:
        steps = path.split(".")
        lines = (self.lines.get(".".join(steps[:n]), 0) for n in range(len(steps), 0, -1))
        return Diagnostic(
            file=self.file,
            line=next(filter(None, lines), 0),
            what=say(self.lang, f"networks.{wording}", path=path, **values),
            do=say(self.lang, f"networks.{wording}_do", path=path, **values),
        )


def read_networks(
    overrides: object, file: str, lines: Mapping[str, int], lang: str
) -> Mapping[str, Network]:
    """Every network of the site, in the table's order, then those that the organisation adds.

    `overrides` is the value of `networks` in the configuration; `lines` gives the line of each key,
    as "networks.mastodon.limit". A network set to `false` is left out.
    Raises DiagnosticsError with all that cannot be read.
    """
    place = _Place(file=file, lines=lines, lang=lang)
    networks = dict(NETWORKS)
    if overrides is None:
        return networks
    if not isinstance(overrides, Mapping):
        raise DiagnosticsError([place.mistake("networks", "not_a_mapping")])
    mistakes: list[Diagnostic] = []
    for name, fields in overrides.items():
        key, path = str(name), f"networks.{name}"
        if not _KEY.fullmatch(key):
            mistakes.append(place.mistake(path, "bad_key"))
        elif fields is False and key in NETWORKS:
            del networks[key]
        elif not isinstance(fields, Mapping):
            mistakes.append(place.mistake(path, "not_a_mapping"))
        else:
            base = _base(key, fields, path, place, mistakes)
            if base:
                networks[key] = _changed(base, fields, path, place, mistakes)
    if mistakes:
        raise DiagnosticsError(mistakes)
    return networks


def _base(
    key: str, fields: Mapping[object, object], path: str, place: _Place, mistakes: list[Diagnostic]
) -> Network | None:
    """The network that the fields change: its own, or the one that it is said to be like."""
    if key in NETWORKS and "like" not in fields:
        return NETWORKS[key]
    like = fields.get("like")
    if not isinstance(like, str) or like not in NETWORKS:
        near = get_close_matches(key if like is None else str(like), NETWORKS, 1)
        mistakes.append(
            place.mistake(
                f"{path}.like" if like is not None else path,
                "unknown_network",
                near=near[0] if near else next(iter(NETWORKS)),
                known=", ".join(NETWORKS),
            )
        )
        return None
    model = NETWORKS[like]
    label = model.label if key in NETWORKS else Words(key, key)
    return replace(model, key=key, label=label)


def _changed(
    network: Network,
    fields: Mapping[object, object],
    path: str,
    place: _Place,
    mistakes: list[Diagnostic],
) -> Network:
    mistakes += (
        place.mistake(f"{path}.{name}", "unknown_field", known=", ".join(_FIELDS))
        for name in fields
        if name not in _FIELDS and name not in _ELSEWHERE
    )
    for name, change in _FIELDS.items():
        if name in fields:
            try:
                network = change(network, fields[name], place.lang)
            except _Unreadable as unreadable:
                mistakes.append(
                    place.mistake(
                        f"{path}.{name}",
                        "bad_value",
                        given=_as_written(fields[name])[:60],
                        wanted=str(unreadable),
                    )
                )
    return network
