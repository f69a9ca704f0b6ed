"""The list for a terminal, for a mail, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from portevoix.alerts.alert import Alert
from portevoix.dates import long_date
from portevoix.language import say
from portevoix.site import Site


def print_alerts(alerts: Sequence[Alert], site: Site, today: date) -> str:
    """Late first, then what comes; each with its one next gesture."""
    return "\n".join(_lines(alerts, site, today)) + "\n"


def _lines(alerts: Sequence[Alert], site: Site, today: date) -> Iterator[str]:
    lang = site.lang
    yield say(lang, "alerts.title_on", day=long_date(today, lang))
    if not alerts:
        yield say(lang, "alerts.nothing")
        return
    late = [one for one in alerts if one.late or one.grave]
    for heading, some in (
        ("alerts.late", late),
        ("alerts.coming", [one for one in alerts if one not in late]),
    ):
        if not some:
            continue
        yield ""
        yield f"{say(lang, heading)} ({len(some)})"
        for one in some:
            yield ""
            yield f"- {say(lang, 'alerts.line', day=long_date(one.due, lang), what=one.what)}"
            yield f"  {one.gesture}"
            if one.command:
                yield f"  > {one.command}"
            if one.place:
                yield f"  {one.place}"


def mail_text(alerts: Sequence[Alert], site: Site, today: date) -> str:
    page = say(site.lang, "alerts.mail_page", page=site.absolute(site.names.today))
    return f"{print_alerts(alerts, site, today)}\n{page}\n"


def mail_subject(alerts: Sequence[Alert], site: Site) -> str:
    late = sum(one.late or one.grave for one in alerts)
    return say(site.lang, "alerts.subject", count=len(alerts), late=late, name=site.name)


def dump_alerts(alerts: Sequence[Alert]) -> str:
    """`{"alerts": […]}`, each with all that is known of it."""
    told = [{name: _plain(getattr(one, name)) for name in Alert.__slots__} for one in alerts]
    return json.dumps({"alerts": told}, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
