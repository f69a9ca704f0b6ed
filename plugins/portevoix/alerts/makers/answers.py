"""What people said and nobody answered in time; what they were promised to be told.

Nothing of what was said, and of whom, stands in an alert: it goes into agendas and mails.
"""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook
from portevoix.doors import typed
from portevoix.heard import owed

AHEAD = 7  # days


def unanswered(outlook: Outlook) -> Iterator[Alert]:
    """Words of danger or distress each by itself; the rest, when its time is past, in one line."""
    command = typed("inbox", outlook.site)
    for one in outlook.waiting:
        if one.is_open and one.alarm is not None:
            yield Alert(
                id=f"danger/{one.item.id}",
                due=(one.due or one.item.at).date(),
                what=outlook.say("danger"),
                gesture=outlook.say("danger_do"),
                command=command,
                path=outlook.site.names.inbox,
                grave=True,
                danger=True,
            )
    late = [one for one in outlook.waiting if one.late and one.alarm is None and one.due]
    if late:
        first = min(one.due for one in late if one.due)
        yield Alert(
            id="unanswered/all",
            due=first.date(),
            what=outlook.say("unanswered", count=len(late)),
            gesture=outlook.say("unanswered_do"),
            command=command,
            path=outlook.site.names.inbox,
            grave=True,
        )


def promised(outlook: Outlook) -> Iterator[Alert]:
    for one in owed((), outlook.heard, outlook.today):
        if one.why == "answer" and outlook.within(one.due, AHEAD):
            yield Alert(
                id=f"promised/{one.file}:{one.line}",
                due=one.due,
                what=outlook.say("promised", title=one.title),
                gesture=outlook.say("promised_do"),
                place=f"{one.file}:{one.line}",
                path=outlook.site.names.heard,
            )
