"""Buffer, bulk upload: one channel for each file."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler

BUFFER = Scheduler(
    key="buffer",
    label=Words("Buffer", "Buffer"),
    columns={
        "Text": "text",
        "Image URL": "picture",
        "Tags": "",
        "Posting Time": "date:%Y-%m-%d %H:%M",
    },
    mark=True,
    quoted=True,
    rows=100,  # 10 on the free plan
    pictures=(".jpg", ".jpeg", ".png"),
    heaviest=5_000_000,
    grade=Grade.THIRD_PARTY,
    source="notes of its users, 17 September 2026",
    checked_on=date(2026, 11, 27),
)
