"""Bringing the built site to the places where readers find it, and back again."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portevoix.deploying.announcing import announce, purge, to_purge
    from portevoix.deploying.changes import Changes
    from portevoix.deploying.drafts import Keep, keep_drafts, keep_site, last_day, lots, new_folder
    from portevoix.deploying.ears import Ears
    from portevoix.deploying.guarded import Door, door_of
    from portevoix.deploying.guards import (
        GUARDS,
        STAFF,
        Guard,
        draw_password,
        hash_password,
        is_plain,
    )
    from portevoix.deploying.host import Destination, Stopped, Traffic
    from portevoix.deploying.local import Looked, look_at, manifest_of
    from portevoix.deploying.manifest import Entry, Files, Manifest
    from portevoix.deploying.opening import missing, open_place, unable
    from portevoix.deploying.options import Options
    from portevoix.deploying.own_places import declared_places
    from portevoix.deploying.pipelines import GITLAB_TOKEN, PIPELINES, Project
    from portevoix.deploying.settings import Place, read_places

__all__ = [
    "GITLAB_TOKEN",
    "GUARDS",
    "PIPELINES",
    "STAFF",
    "Changes",
    "Destination",
    "Door",
    "Ears",
    "Entry",
    "Files",
    "Guard",
    "Keep",
    "Looked",
    "Manifest",
    "Options",
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
    "look_at",
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

# Each is loaded when it is asked for (PEP 562), for a copy that looks at a site needs little of this
# room, and few publications all: file → what it gives.
_FILES = {
    "announcing": ("announce", "purge", "to_purge"),
    "changes": ("Changes",),
    "drafts": ("Keep", "keep_drafts", "keep_site", "last_day", "lots", "new_folder"),
    "ears": ("Ears",),
    "guarded": ("Door", "door_of"),
    "guards": ("GUARDS", "STAFF", "Guard", "draw_password", "hash_password", "is_plain"),
    "host": ("Destination", "Stopped", "Traffic"),
    "local": ("Looked", "look_at", "manifest_of"),
    "manifest": ("Entry", "Files", "Manifest"),
    "options": ("Options",),
    "opening": ("missing", "open_place", "unable"),
    "own_places": ("declared_places",),
    "pipelines": ("GITLAB_TOKEN", "PIPELINES", "Project"),
    "settings": ("Place", "read_places"),
}
_LATER = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return found
