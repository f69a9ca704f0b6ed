"""Hootsuite, bulk composer: no header; the order of day and month is chosen when the file is sent."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler

HOOTSUITE = Scheduler(
    key="hootsuite",
    label=Words("Hootsuite", "Hootsuite"),
    # Its third column adds a link to the text, which has it already.
    columns={"date": "date:%d/%m/%Y %H:%M", "text": "text", "link": ""},
    header=False,
    rows=350,
    step=5,
    grade=Grade.UNSOURCED,
    source="",
    checked_on=date(2026, 11, 27),
)
