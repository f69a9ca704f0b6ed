"""Bringing the built site to the places where readers find it, and back again."""

from __future__ import annotations

from portevoix.deploying.changes import Changes
from portevoix.deploying.ears import Ears
from portevoix.deploying.host import Destination, Stopped, Traffic
from portevoix.deploying.local import manifest_of
from portevoix.deploying.manifest import Manifest
from portevoix.deploying.opening import open_place
from portevoix.deploying.pipelines import PIPELINES, Project
from portevoix.deploying.settings import Place, read_places

__all__ = [
    "PIPELINES",
    "Changes",
    "Destination",
    "Ears",
    "Manifest",
    "Place",
    "Project",
    "Stopped",
    "Traffic",
    "manifest_of",
    "open_place",
    "read_places",
]
