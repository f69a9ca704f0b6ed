"""What a kind of post says in fields of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portevoix.form import Form
from portevoix.posts.kinds import Kind, Value
from portevoix.posts.post import (
    Detailed,
    Link,
    Update,
)
from portevoix.site import Site


def read_details(form: Form, kind: Kind, site: Site) -> dict[str, Detailed]:
    below = form.form(kind.key)
    if below is None:
        return {}
    found: dict[str, Detailed] = {}
    for detail in kind.details:
        if below.has(detail.name):
            value = _READERS[detail.value](
                below, detail.name, site, [one.key for one in detail.choices]
            )
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


_READERS: Mapping[Value, Callable[[Form, str, Site, list[str]], Detailed | None]] = {
    Value.TEXT: lambda form, key, site, choices: form.text(key),
    Value.MOMENT: lambda form, key, site, choices: form.moment(key, site.zone, site.publish_at),
    Value.ADDRESS: lambda form, key, site, choices: form.address(key),
    Value.REFERENCE: lambda form, key, site, choices: form.reference(key),
    Value.LINKS: lambda form, key, site, choices: _read_links(form, key),
    Value.UPDATES: lambda form, key, site, choices: _read_updates(form, key, site),
    Value.CHOICE: lambda form, key, site, choices: form.choice(key, choices),
}
