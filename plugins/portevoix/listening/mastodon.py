"""Mastodon: what is answered, quoted, liked and passed on below our statuses, and who speaks to us.

Asked of the account's own server, of which every answer names the status by a number of that server:
`/statuses/<number>` opens it in its pages without the name of who wrote it (Mastodon 4.5,
config/routes/web_app.rb).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any
from urllib.parse import quote

from portevoix.counts import Count
from portevoix.inbox import Sort
from portevoix.listening.plain import plain
from portevoix.listening.told import Cursor, Gathered, Known, Told
from portevoix.listening.values import below, dicts, moment_of, number_of, text_of
from portevoix.sending import Answer, Clock, Http, Rejected, asked_again
from portevoix.values import dataclass

SOME = 20  # statuses of one question: Mastodon 4.5, StatusesController, DEFAULT_STATUSES_LIMIT
PAGE = 40
PAGES = 10  # of notifications in one run
_REMARK = tuple[str, tuple[tuple[str, object], ...]]


@dataclass(slots=True)
class MastodonEar:
    http: Http
    account: str
    clock: Clock
    me: str = ""  # id of the account
    _one_by_one: bool = False
    _remarks: list[_REMARK] = field(default_factory=list)

    def gather(self, known: Known) -> Gathered:
        """Raises NetworkError."""
        if self.http.token:
            self.me = text_of(self._get("/api/v1/accounts/verify_credentials").body, "id")
        refs = [one.ref for one in known.out]
        held = {one.ref: one for one in known.items if not one.private}
        statuses = self._statuses([*refs, *(ref for ref in held if ref not in set(refs))])
        cursor = Cursor(
            since=known.cursor.since,
            replies={ref: number_of(one, "replies_count") for ref, one in statuses.items()},
            quotes={ref: number_of(one, "quotes_count") for ref, one in statuses.items()},
        )
        posts = {one.ref: one.post for one in known.out}
        told: dict[str, Told] = {}
        roots = self._roots(known, cursor)
        for ref in roots:
            for one in self._below(ref):
                told.setdefault(one.ref, _of_post(one, posts[ref]))
        for ref in refs:
            if cursor.quotes.get(ref, 0) > known.cursor.quotes.get(ref, 0):
                for one in self._quotes(ref):
                    told.setdefault(one.ref, _of_post(one, posts[ref]))
        for ref, item in held.items():  # words that changed
            if ref in statuses and ref not in told:
                again = self._told(statuses[ref], item.sort)
                if again and again.edited and again.edited != item.edited:
                    told[ref] = _of_post(again, item.post)
        for one in self._mentions(known, cursor):
            told.setdefault(one.ref, one)
        # Replies among those just read are counted as seen: what they say is here.
        for one in told.values():
            cursor.replies.setdefault(one.ref, 0)
        return Gathered(
            told=tuple(told.values()),
            gone=tuple(ref for ref in held if ref not in statuses),
            counts=tuple(self._counts(known, statuses)),
            cursor=cursor,
            remarks=tuple(self._remarks),
        )

    def _roots(self, known: Known, cursor: Cursor) -> Sequence[str]:
        """Statuses of ours below which something was said, or taken back, since the last look."""
        before = known.cursor.replies
        changed = {ref for ref, count in cursor.replies.items() if count != before.get(ref, 0)}
        posts = {one.ref: one.post for one in known.out}
        stirred = {posts[ref] for ref in changed if ref in posts}
        stirred |= {one.post for one in known.items if one.ref in changed and one.post}
        # One conversation of a post changes: all of its messages are looked at, which are few.
        return [ref for ref, post in posts.items() if post in stirred]

    def _statuses(self, refs: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """Those that are there, by their numbers."""
        found: dict[str, Mapping[str, Any]] = {}
        for start in range(0, len(refs), SOME):
            some = refs[start : start + SOME]
            for one in self._some(some):
                if id := text_of(one, "id"):
                    found[id] = one
        return found

    def _some(self, refs: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        if not self._one_by_one:
            try:
                yield from dicts(self._get("/api/v1/statuses", **{"id[]": list(refs)}).body)
                return
            except Rejected as refused:
                if refused.status not in (404, 405):
                    raise
                self._one_by_one = True  # servers before Mastodon 4.3
        for ref in refs:
            try:
                yield from dicts([self._get(f"/api/v1/statuses/{quote(ref, safe='')}").body])
            except Rejected as refused:
                if refused.status not in (404, 410):
                    raise

    def _below(self, ref: str) -> Iterator[Told]:
        try:
            body = self._get(f"/api/v1/statuses/{quote(ref, safe='')}/context").body
        except Rejected as refused:
            if refused.status == 404:
                return
            raise
        for one in dicts(below(body, "descendants")):
            if told := self._told(one, Sort.REPLY):
                yield told

    def _quotes(self, ref: str) -> Iterator[Told]:
        """Since Mastodon 4.5; older servers quote nothing."""
        try:
            body = self._get(f"/api/v1/statuses/{quote(ref, safe='')}/quotes", limit=PAGE).body
        except Rejected as refused:
            if refused.status in (401, 403, 404):
                return
            raise
        for one in dicts(body):
            if told := self._told(one, Sort.QUOTE):
                yield told

    def _mentions(self, known: Known, cursor: Cursor) -> Iterator[Told]:
        """What speaks to us elsewhere than below our statuses, and what is said in private."""
        if not self.http.token:
            return
        since = cursor.since
        for _ in range(PAGES if since else 1):
            asked: dict[str, object] = {"types[]": "mention", "limit": PAGE}
            try:
                page = dicts(self._get("/api/v1/notifications", **asked, min_id=since or None).body)
            except Rejected as refused:
                if refused.status not in (401, 403):
                    raise
                self._remarks.append(("no_notifications", (("account", self.account),)))
                return
            notes = list(page)
            for note in notes:
                status = note.get("status")
                if isinstance(status, dict) and (told := self._told(status, Sort.MENTION)):
                    yield told
            numbers = [int(id) for note in notes if (id := text_of(note, "id")).isdigit()]
            if numbers:
                since = cursor.since = str(max(numbers))
            if len(notes) < PAGE or not numbers:
                return

    def _told(self, status: Mapping[str, Any], sort: Sort) -> Told | None:
        id, at = text_of(status, "id"), moment_of(status.get("created_at"))
        account = status.get("account")
        if not id or at is None or not isinstance(account, dict):
            return None
        private = text_of(status, "visibility") == "direct"
        parent = text_of(status, "in_reply_to_id")
        return Told(
            ref=id,
            at=at,
            sort=Sort.REPLY if sort is Sort.MENTION and parent else sort,
            text="" if private else _words(status),
            link=f"{self.http.base}/statuses/{quote(id, safe='')}",
            named_link=text_of(status, "url") or text_of(status, "uri"),
            name=f"@{text_of(account, 'acct')}",
            lang=text_of(status, "language"),
            private=private,
            edited=moment_of(status.get("edited_at")),
            answers=parent,
            ours=self._is_me(account),
        )

    def _is_me(self, account: Mapping[str, Any]) -> bool:
        if self.me:
            return text_of(account, "id") == self.me
        return (
            text_of(account, "acct").lower() == self.account.lstrip("@").partition("@")[0].lower()
        )

    def _counts(self, known: Known, statuses: Mapping[str, Mapping[str, Any]]) -> Iterator[Count]:
        for post in dict.fromkeys(one.post for one in known.out):
            some = [
                statuses[one.ref] for one in known.out if one.post == post and one.ref in statuses
            ]
            if some:
                yield Count(
                    at=known.now,
                    post=post,
                    network="mastodon",
                    account=self.account,
                    likes=_sum(some, "favourites_count"),
                    boosts=_sum(some, "reblogs_count"),
                    # A thread answers itself.
                    replies=max(0, _sum(some, "replies_count") - (len(some) - 1)),
                    quotes=_sum(some, "quotes_count"),
                )

    def _get(self, path: str, **query: object) -> Answer:
        return asked_again(lambda: self.http.get(path, **query), self.clock)


def _of_post(told: Told, post: str) -> Told:
    return replace(told, post=post)


def _words(status: Mapping[str, Any]) -> str:
    """What is said: the warning before it, its text, what its pictures show."""
    media = status.get("media_attachments")
    alts = [text_of(one, "description") for one in dicts(media)]
    said = (text_of(status, "spoiler_text"), plain(text_of(status, "content")), *alts)
    return "\n\n".join(part.strip() for part in said if part.strip())


def _sum(some: Iterable[Mapping[str, Any]], name: str) -> int:
    return sum(number_of(one, name) for one in some)
