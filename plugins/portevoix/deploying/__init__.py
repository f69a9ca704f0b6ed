"""Bringing the built site to the places where readers find it, and back again."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from portevoix.deploying.changes import Changes
from portevoix.deploying.drafts import Keep, keep_drafts, keep_site, last_day, lots, new_folder
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Destination, Stopped, Traffic
from portevoix.deploying.local import manifest_of
from portevoix.deploying.manifest import Manifest
from portevoix.deploying.opening import missing, open_place, unable
from portevoix.deploying.own_places import declared_places
from portevoix.deploying.settings import Place, read_places

if TYPE_CHECKING:
    from portevoix.deploying.announcing import announce, purge, to_purge
    from portevoix.deploying.guarded import Door, door_of
    from portevoix.deploying.guards import (
        GUARDS,
        STAFF,
        Guard,
        draw_password,
        hash_password,
        is_plain,
    )
    from portevoix.deploying.pipelines import PIPELINES, Project

__all__ = [
    "GUARDS",
    "PIPELINES",
    "STAFF",
    "Changes",
    "Destination",
    "Door",
    "Ears",
    "Guard",
    "Keep",
    "Manifest",
    "Place",
    "Project",
    "Stopped",
    "Traffic",
    "announce",
    "declared_places",
    "door_of",
    "draw_password",
    "hash_password",
    "is_plain",
    "keep_drafts",
    "keep_site",
    "last_day",
    "lots",
    "manifest_of",
    "missing",
    "new_folder",
    "open_place",
    "purge",
    "read_places",
    "to_purge",
    "unable",
]

# What few publications use is loaded when it is asked for (PEP 562): name → its file.
_LATER = {
    **dict.fromkeys(("announce", "purge", "to_purge"), "announcing"),
    **dict.fromkeys(("Door", "door_of"), "guarded"),
    **dict.fromkeys(
        ("GUARDS", "STAFF", "Guard", "draw_password", "hash_password", "is_plain"), "guards"
    ),
    **dict.fromkeys(("PIPELINES", "Project"), "pipelines"),
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return found
