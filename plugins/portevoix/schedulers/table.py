"""Every planning tool that we write a file for, in the order of the guide."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.schedulers.agorapulse import AGORAPULSE
from portevoix.schedulers.buffer import BUFFER
from portevoix.schedulers.hootsuite import HOOTSUITE
from portevoix.schedulers.metricool import METRICOOL
from portevoix.schedulers.mixpost import MIXPOST
from portevoix.schedulers.plain import CSV, JSON
from portevoix.schedulers.postiz import POSTIZ
from portevoix.schedulers.publer import PUBLER
from portevoix.schedulers.scheduler import Scheduler
from portevoix.schedulers.sprout import SPROUT

SCHEDULERS: Mapping[str, Scheduler] = {
    one.key: one
    for one in (
        *(HOOTSUITE, BUFFER, METRICOOL, SPROUT, PUBLER, AGORAPULSE, POSTIZ, MIXPOST),
        *(CSV, JSON),
    )
}
