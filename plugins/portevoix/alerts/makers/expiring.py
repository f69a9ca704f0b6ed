"""Posts that are about to go, drafts whose day is past, and consents of people who are shown."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.alerts.alert import Alert
from portevoix.alerts.outlook import Outlook, placed

AHEAD = 14  # days
CONSENT = 30


def expiring(outlook: Outlook) -> Iterator[Alert]:
    for post in outlook.posts:
        end = post.expires
        if post.draft or post.ahead or end is None or end <= outlook.now:
            continue
        if outlook.within(end.date(), AHEAD):
            yield Alert(
                id=f"expires/{post.slug}",
                due=end.date(),
                what=outlook.say("expires", title=post.title),
                gesture=outlook.say("expires_do"),
                place=placed(post, "expires"),
                path=outlook.site.path_of(post),
            )


def drafts(outlook: Outlook) -> Iterator[Alert]:
    for post in outlook.posts:
        if post.draft and post.published <= outlook.now:
            yield Alert(
                id=f"draft/{post.slug}",
                due=post.published.date(),
                what=outlook.say("draft", title=post.title),
                gesture=outlook.say("draft_do"),
                place=placed(post, "draft", "date"),
            )


def consents(outlook: Outlook) -> Iterator[Alert]:
    ended = outlook.consents.ended.values() if outlook.consents else ()
    for post in sorted({*ended, *outlook.posts}, key=lambda one: (one.file, one.slug)):
        until = post.picture.consent_until if post.picture else None
        if until is not None and outlook.within(until, CONSENT):
            over = until < outlook.now.date()
            yield Alert(
                id=f"consent/{post.slug}",
                due=until,
                what=outlook.say("consent_ended" if over else "consent", title=post.title),
                gesture=outlook.say("consent_do"),
                place=placed(post, "picture.consent_until", "picture"),
                path="" if post.draft or post.ahead else outlook.site.path_of(post),
            )
