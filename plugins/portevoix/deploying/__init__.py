"""Bringing the built site to the places where readers find it, and back again."""

from __future__ import annotations

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
from portevoix.deploying.local import manifest_of
from portevoix.deploying.manifest import Manifest
from portevoix.deploying.opening import open_place
from portevoix.deploying.own_places import declared_places
from portevoix.deploying.pipelines import PIPELINES, Project
from portevoix.deploying.settings import Place, read_places

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
    "new_folder",
    "open_place",
    "purge",
    "read_places",
    "to_purge",
]
