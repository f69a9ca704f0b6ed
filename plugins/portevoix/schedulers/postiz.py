"""Postiz: what its API takes (`POST /public/v1/posts`), an entry for each text; links stay long."""

from datetime import date

from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.scheduler import Scheduler, Shape

POSTIZ = Scheduler(
    key="postiz",
    label=Words("Postiz", "Postiz"),
    shape=Shape.JSON,
    columns={
        "type": "just:schedule",
        "date": "utc",
        # Its default is true: links would lead through another house.
        "shortLink": "no",
        "tags": "list",
        "posts.0.integration.id": "channel",
        "posts.0.value.0.content": "text",
        "posts.0.value.0.image": "list",
    },
    rows=30,  # requests an hour
    grade=Grade.CODE,
    source="its own command line, 2.1.0, run against what it asks",
    checked_on=date(2026, 11, 27),
)
