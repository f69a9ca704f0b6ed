"""`porte-voix send`: texts out to the networks, once each, and the ledger of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portevoix.commands.naming import post_named
from portevoix.commands.options import (
    AGAIN,
    BY,
    CONFIG,
    NOW,
    QUIET,
    Misused,
    Option,
    config_of,
    who,
)
from portevoix.commands.options import moment_of as now_of
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say

if TYPE_CHECKING:
    from portevoix.configuration import Configuration
    from portevoix.posts import Post
    from portevoix.sending import Clock


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Misused("sending.bad_address", value=text)
    return text


OPTIONS = (
    Option("post", "sending.help_post", ("commands.a_post",)),
    Option("--network", "commands.network", ("commands.a_network",)),
    Option("--due", "sending.help_due"),
    Option("--dry-run", "commands.dry_run"),
    AGAIN,
    Option("--corrections", "sending.help_corrections"),
    Option("--withdraw", "sending.help_withdraw"),
    Option("--by-hand", "sending.help_by_hand", ("commands.an_address",), _address),
    Option("--done", "sending.help_done"),
    Option("--push", "sending.help_push"),
    BY,
    NOW,
    CONFIG,
    QUIET,
)


def run(chosen: argparse.Namespace, clock: Clock | None = None) -> int:
    """Exit code 0, or 1 when something that should be out is not. Raises DiagnosticsError.

    `clock` says what it is and waits; by default that of the machine.
    """
    _sensible(chosen)
    from portevoix.configuration import read_configuration

    configuration = read_configuration(config_of(chosen))
    if not chosen.push or chosen.dry_run:
        return _sent(chosen, configuration, clock)
    from portevoix.commands.sharing import shared_ledger

    with shared_ledger(configuration, quiet=chosen.quiet) as shared:
        if shared.is_here:
            shared.code = _sent(chosen, configuration, clock)
    return shared.code


def _sent(chosen: argparse.Namespace, configuration: Configuration, clock: Clock | None) -> int:
    from portevoix.building.assembling import assembled
    from portevoix.building.engine import Refused
    from portevoix.commands.planned import tell
    from portevoix.engine.mkdocs.host import MkDocs
    from portevoix.planning import Standing, plan_of
    from portevoix.posts import shown
    from portevoix.sending import Busy, Clock, Desk, held, names_today, outs_of
    from portevoix.sources.options import SourceOptions

    site = configuration.site
    path = configuration.file.parent / configuration.sending.ledger
    clock = clock or Clock()
    today = clock.now().astimezone(site.zone)
    now = now_of(chosen, site) if chosen.now else today
    kept: list[str] = []  # what a quiet run says only where something is wrong
    told: Callable[[str], None] = kept.append if chosen.quiet else print
    if not chosen.dry_run and chosen.now and abs((now - today).days) > 0:
        raise Misused("sending.now_is_dry")
    try:
        # The ledger first: one that cannot be trusted sends nothing, whatever else is wrong.
        with held(path, lang=site.lang, name=shown(path, Path.cwd())) as ledger:
            engine = MkDocs(configuration=configuration)
            options = SourceOptions(now=now)
            with assembled(configuration, options, engine) as made:
                sources = made.sources
                tell(sources.unheard)
                # A refused text is due again once it changed; the desk knows which.
                names = names_today(sources.shelf.posts)
                known = ledger.under(names)
                outs = {
                    place: out
                    for place, out in outs_of(known, site).items()
                    if out.standing is not Standing.FAILED
                }
                plan = plan_of(sources.shelf.posts, sources.calendar, now, outs)
                by = who(chosen)
                desk = Desk(
                    *(made.edition, configuration.sending, ledger, plan, now, told),
                    by=by,
                    names=names,
                    clock=clock,
                )
                _do(desk, chosen, sources.shelf.posts)
    except Busy:
        raise DiagnosticsError([_told(site.lang, shown(path, Path.cwd()), "busy")]) from None
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    if desk.trouble and kept:
        print(*kept, sep="\n")
    return 1 if desk.trouble else 0


def _do(desk: object, chosen: argparse.Namespace, shelf: Collection[Post]) -> None:
    """`shelf` holds drafts too: what is out of them can still be withdrawn."""
    from portevoix.sending import (
        Desk,
        correct_posts,
        dry_run,
        enter,
        names_of,
        send_posts,
        withdraw_post,
    )
    from portevoix.snippets import boards_of

    assert isinstance(desk, Desk)
    posts = {post.slug: post for post in desk.edition.posts}
    network = chosen.network or ""
    if network and network not in (known := boards_of(desk.site)):
        raise Misused("commands.no_choice", word="--network", value=network, known=", ".join(known))
    slug, lang = "", desk.site.lang
    if chosen.post:
        try:
            beside = say(lang, "sending.only_out")
            slug = post_named(chosen.post, posts.values(), lang, beside=beside).slug
        except DiagnosticsError:
            if not chosen.withdraw:
                raise
    if chosen.withdraw:
        kept = posts.get(slug) or _draft(chosen.post, shelf, lang)
        # Its file may be gone; the ledger still knows its name.
        name = kept.slug if kept else _slug(chosen.post)
        names = names_of(kept) if kept else (name,)
        withdraw_post(desk, name, names, network, done=chosen.done)
        return
    if chosen.corrections:
        correct_posts(desk, posts, slug, network, dry=chosen.dry_run, done=chosen.done)
        return
    if chosen.by_hand:
        enter(desk, posts[slug], network, chosen.by_hand)
        return
    # The oldest first, as people would have sent them.
    some = (
        [posts[slug]] if slug else sorted(posts.values(), key=lambda one: (one.published, one.slug))
    )
    act = dry_run if chosen.dry_run else send_posts
    act(desk, some, network, due=chosen.due, again=chosen.again)


def _sensible(chosen: argparse.Namespace) -> None:
    """Raises Misused for words that do not go together."""
    if not (chosen.post or chosen.due or chosen.corrections):
        raise Misused("sending.what")
    acts = [
        word
        for word, said in (
            ("--due", chosen.due),
            ("--corrections", chosen.corrections),
            ("--withdraw", chosen.withdraw),
            ("--by-hand", chosen.by_hand),
        )
        if said
    ]
    if len(acts) > 1:
        raise Misused("commands.one_of", words=", ".join(acts))
    if chosen.done and not (chosen.corrections or chosen.withdraw):
        raise Misused("sending.done_what")
    if (chosen.withdraw or chosen.by_hand or chosen.again or chosen.done) and not chosen.post:
        raise Misused("sending.which_post")
    if chosen.by_hand and not chosen.network:
        raise Misused("sending.which_network")
    if chosen.dry_run and (chosen.withdraw or chosen.by_hand or chosen.done):
        raise Misused("sending.no_dry_run")


def _draft(name: str, shelf: Collection[Post], lang: str) -> Post | None:
    try:
        return post_named(name, shelf, lang)
    except DiagnosticsError:
        return None


def _slug(name: str) -> str:
    """Of a post's name, its address or its file."""
    last = name.rstrip("/").replace("\\", "/").rpartition("/")[2]
    return last.removesuffix(".md")


def _told(lang: str, file: str, wording: str) -> Diagnostic:
    what, do = say(lang, f"sending.{wording}"), say(lang, f"sending.{wording}_do")
    return Diagnostic(file=file, line=0, what=what, do=do)
