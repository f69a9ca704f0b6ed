"""Mastodon: statuses one after the other, pictures before them, threads by reply.

Read in Mastodon 4.5.8: an answer may name a status that its spam filter never kept; a picture is
processed after 202; an edit drops whatever it does not say again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import regex

from portevoix.digests import digest
from portevoix.networks import Network
from portevoix.sending.clock import Clock
from portevoix.sending.http import Answer, Http, NetworkError, Rejected, Unsure
from portevoix.sending.ledger import Entry, Part
from portevoix.sending.limits import Limits, keep_limits, kept_limits, read_limits
from portevoix.sending.message import Attached, Message
from portevoix.sending.outlet import Found, Trouble
from portevoix.sending.retries import asked_again
from portevoix.values import dataclass

PAGE = 40  # statuses
FAR = 5  # pages that are looked through for what a call may have left
POLLS = 60  # seconds that a picture may take to be processed
SHORT = 23  # characters of an address, as we count it
_TAG = regex.compile(r"<[^>]*>")
_SPOKEN_TO = regex.compile(r"(?:@[\w.-]+(?:@[\w.-]+)?\s+)+")


@dataclass(slots=True)
class Mastodon:
    """One account on one server."""

    http: Http
    account: str  # @ville@social.example
    network: Network
    clock: Clock
    limits: Limits = field(default_factory=Limits)
    kept: Path | None = None  # where the limits of servers are kept
    id: str = ""  # of the account, once open
    _texts: dict[str, str] = field(default_factory=dict)  # id of a status → its text

    def open(self) -> None:
        mine = self._get("/api/v1/accounts/verify_credentials").body
        name = text_of(mine, "username")
        wanted = self.account.lstrip("@").partition("@")[0]
        if name.lower() != wanted.lower():
            raise Rejected("other_account", account=self.account, found=f"@{name}")
        self.id = text_of(mine, "id")
        self.limits = self._limits()

    def _limits(self) -> Limits:
        """The server's own: as they were read today, else asked; as they last were where it does not
        say."""
        now = self.clock.now()
        known = kept_limits(self.kept, self.http.base) if self.kept else None
        if known and known.is_fresh(now):
            return known.limits
        try:
            found = read_limits(self._get("/api/v2/instance").body)
        except NetworkError:
            if known is None:
                raise
            return known.limits
        if self.kept:
            keep_limits(self.kept, self.http.base, found, now)
        return found

    def troubles(self, message: Message) -> Sequence[Trouble]:
        return list(self._troubles(message))

    def _troubles(self, message: Message) -> Iterator[Trouble]:
        limits = self.limits
        for number, text in enumerate(message.parts, 1):
            addresses = text.count("https://")
            length = self.network.length(text, message.warning_of(number))
            length += (limits.address - SHORT) * addresses
            if number == 1:
                length += self.network.length(message.opening, "")
            if length > limits.length:
                values = (("part", number), ("length", length), ("limit", limits.length))
                yield Trouble("too_long", values)
        picture = message.picture
        if picture is None:
            return
        if not picture.alt:
            yield Trouble("no_alt")
        if len(picture.alt) > limits.alt:
            yield Trouble("alt_long", (("length", len(picture.alt)), ("limit", limits.alt)))
        if len(picture.content) > limits.picture:
            told = (("length", len(picture.content)), ("limit", limits.picture))
            yield Trouble("picture_heavy", told)
        if limits.types and picture.type not in limits.types:
            yield Trouble("picture_type", (("type", picture.type),))

    def groups(self, parts: int) -> Sequence[Sequence[int]]:
        return [(number,) for number in range(1, parts + 1)]

    def key(self, message: Message, part: int, round: int) -> str:
        told = (message.digest_of(part), self.account, message.post, part, round)
        return digest("mastodon", *told)

    def find(
        self, wanted: Sequence[Entry], before: Sequence[Entry], *, far: bool
    ) -> Sequence[Found | None]:
        (entry,) = wanted
        parent = before[-1].id if before else entry.to or None
        known = {one.id for one in before}
        # By what it says and answers to, never by its moment: our clock may be wrong.
        for status in self._latest(FAR if far else 1):
            if status.get("in_reply_to_id") != parent or text_of(status, "id") in known:
                continue
            if entry.to:  # whom it speaks to stands before it, and in no file
                alike = same(_unaddressed(self._text(status)), _unaddressed(entry.text))
            else:
                alike = _begins_alike(text_of(status, "content"), entry.text) and same(
                    self._text(status), entry.text
                )
            if alike:
                return [_found(status)]
        return [None]

    def _latest(self, pages: int) -> Iterator[Mapping[str, Any]]:
        """The account's statuses, the newest first."""
        oldest = None
        for _ in range(pages):
            answer = self._get(
                f"/api/v1/accounts/{quote(self.id, safe='')}/statuses",
                limit=PAGE,
                exclude_reblogs="true",
                max_id=oldest,
            )
            page = [one for one in answer.body or () if isinstance(one, dict)]
            yield from page
            if len(page) < PAGE:
                return
            oldest = text_of(page[-1], "id")

    def _text(self, status: Mapping[str, Any]) -> str:
        id = text_of(status, "id")
        if id not in self._texts:
            try:
                said = self._get(f"/api/v1/statuses/{quote(id, safe='')}/source").body
            except Rejected:  # gone since
                return ""
            self._texts[id] = text_of(said, "text")
        return self._texts[id]

    def write(
        self, message: Message, wanted: Sequence[Entry], before: Sequence[Entry]
    ) -> Sequence[Found]:
        (entry,) = wanted
        media = []
        if entry.part == 1 and message.picture:
            media = [self._upload(message.picture)]
        first = entry.part == 1
        text = f"{message.opening}{entry.text}" if first else entry.text
        told: dict[str, object] = {"status": text, "language": entry.lang or None}
        if message.visibility:
            told["visibility"] = message.visibility
        if entry.warning:
            told |= {"spoiler_text": entry.warning, "sensitive": True}
        if media:
            told["media_ids"] = media
        if parent := before[-1].id if before else message.answers:
            told["in_reply_to_id"] = parent
        headers = {"Idempotency-Key": entry.key}
        try:
            made = self.http.send("POST", "/api/v1/statuses", told, headers=headers).body
        except Rejected as refused:
            if refused.status == 404 and before and not self._is_there(before[-1].id):
                raise Rejected("gone", status=404, address=before[-1].address) from None
            raise
        id = text_of(made, "id")
        if not id:
            raise Unsure("half_answer", host=self.http.base)
        try:
            return [_found(self._get(f"/api/v1/statuses/{quote(id, safe='')}").body)]
        except Rejected as refused:
            if refused.status == 404:  # what the spam filter takes is answered, never kept
                raise Rejected("vanished", status=404, host=self.http.base) from None
            raise Unsure(refused.wording, **refused.values) from None

    def _is_there(self, id: str) -> bool:
        """Raises NetworkError."""
        try:
            self._get(f"/api/v1/statuses/{quote(id, safe='')}")
        except Rejected as refused:
            if refused.status == 404:
                return False
            raise
        return True

    def answer(self, message: Message) -> str:
        return ""

    def change(self, message: Message, part: Part, first: Part) -> None:
        """An edit, in which everything is said again."""
        number, id = part.last.part, quote(part.last.id, safe="")
        there = self._get(f"/api/v1/statuses/{id}").body
        attached = there.get("media_attachments") if isinstance(there, dict) else None
        media, alts = [], []
        if number == 1 and message.picture:
            pictures = (one.partition("+")[2] for one in (message.digest_of(1), part.last.digest))
            if attached and len(set(pictures)) == 1:
                media = [text_of(attached[0], "id")]
                alts = [{"id": media[0], "description": message.picture.alt}]
            else:
                media = [self._upload(message.picture)]
        warning = message.warning_of(number)
        told: dict[str, object] = {
            "status": message.parts[number - 1],
            "language": message.lang,
            "spoiler_text": warning,
            "sensitive": bool(warning),
            "media_ids": media,
        }
        if alts:
            told["media_attributes"] = alts
        self.http.send("PUT", f"/api/v1/statuses/{id}", told)

    def remove(self, part: Part) -> None:
        try:
            self.http.send("DELETE", f"/api/v1/statuses/{quote(part.last.id, safe='')}")
        except Rejected as refused:
            if refused.status != 404:
                raise

    def _upload(self, picture: Attached) -> str:
        """The id of a picture once the server has made of it what readers get."""
        boundary = uuid4().hex
        made = self.http.ask(
            "POST",
            "/api/v2/media",
            _form(picture, boundary),
            f"multipart/form-data; boundary={boundary}",
        )
        id = text_of(made.body, "id")
        waited = 0.0
        while made.status in (202, 206):
            if waited >= POLLS:
                raise Rejected("still_processing", seconds=POLLS)
            self.clock.sleep(1)
            waited += 1
            made = self._get(f"/api/v1/media/{quote(id, safe='')}")
        return id

    def _get(self, path: str, **query: object) -> Answer:
        return asked_again(lambda: self.http.get(path, **query), self.clock)


def same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one).strip() == unicodedata.normalize("NFC", other).strip()


def _unaddressed(text: str) -> str:
    return _SPOKEN_TO.sub("", text, count=1)


def text_of(body: object, name: str) -> str:
    value = body.get(name) if isinstance(body, dict) else None
    return value if isinstance(value, str) else ""


def _begins_alike(html: str, text: str) -> bool:
    """Whether it is worth asking for the text behind the HTML."""
    shown = unescape(_TAG.sub(" ", html))
    return _letters(shown)[:12] == _letters(text)[:12]


def _letters(text: str) -> str:
    return regex.sub(r"[^\p{L}\p{N}]+", "", unicodedata.normalize("NFC", text))


def _found(status: object) -> Found:
    id = text_of(status, "id")
    if not id:
        raise Unsure("half_answer", host="")
    return Found(id=id, address=text_of(status, "url") or text_of(status, "uri"))


def _form(picture: Attached, boundary: str) -> bytes:
    """A form of one file and its alternative text (RFC 7578)."""
    end = picture.type.partition("/")[2] or "bin"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="description"\r\n\r\n'
        f"{picture.alt}\r\n--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="picture.{end}"\r\n'
        f"Content-Type: {picture.type}\r\n\r\n"
    )
    return head.encode() + picture.content + f"\r\n--{boundary}--\r\n".encode()
