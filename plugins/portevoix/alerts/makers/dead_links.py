"""Links of posts and pages that lead nowhere any more, as the last look at them found."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook
from portevoix.doors import typed
from portevoix.links import say_answer


def dead_links(outlook: Outlook) -> Iterator[Alert]:
    written = {post.file for post in outlook.posts}
    for one in outlook.links:
        if not one.is_dead or (
            one.file.endswith(".md") and one.is_of_post and one.file not in written
        ):
            continue
        yield Alert(
            id=f"link/{one.address}",
            due=one.since,
            what=outlook.say(
                "link", address=one.address, answer=say_answer(one, outlook.site.lang)
            ),
            gesture=outlook.say("link_do"),
            command=typed("links", outlook.site),
            place=f"{one.file}:{one.line}",
            link=one.address,
        )
