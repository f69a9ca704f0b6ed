"""Texts that did not leave: refused by their network, missed, due now, or of which nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook, placed
from portevoix.doors import typed
from portevoix.paths import KITS
from portevoix.planning import Standing
from portevoix.snippets import boards_of

_TOLD = {Standing.FAILED: "failed", Standing.MISSED: "missed", Standing.DUE: "due"}


def texts(outlook: Outlook) -> Iterator[Alert]:
    labels = {
        key: board.network.label[outlook.lang] for key, board in boards_of(outlook.site).items()
    }
    send = typed("send", outlook.site)
    for one in outlook.plan.items:
        wording = _TOLD.get(one.standing)
        if wording is None or one.moment is None:
            continue
        network = labels.get(one.network, one.network)
        yield Alert(
            id=f"text-{wording}/{one.id}",
            due=one.moment.date(),
            what=outlook.say(f"text_{wording}", title=one.post.title, network=network),
            gesture=outlook.say(f"text_{wording}_do"),
            command=f"{send} {one.post.slug} --network {one.network}",
            place=placed(one.post, f"share.{one.network}.at", f"share.{one.network}", "share"),
            path=f"{KITS}{one.post.slug}/" if not one.post.draft else outlook.site.names.calendar,
            grave=one.standing is Standing.FAILED,
        )
    titles = {post.slug: post.title for post in outlook.posts}
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
