"""What a kind of post says in fields of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time

from portevoix.form import Form
from portevoix.posts.kinds import Detail, Kind, Value
from portevoix.posts.post import (
    Detailed,
    Link,
    Update,
)
from portevoix.site import Site

_DAY_OVER = time(23, 59)  # who writes a last day counts it in, and reads this hour as its end


def read_details(form: Form, kind: Kind, site: Site) -> dict[str, Detailed]:
    below = form.form(kind.key)
    if below is None:
        return {}
    found: dict[str, Detailed] = {}
    for detail in kind.details:
        if below.has(detail.name):
            value = _READERS[detail.value](below, detail, site)
            if value:
                found[detail.name] = value
    return found


def _read_links(form: Form, key: str) -> tuple[Link, ...]:
    found = []
    for one in form.forms(key):
        url = one.address("url")
        found.append(Link(title=one.text("title") or url, url=url))
    return tuple(found)


def _read_updates(form: Form, key: str, site: Site) -> tuple[Update, ...]:
    found = []
    for one in form.forms(key):
        at = one.moment("at", site.zone, site.publish_at)
        if at is None:
            one.wrong("at", "posts.update_without_time")
        else:
            found.append(Update(at=at, text=one.text("text")))
    return tuple(sorted(found, key=lambda update: (update.at, update.text)))


def _read_moment(form: Form, detail: Detail, site: Site) -> datetime | None:
    return form.moment(detail.name, site.zone, _DAY_OVER if detail.last else site.publish_at)


_READERS: Mapping[Value, Callable[[Form, Detail, Site], Detailed | None]] = {
    Value.TEXT: lambda form, detail, site: form.text(detail.name),
    Value.MOMENT: _read_moment,
    Value.ADDRESS: lambda form, detail, site: form.address(detail.name),
    Value.REFERENCE: lambda form, detail, site: form.reference(detail.name),
    Value.LINKS: lambda form, detail, site: _read_links(form, detail.name),
    Value.UPDATES: lambda form, detail, site: _read_updates(form, detail.name, site),
    Value.CHOICE: lambda form, detail, site: form.choice(
        detail.name, [one.key for one in detail.choices]
    ),
}
