"""The calendar with what the ledger knows of each text, and with who approved it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from portevoix.approvals import Approval, Verdict, picture_digest
from portevoix.building.bodies import opening_of
from portevoix.building.markdown import MarkdownSettings
from portevoix.building.texts import Texts
from portevoix.diagnostics import DiagnosticsError
from portevoix.planning import Plan, plan_of, with_approvals
from portevoix.posts import Post, shown, with_text
from portevoix.sending import names_today, outs_of, read_ledger
from portevoix.site import Site
from portevoix.snippets import Snippet, compose_all
from portevoix.sources.sources import Sources

Compose = Callable[[Post], tuple[Snippet, ...]]  # raises DiagnosticsError


def plan_known(sources: Sources, ledger: Path) -> Plan:
    """The plan of the sources, as it is where no ledger lies. Raises DiagnosticsError."""
    if not ledger.is_file():
        return sources.plan
    site = sources.configuration.site
    known = read_ledger(ledger, lang=site.lang, name=shown(ledger, Path.cwd()))
    outs = outs_of(known.under(names_today(sources.shelf.posts)), site)
    now = sources.now
    return plan_of(sources.shelf.posts, sources.calendar, now, outs, known.begun or now)


def approved(plan: Plan, sources: Sources, compose: Compose) -> Plan:
    """The plan as it is once it is known what was said of each text.

    Only posts of which somebody spoke are composed.
    """
    approvals, pictures = sources.approvals, sources.shelf.pictures
    if not approvals.said and not approvals.options.required:
        return plan
    known: dict[tuple[str, str], Approval] = {}
    held = []
    composed: dict[str, Mapping[str, Snippet]] = {}
    for one in plan.items:
        post, place = one.post, (one.post.slug, one.network)
        verdict = Verdict(approval=approvals.unheard(post))
        if approvals.speaks_of(*place):
            if post.slug not in composed:
                composed[post.slug] = _composed(post, compose)
            if snippet := composed[post.slug].get(one.network):
                verdict = approvals.of(post, snippet, picture_digest(pictures.get(post.slug)))
        known[place] = verdict.approval
        if approvals.holds(verdict, post):
            held.append(place)
    return with_approvals(plan, known, held)


def _composed(post: Post, compose: Compose) -> Mapping[str, Snippet]:
    """What is wrong with a text is told where it is made."""
    try:
        return {one.network.key: one for one in compose(post)}
    except DiagnosticsError:
        return {}


def composing(site: Site, texts: Texts | None, markdown: Callable[[], MarkdownSettings]) -> Compose:
    """Composes any post as a build tells it: those of `texts` are told already; of the others the
    first paragraph stands in for a message that nobody wrote."""

    settings = cache(markdown)

    def compose(post: Post) -> tuple[Snippet, ...]:
        if texts is not None and post.slug in texts:
            return texts[post.slug]
        if not (post.intention.message and post.description):
            post = with_text(post, opening_of(post, site, settings()))
        return compose_all(site, post)

    return compose
