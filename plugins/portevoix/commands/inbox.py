"""`porte-voix inbox`: what waits for an answer, and answering it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.commands.inbox_words import STATES, meant, named_both
from portevoix.commands.inboxes import Opened, busy_told, opened
from portevoix.commands.options import BY, CONFIG, JSON, NOW, Misused, Option, who
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say

if TYPE_CHECKING:
    from portevoix.charter import Charter
    from portevoix.inbox import Item, Waiting
    from portevoix.posts import Post

OPTIONS = (
    Option("id", "inbox.help_id", ("inbox.an_id",)),
    Option("--everything", "inbox.help_all"),
    Option("--state", "inbox.help_state", ("inbox.a_state",)),
    Option("--hand-to", "inbox.help_to", ("commands.a_name",)),
    Option("--reply", "inbox.help_reply", ("inbox.a_reply",)),
    Option("--text", "inbox.help_text", ("inbox.a_text",)),
    Option("--send", "inbox.help_send"),
    BY,
    JSON,
    NOW,
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0, or 1 when an answer could not go. Raises DiagnosticsError."""
    _sensible(chosen)
    from portevoix.inbox import waiting

    with busy_told(chosen), opened(chosen) as here:
        house = here.house
        some = waiting(here.inbox.items.values(), house.terms, here.now, house.watch.words)
        posts = _posts(here)
        if not chosen.id:
            return _list(here, some, posts, chosen)
        one = _named(some, chosen.id, here)
        if chosen.state or chosen.hand_to:
            return _decide(here, one.item, chosen)
        if chosen.reply or chosen.text:
            return _answer(here, one.item, chosen)
        return _show(here, one, posts, _charter(here))


def _sensible(chosen: argparse.Namespace) -> None:
    """Raises Misused for words that do not go together."""
    from portevoix.inbox import State

    acts = (chosen.state, chosen.hand_to, chosen.reply, chosen.text, chosen.send)
    if any(acts) and not chosen.id:
        raise Misused("inbox.which_item")
    if chosen.reply and chosen.text:
        raise Misused("inbox.one_answer")
    if chosen.send and not (chosen.reply or chosen.text):
        raise Misused("inbox.which_answer")
    chosen.state = meant(chosen.state or "", STATES)
    allowed = [state.value for state in State if state is not State.GONE]
    if chosen.state and chosen.state not in allowed:
        known = ", ".join(named_both(allowed, STATES))
        raise Misused("commands.no_choice", word="--state", value=chosen.state, known=known)


def _list(
    here: Opened, some: tuple[Waiting, ...], posts: dict[str, Post], chosen: argparse.Namespace
) -> int:
    from portevoix.listening import dump_inbox, print_inbox

    wanted = some if chosen.everything else tuple(one for one in some if one.is_open)
    titles = {slug: post.title for slug, post in posts.items()}
    if chosen.json:
        print(dump_inbox(wanted, titles), end="")
    elif wanted:
        site, numbers = here.site, here.house.numbers
        print(print_inbox(wanted, site.lang, site.zone, titles, numbers), end="")
    else:
        print(say(here.site.lang, "inbox.nothing_waits"))
    return 0


def _named(some: tuple[Waiting, ...], id: str, here: Opened) -> Waiting:
    """Raises DiagnosticsError where none, or several, begin so."""
    found = [one for one in some if one.item.id.startswith(id.lower())]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.item.id for one in found[:5])
    raise _told(here, "many_ids" if found else "unknown_id", id=id, known=known)


def _show(here: Opened, one: Waiting, posts: dict[str, Post], charter: Charter | None) -> int:
    from portevoix.listening import print_item

    post = posts.get(one.item.post)
    foreseen = [(answer.comment, answer.answer) for answer in post.answers] if post else []
    titles = {slug: post.title for slug, post in posts.items()}
    site = here.site
    print(
        print_item(one, site.lang, site.zone, titles, charter, here.house.numbers, foreseen), end=""
    )
    return 0


def _decide(here: Opened, item: Item, chosen: argparse.Namespace) -> int:
    from portevoix.inbox import State

    state = State(chosen.state) if chosen.state else State.HANDED
    by = who(chosen)
    here.inbox.write([replace(item, state=state, to=chosen.hand_to or "", by=by, since=here.now)])
    lang = here.site.lang
    print(say(lang, "inbox.decided", id=item.id, state=say(lang, f"inbox.state_{state}").lower()))
    return 0


def _answer(here: Opened, item: Item, chosen: argparse.Namespace) -> int:
    from portevoix.listening import Answering, answer, refused, text_of
    from portevoix.networks import NETWORKS
    from portevoix.sending import Clock

    lang = here.site.lang
    text = chosen.text or ""
    if chosen.reply:
        charter = _charter(here)
        reply = charter.reply(chosen.reply) if charter else None
        if reply is None:
            known = ", ".join(one.id for one in charter.replies) if charter else ""
            raise _told(here, "no_reply", id=chosen.reply, known=known)
        text = text_of(reply, item.network)
    if network := NETWORKS.get(item.network):
        count, limit = network.count(text), network.limit
        print(say(lang, "inbox.shown_answer", length=count, limit=limit))
    print(text)
    if problems := list(refused(item, text, here.house.mask, here.site)):
        print(*problems, sep="\n")
        return 1
    if not chosen.send:
        print(say(lang, "inbox.not_sent"))
        return 0
    ended = answer(
        item,
        text,
        here.inbox,
        Answering(
            site=here.site,
            sending=here.configuration.sending,
            now=here.now,
            by=who(chosen),
            clock=Clock(),
        ),
    )
    if ended.problem:
        print(ended.problem)
        return 1
    wording = "answer_before" if ended.before else "answer_sent"
    print(say(lang, f"inbox.{wording}", address=ended.address))
    return 0


def _posts(here: Opened) -> dict[str, Post]:
    """Posts by their slug; none where they cannot be read: what people said is shown all the same."""
    from portevoix.posts import read_shelf
    from portevoix.snippets import boards_of

    site, configuration = here.site, here.configuration
    folder = configuration.docs / site.blog.strip("/")
    try:
        shelf = read_shelf(
            folder, site, networks=tuple(boards_of(site)), shown_from=Path.cwd().resolve()
        )
    except DiagnosticsError:
        return {}
    return {post.slug: post for post in shelf.posts}


def _charter(here: Opened) -> Charter | None:
    from portevoix.charter import read_charter
    from portevoix.checks import RULES_BY_ARTICLE
    from portevoix.posts import shown
    from portevoix.site import Audience

    folder = here.configuration.charter
    if folder is None or not folder.is_dir():
        return None
    # The staff's own: standard replies are theirs.
    site = replace(here.site, audience=Audience.INTERNAL)
    return read_charter(
        folder, site, RULES_BY_ARTICLE, shown_as=shown(folder, Path.cwd().resolve())
    )


def _told(here: Opened, wording: str, **values: object) -> DiagnosticsError:
    lang = here.site.lang
    what, do = say(lang, f"inbox.{wording}", **values), say(lang, f"inbox.{wording}_do", **values)
    return DiagnosticsError([Diagnostic(file=here.inbox.folder.name, line=0, what=what, do=do)])
