"""Texts handed over to a planning tool by its API: one call each, so that what it has is known at any cut.

Postiz: its own command line 2.1.0, run against what it asks. Mixpost: programs that speak to its API;
mixpost#200 is open, its scheduling refuses valid dates: the text then waits there as a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from portevoix.schedulers.reading import Tool
from portevoix.schedulers.recipes import Row, nest
from portevoix.sending import Http, NetworkError
from portevoix.values import dataclass


class Handed(StrEnum):
    """What a tool made of a text; worded under `schedulers.handed_<handed>`."""

    SCHEDULED = "scheduled"
    DRAFT = "draft"  # it waits there for a person


class Strange(Exception):
    """What answered is not that tool."""


Hand = Callable[[Http, Tool, str, Row], Handed]
Channels = Callable[[Http, Tool, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """How a tool is spoken to; every function raises NetworkError or Strange."""

    secret: str  # the environment variable that holds its key
    workspace: bool = False  # whether it has several houses, one of which is named
    channels: Channels  # id → name of each account that it holds
    hand: Hand


def _postiz_headers(key: str) -> dict[str, str]:
    return {"Authorization": key}  # no « Bearer » before it


def _postiz_channels(http: Http, tool: Tool, key: str) -> Mapping[str, str]:
    answer = http.send("GET", "/public/v1/integrations", headers=_postiz_headers(key)).body
    return _named(answer)


def _postiz_hand(http: Http, tool: Tool, key: str, row: Row) -> Handed:
    body = nest(tool.scheduler.columns, row)
    answer = http.send("POST", "/public/v1/posts", body, headers=_postiz_headers(key)).body
    if not isinstance(answer, list) or not answer:
        raise Strange
    return Handed.SCHEDULED


def _mixpost(tool: Tool, path: str) -> str:
    return f"/api/{quote(tool.workspace, safe='')}/{path}"


def _mixpost_headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _mixpost_channels(http: Http, tool: Tool, key: str) -> Mapping[str, str]:
    answer = http.send("GET", _mixpost(tool, "accounts"), headers=_mixpost_headers(key)).body
    return _named(answer.get("data") if isinstance(answer, dict) else None)


def _mixpost_hand(http: Http, tool: Tool, key: str, row: Row) -> Handed:
    headers = _mixpost_headers(key)
    body = nest(tool.scheduler.columns, row)
    made = http.send("POST", _mixpost(tool, "posts"), body, headers=headers).body
    uuid = made.get("uuid") if isinstance(made, dict) else None
    if not isinstance(uuid, str) or not uuid:
        raise Strange
    path = _mixpost(tool, f"posts/schedule/{quote(uuid, safe='')}")
    try:
        http.send("POST", path, {"postNow": False}, headers=headers)
    except NetworkError:  # the text is there: nothing of it may go a second time
        return Handed.DRAFT
    return Handed.SCHEDULED


def _named(answer: Any) -> Mapping[str, str]:
    if not isinstance(answer, list):
        raise Strange
    return {str(one["id"]): str(one.get("name") or "") for one in answer if "id" in one}


APIS: Mapping[str, Api] = {
    "postiz": Api(secret="PORTEVOIX_POSTIZ_KEY", channels=_postiz_channels, hand=_postiz_hand),
    "mixpost": Api(
        secret="PORTEVOIX_MIXPOST_TOKEN",
        workspace=True,
        channels=_mixpost_channels,
        hand=_mixpost_hand,
    ),
}
