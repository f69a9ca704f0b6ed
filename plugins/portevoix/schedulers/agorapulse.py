"""Agorapulse, bulk publishing: the headers of date and labels are not known here."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler

AGORAPULSE = Scheduler(
    key="agorapulse",
    label=Words("Agorapulse", "Agorapulse"),
    columns={"post_content": "text", "post_link": "", "video_url": "", "image_url": "picture"},
    pictures=(".jpg", ".jpeg", ".png"),
    needs_own=True,
    grade=Grade.OFFICIAL,
    source="its help page, read in part",
    checked_on=date(2026, 11, 27),
)
