"""What all pages of a build share, and the key of what the engine's pages show."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.building.build import Assembled
from portevoix.digests import digest
from portevoix.edition import Edition
from portevoix.language import say
from portevoix.paths import KITS, PUBLICATIONS
from portevoix.results import is_judged
from portevoix.site import Audience
from portevoix.theme import MenuItem, SiteContext, look_version


def site_context(assembled: Assembled) -> SiteContext:
    """What all pages of the build share."""
    edition, overrides = assembled.edition, assembled.sources.configuration.overrides
    return SiteContext(edition=edition, menu=_menu(edition), version=look_version(overrides))


def _menu(edition: Edition) -> tuple[MenuItem, ...]:
    """The main ways into the site; the staff's are many: on a telephone two of them stay in sight."""
    internal = edition.site.audience is Audience.INTERNAL
    kept = {edition.site.blog, edition.site.names.charter} if internal else None
    return tuple(
        MenuItem(
            title=say(edition.site.lang, key),
            path=path,
            folded=kept is not None and path not in kept,
        )
        for key, path in _ways(edition)
    )


def _ways(edition: Edition) -> Iterator[tuple[str, str]]:
    names = edition.site.names
    yield "site.menu_blog", edition.site.blog
    if edition.charter:
        yield "site.menu_charter", names.charter
    yield "site.menu_subscribe", names.subscribe
    if names.contact in edition.written:
        yield "site.menu_contact", names.contact
    if edition.publications:
        yield "register.menu", PUBLICATIONS
    if edition.heard:
        yield "heard.menu", names.heard
    results = edition.results
    judged = results is not None and any(is_judged(post, results) for post in edition.posts)
    if judged and edition.site.audience is Audience.PUBLIC:
        yield "results.menu", names.bilan
    if edition.site.audience is Audience.INTERNAL:
        yield "alerts.menu", names.today
        yield "site.menu_kits", KITS
        yield "site.menu_calendar", names.calendar
        if judged:
            yield "results.menu", names.bilan
        if edition.tray.used:
            yield "inbox.menu", names.inbox
        yield "site.menu_review", names.review
        if names.guide in edition.written:
            yield "site.menu_guide", names.guide


def host_key(assembled: Assembled, context: SiteContext) -> str:
    """Changes with all that the engine's pages show: their sources, their frame, the posts that a
    home page lists, what links lead to."""
    edition, sources = assembled.edition, assembled.sources
    langs = sorted({"", edition.site.lang, *(post.lang for post in edition.posts)})
    shown = [post for lang in langs for post in (*context.latest(lang), *context.decided(lang))]
    return digest(
        assembled.foundation,
        context.key,
        *((uri, sources.tree.files[uri].key) for uri in sources.ordinary),
        *map(edition.key_in_list, shown),
        sorted(assembled.binding.links.addresses.items()),
        *((path, answer) for path, answer in sorted(assembled.media.shown.items())),
        sorted(assembled.binding.glossary.items()),
        *map(sorted, (sources.wording.variables.items(), sources.wording.internal.items())),
    )
