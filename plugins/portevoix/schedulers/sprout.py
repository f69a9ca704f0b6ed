"""Sprout Social, bulk scheduling."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler

SPROUT = Scheduler(
    key="sprout",
    label=Words("Sprout Social", "Sprout Social"),
    columns={
        # Month first unless the account's preference says otherwise.
        "date": "date:%m/%d/%Y",
        "time_24hr": "date:%H:%M",
        "message_text": "text",
        "public_image_url": "picture",
    },
    mark=True,
    rows=350,
    apart=10,
    pictures=(".jpg", ".jpeg", ".png"),
    grade=Grade.OFFICIAL,
    source="its help page, read in part",
    checked_on=date(2026, 11, 27),
)
