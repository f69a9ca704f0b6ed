"""When each text goes out: slots, quiet hours, holidays, the pause; files for schedulers."""

from portevoix.planning.editing import CannotEdit, begun, ended
from portevoix.planning.plan import (
    LATE,
    Calendar,
    Clash,
    Gap,
    Out,
    Plan,
    Planned,
    Remark,
    Standing,
    Way,
    calendar_of,
    closures,
    place,
    plan_of,
)
from portevoix.planning.reading import read_pause, read_planning, read_slot
from portevoix.planning.settings import Pause, Planning, Slot
from portevoix.planning.terminal import (
    OVER,
    dump_plan,
    print_plan,
    say_gap,
    say_pause,
    say_remark,
    say_standing,
)

__all__ = [
    "LATE",
    "OVER",
    "Calendar",
    "CannotEdit",
    "Clash",
    "Gap",
    "Out",
    "Pause",
    "Plan",
    "Planned",
    "Planning",
    "Remark",
    "Slot",
    "Standing",
    "Way",
    "begun",
    "calendar_of",
    "closures",
    "dump_plan",
    "ended",
    "place",
    "plan_of",
    "print_plan",
    "read_pause",
    "read_planning",
    "read_slot",
    "say_gap",
    "say_pause",
    "say_remark",
    "say_standing",
]
