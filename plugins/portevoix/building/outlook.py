"""What is to be looked at for what is due, of a site's sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from portevoix.alerts import Alert, Outlook, alerts_of
from portevoix.diagnostics import DiagnosticsError
from portevoix.links import read_links
from portevoix.planning import Plan
from portevoix.posts import Post, shown
from portevoix.sending import Ledger, names_today, read_ledger
from portevoix.sources.measured import all_results, of_no_post
from portevoix.sources.sources import Sources
from portevoix.text import sound

_LONG = 300  # characters of an address: more are damage


def due_alerts(sources: Sources, plan: Plan) -> tuple[Alert, ...]:
    """`plan` is that with what the ledger knows. Files are named from the project's folder: pages show
    them, wherever the command was typed."""
    folder = f"{shown(sources.configuration.file.parent, Path.cwd())}/"
    found = alerts_of(outlook_of(sources, plan))
    return tuple(replace(one, place=one.place.removeprefix(folder)) for one in found)


def with_results(sources: Sources) -> Sources:
    """The sources with the results, where the site shows none too, and with what is left out of them."""
    if sources.results is not None:
        return sources
    configuration, base = sources.configuration, Path.cwd()
    results, told = all_results(configuration, base)
    slugs = frozenset(post.slug for post in sources.shelf.posts)
    return replace(
        sources,
        results=results,
        uncounted=(*told, *of_no_post(results, slugs, configuration, base)),
    )


def outlook_of(sources: Sources, plan: Plan) -> Outlook:
    configuration = sources.configuration
    folder = configuration.file.parent
    results = with_results(sources).results
    assert results is not None
    ledger = _ledger(sources)
    return Outlook(
        site=configuration.site,
        now=sources.now,
        posts=sources.shelf.posts,
        plan=plan,
        unsure=_unsure(ledger) if ledger else (),
        left=_left(ledger, sources.shelf.posts) if ledger else (),
        charter=sources.charter,
        results=results,
        consents=sources.consents,
        waiting=sources.tray.waiting,
        heard=sources.heard,
        links=read_links(folder / configuration.alerts.links),
        checked=configuration.alerts.checked,
    )


def _ledger(sources: Sources) -> Ledger | None:
    """Its posts under the names that they have today; None where it cannot be read: that is told with
    the publications."""
    configuration = sources.configuration
    path = configuration.file.parent / configuration.sending.ledger
    lang = configuration.site.lang
    try:
        ledger = read_ledger(path, lang=lang, name=shown(path, Path.cwd()))
    except DiagnosticsError:
        return None
    return ledger.under(names_today(sources.shelf.posts))


def _unsure(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """What a network was asked, without an answer."""
    return tuple(
        sorted(
            {
                (sound(post), sound(network))
                for (post, network, _), parts in ledger.places()
                if any(part.is_open for part in parts)
            }
        )
    )


def _left(ledger: Ledger, posts: Iterable[Post]) -> tuple[tuple[str, str, str], ...]:
    """What is out there of posts that readers cannot find any more, though nobody let them expire."""
    there = {post.slug for post in posts if not post.draft}
    found: dict[tuple[str, str], str] = {}
    for (post, network, _), parts in ledger.places():
        out = [part.last for part in parts if part.is_out]
        if out and post not in there:
            found.setdefault((sound(post), sound(network)), sound(out[0].address)[:_LONG])
    return tuple((*place, address) for place, address in found.items())
