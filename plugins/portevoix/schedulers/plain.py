"""A table and a list of our own, for tools that map columns and for people."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler, Shape

_COLUMNS = {
    "id": "id",
    "network": "network",
    "account": "account",
    "date": "date:%Y-%m-%d",
    "time": "date:%H:%M",
    "zone": "zone",
    "utc": "utc",
    "text": "text",
    "link": "link",
    "picture": "picture",
    "alt": "alt",
    "title": "title",
    "post": "post",
}
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
CSV = Scheduler(
    key="csv",
    label=Words("tableau CSV", "CSV table"),
    columns=_COLUMNS,
    mark=True,
    pictures=_PICTURES,
    grade=Grade.HOUSE,
    source="",
    checked_on=date(2026, 11, 27),
)
JSON = Scheduler(
    key="json",
    label=Words("JSON", "JSON"),
    shape=Shape.JSON,
    columns=_COLUMNS,
    pictures=_PICTURES,
    grade=Grade.HOUSE,
    source="",
    checked_on=date(2026, 11, 27),
)
