"""Mixpost: what its API takes for a draft (`POST /{core}/api/{workspace}/posts`), then to be scheduled."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler, Shape

MIXPOST = Scheduler(
    key="mixpost",
    label=Words("Mixpost", "Mixpost"),
    shape=Shape.JSON,
    columns={
        "date": "utc:%Y-%m-%d",
        "time": "utc:%H:%M",
        "timezone": "just:UTC",
        "accounts.0": "channel",
        "tags": "list",
        "versions.0.account_id": "just:0",
        "versions.0.is_original": "yes",
        "versions.0.content.0.body": "text",
        "versions.0.content.0.media": "list",
    },
    grade=Grade.THIRD_PARTY,
    source="programs that speak to its API; mixpost#200 is open: scheduling refuses valid dates",
    checked_on=date(2026, 11, 27),
)
