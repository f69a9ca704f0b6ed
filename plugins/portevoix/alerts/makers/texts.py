"""Texts that did not leave: refused by their network, missed, due now, or of which nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook, placed
from portevoix.doors import typed
from portevoix.paths import KITS
from portevoix.planning import Clash, Planned, Standing
from portevoix.sending_options import SERVERS
from portevoix.snippets import boards_of

_TOLD = {Standing.FAILED: "failed", Standing.MISSED: "missed", Standing.DUE: "due"}
OLD = timedelta(days=14)  # texts missed for longer are one matter: since when texts leave from here


def texts(outlook: Outlook) -> Iterator[Alert]:
    labels = {
        key: board.network.label[outlook.lang] for key, board in boards_of(outlook.site).items()
    }
    send = typed("send", outlook.site)
    old: list[Planned] = []
    for one in outlook.plan.items:
        elsewhere = any(remark.clash is Clash.ELSEWHERE for remark in one.remarks)
        wording = "elsewhere" if elsewhere else _TOLD.get(one.standing)
        if wording is None or one.moment is None:
            continue
        if one.standing is Standing.MISSED and one.moment.date() < outlook.today - OLD:
            old.append(one)
            continue
        network = labels.get(one.network, one.network)
        command = f"{send} {one.post.slug} --network {one.network}"
        if elsewhere:
            command = f"{typed('export', outlook.site)} {outlook.say('tool')}"
        by_hand = one.network not in SERVERS.values() and not elsewhere
        yield Alert(
            id=f"text-{wording}/{one.id}",
            due=one.moment.date(),
            what=outlook.say(f"text_{wording}", title=one.post.title, network=network),
            gesture=outlook.say("text_by_hand_do" if by_hand else f"text_{wording}_do"),
            command=f"{command} --by-hand {outlook.say('address')}" if by_hand else command,
            place=placed(one.post, f"share.{one.network}.at", f"share.{one.network}", "share"),
            path=f"{KITS}{one.post.slug}/" if not one.post.draft else outlook.site.names.calendar,
            # Who reads of a danger too late is not warned.
            grave=elsewhere or one.standing is Standing.FAILED or one.post.kind.lifted is not None,
        )
    if old:
        days = sorted(one.moment.date() for one in old if one.moment)
        yield Alert(
            id="text-old/all",
            due=days[-1],
            what=outlook.say("text_old", count=len(old)),
            gesture=outlook.say("text_old_do", day=outlook.today.isoformat()),
            place="mkdocs.yml",
            path=outlook.site.names.calendar,
        )
    posts = {post.slug: post for post in outlook.posts}
    titles = {slug: post.title for slug, post in posts.items()}
    for slug, network in outlook.unsure:
        yield Alert(
            id=f"text-unsure/{slug}/{network}",
            due=outlook.today,
            what=outlook.say(
                "text_unsure", title=titles.get(slug, slug), network=labels.get(network, network)
            ),
            gesture=outlook.say("text_unsure_do"),
            command=f"{send} {slug} --network {network}",
            path=outlook.site.names.calendar,
            grave=True,
        )
    for slug, network, address in outlook.left:
        post = posts.get(slug)
        yield Alert(
            id=f"text-left/{slug}/{network}",
            due=outlook.today,
            what=outlook.say(
                "text_left_draft" if post else "text_left",
                title=post.title if post else slug,
                network=labels.get(network, network),
                address=address,
            ),
            gesture=outlook.say("text_left_do"),
            command=f"{send} {slug} --network {network} --withdraw",
            place=placed(post, "draft") if post else "",
            path=outlook.site.names.calendar,
            grave=True,
        )
