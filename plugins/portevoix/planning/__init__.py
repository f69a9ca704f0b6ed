"""When each text goes out: slots, quiet hours, holidays, the pause."""

from portevoix.planning.closures import Calendar, calendar_of, closures, is_working_day
from portevoix.planning.editing import CannotEdit, begun, ended
from portevoix.planning.plan import place, plan_of, with_approvals
from portevoix.planning.planned import Clash, Gap, Out, Plan, Planned, Remark, Standing, Way
from portevoix.planning.reading import read_pause, read_planning, read_slot
from portevoix.planning.settings import Pause, Planning, Slot
from portevoix.planning.standing import LATE
from portevoix.planning.terminal import (
    OVER,
    dump_plan,
    print_plan,
    say_gap,
    say_pause,
    say_planned,
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
    "is_working_day",
    "place",
    "plan_of",
    "print_plan",
    "read_pause",
    "read_planning",
    "read_slot",
    "say_gap",
    "say_pause",
    "say_planned",
    "say_remark",
    "say_standing",
    "with_approvals",
]
