"""Bluesky: what readers see below our posts, asked of a view that anybody may ask.

Seen with @atproto/dev-env 0.6.7: a post's `replyCount` counts those that answer it directly; a post that is
gone is missing from `getPosts` without a word, and stands in a thread as notFoundPost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import Any

from portevoix.counts import Count
from portevoix.inbox import Sort
from portevoix.listening.told import Cursor, Gathered, Known, Told
from portevoix.listening.values import below, dicts, moment_of, number_of, text_of
from portevoix.sending import Answer, Clock, Http, Rejected, asked_again
from portevoix.values import dataclass

SOME = 25  # posts of one question: app.bsky.feed.getPosts
PAGE = 100
PAGES = 10  # of quotes or notifications in one run
DEPTH = 100  # levels of a conversation
POST = "app.bsky.feed.post"


@dataclass(slots=True)
class BlueskyEar:
    view: Http  # where posts are read, without a token
    server: Http  # of the account, with one; without, nobody's mentions are asked for
    account: str
    password: str = field(repr=False, default="")
    clock: Clock = field(default_factory=Clock)

    def gather(self, known: Known) -> Gathered:
        """Raises NetworkError."""
        refs = [one.ref for one in known.out]
        held = {one.ref: one for one in known.items}
        posts = self._posts([*refs, *(ref for ref in held if ref not in set(refs))])
        cursor = Cursor(
            since=known.cursor.since,
            replies={ref: number_of(one, "replyCount") for ref, one in posts.items()},
            quotes={ref: number_of(one, "quoteCount") for ref, one in posts.items()},
        )
        mine = {_did(ref) for ref in refs}
        slugs = {one.ref: one.post for one in known.out}
        told: dict[str, Told] = {}
        before = known.cursor
        changed = {ref for ref, n in cursor.replies.items() if n != before.replies.get(ref, 0)}
        stirred = {slugs[ref] for ref in changed if ref in slugs}
        stirred |= {one.post for one in known.items if one.ref in changed and one.post}
        # The first message of a thread has all of them below it.
        for one in known.out:
            if one.post in stirred and one.part == 1:
                for said in self._conversation(one.ref, mine):
                    if said.ref not in slugs:
                        told.setdefault(said.ref, replace(said, post=one.post))
        for ref in refs:
            if cursor.quotes.get(ref, 0) > before.quotes.get(ref, 0):
                for said in self._quotes(ref, mine):
                    told.setdefault(said.ref, replace(said, post=slugs[ref]))
        for ref, item in held.items():
            if ref in posts and ref not in told and (again := _told(posts[ref], item.sort, mine)):
                told[ref] = replace(again, post=item.post)
        for said in self._mentions(known, cursor, mine):
            told.setdefault(said.ref, said)
        for said in told.values():
            cursor.replies.setdefault(said.ref, 0)
        return Gathered(
            told=tuple(told.values()),
            gone=tuple(ref for ref in held if ref not in posts),
            counts=tuple(self._counts(known, posts)),
            cursor=cursor,
        )

    def _posts(self, refs: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        found: dict[str, Mapping[str, Any]] = {}
        for start in range(0, len(refs), SOME):
            some = list(refs[start : start + SOME])
            for one in dicts(below(self._view("feed.getPosts", uris=some).body, "posts")):
                if uri := text_of(one, "uri"):
                    found[uri] = one
        return found

    def _conversation(self, ref: str, mine: set[str]) -> Iterator[Told]:
        try:
            body = self._view("feed.getPostThread", uri=ref, depth=DEPTH, parentHeight=0).body
        except Rejected as refused:
            if refused.status in (400, 404):  # it is gone
                return
            raise
        stack = [below(body, "thread")]
        while stack:
            node = stack.pop()
            post = below(node, "post")
            if isinstance(post, dict) and (told := _told(post, Sort.REPLY, mine)):
                yield told
            stack += list(dicts(below(node, "replies")))

    def _quotes(self, ref: str, mine: set[str]) -> Iterator[Told]:
        cursor: object = None
        for _ in range(PAGES):
            body = self._view("feed.getQuotes", uri=ref, limit=PAGE, cursor=cursor).body
            for one in dicts(below(body, "posts")):
                if told := _told(one, Sort.QUOTE, mine):
                    yield told
            cursor = text_of(body, "cursor")
            if not cursor:
                return

    def _mentions(self, known: Known, cursor: Cursor, mine: set[str]) -> Iterator[Told]:
        """What speaks to us elsewhere than below our posts."""
        if not self.password:
            return
        made = self.server.send(
            "POST",
            "/xrpc/com.atproto.server.createSession",
            {"identifier": self.account.lstrip("@").lower(), "password": self.password},
        ).body
        self.server.token = text_of(made, "accessJwt")
        mine = mine | {text_of(made, "did")}
        page: object = None
        newest, since = cursor.since, known.cursor.since
        for _ in range(PAGES if since else 1):
            body = asked_again(
                lambda page=page: self.server.get(  # type: ignore[misc]
                    "/xrpc/app.bsky.notification.listNotifications",
                    reasons=["mention"],
                    limit=PAGE,
                    cursor=page,
                ),
                self.clock,
            ).body
            notes = list(dicts(below(body, "notifications")))
            for note in notes:
                at = text_of(note, "indexedAt")
                newest = max(newest, at)
                told = _told(note, Sort.MENTION, mine)
                if told and at > since and text_of(note, "reason") == "mention":
                    yield told
            page = text_of(body, "cursor")
            if not page or not notes or text_of(notes[-1], "indexedAt") <= since:
                break
        cursor.since = newest

    def _counts(self, known: Known, posts: Mapping[str, Mapping[str, Any]]) -> Iterator[Count]:
        for slug in dict.fromkeys(one.post for one in known.out):
            some = [posts[one.ref] for one in known.out if one.post == slug and one.ref in posts]
            if some:
                replies = sum(number_of(one, "replyCount") for one in some)
                yield Count(
                    at=known.now,
                    post=slug,
                    network="bluesky",
                    account=self.account,
                    likes=sum(number_of(one, "likeCount") for one in some),
                    boosts=sum(number_of(one, "repostCount") for one in some),
                    replies=max(0, replies - (len(some) - 1)),  # a thread answers itself
                    quotes=sum(number_of(one, "quoteCount") for one in some),
                )

    def _view(self, name: str, **query: object) -> Answer:
        asked = {key: value for key, value in query.items() if value != ""}
        return asked_again(lambda: self.view.get(f"/xrpc/app.bsky.{name}", **asked), self.clock)


def _told(post: Mapping[str, Any], sort: Sort, mine: set[str]) -> Told | None:
    uri, record, author = text_of(post, "uri"), post.get("record"), post.get("author")
    if not uri.startswith("at://") or not isinstance(record, dict):
        return None
    did, key = _did(uri), uri.rpartition("/")[2]
    handle = text_of(author, "handle")
    reply = record.get("reply")
    langs = record.get("langs")
    return Told(
        ref=uri,
        at=_moment(post, record),
        sort=Sort.REPLY if sort is Sort.MENTION and reply else sort,
        text=_words(record),
        link=f"https://bsky.app/profile/{did}/post/{key}",
        named_link=f"https://bsky.app/profile/{handle or did}/post/{key}",
        name=f"@{handle}" if handle else "",
        lang=next((one for one in langs if isinstance(one, str)), "")
        if isinstance(langs, list)
        else "",
        answers=text_of(below(reply, "parent"), "uri"),
        ours=did in mine,
    )


def _words(record: Mapping[str, Any]) -> str:
    """What is said, and what its pictures show."""
    embed = record.get("embed")
    media = below(embed, "media") if isinstance(below(embed, "media"), dict) else embed
    alts = [text_of(one, "alt") for one in dicts(below(media, "images"))]
    said = (text_of(record, "text"), *alts)
    return "\n\n".join(part.strip() for part in said if part.strip())


def _moment(post: Mapping[str, Any], record: Mapping[str, Any]) -> datetime:
    """When it was seen: what a record says of itself, anybody may write."""
    for text in (text_of(post, "indexedAt"), text_of(record, "createdAt")):
        if found := moment_of(text):
            return found
    return datetime.fromtimestamp(0, UTC)


def _did(uri: str) -> str:
    return uri.removeprefix("at://").partition("/")[0]
