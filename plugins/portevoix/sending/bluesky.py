"""Bluesky: records that we name ourselves, a whole thread in one change, links marked by us.

Seen with the network's own server, @atproto/pds 0.5.35: it counts and checks little of a post, so
that what is wrong must be found here; a key in use is answered with a bare 500.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from datetime import UTC, datetime
from typing import Any

from portevoix.digests import digest
from portevoix.networks import Network
from portevoix.sending.cids import cid_of, tid
from portevoix.sending.clock import Clock
from portevoix.sending.facets import facets_of
from portevoix.sending.http import Answer, Http, NetworkError, Rejected, Unsure
from portevoix.sending.ledger import Entry, Part
from portevoix.sending.mastodon import same, text_of
from portevoix.sending.message import Attached, Message
from portevoix.sending.outlet import Found, Trouble
from portevoix.sending.retries import asked_again
from portevoix.sending.standard import (
    DOCUMENT,
    POST,
    PUBLICATION,
    document_record,
    publication_key,
    publication_record,
)
from portevoix.values import dataclass

THUMB = 1_000_000  # bytes: app.bsky.embed.external, `thumb.maxSize`
_TITLE, _DESCRIPTION = 300, 1000  # characters of a card: more is shown nowhere


@dataclass(slots=True)
class Bluesky:
    """One account on one server."""

    http: Http
    account: str  # @ville.example
    network: Network
    clock: Clock
    password: str = field(repr=False, default="")
    did: str = ""
    _dids: dict[str, str] = field(default_factory=dict)

    @property
    def handle(self) -> str:
        return self.account.lstrip("@").lower()

    def open(self) -> None:
        told = {"identifier": self.handle, "password": self.password}
        made = asked_again(
            lambda: self.http.send("POST", "/xrpc/com.atproto.server.createSession", told),
            self.clock,
        ).body
        if text_of(made, "handle").lower() != self.handle:
            found = text_of(made, "handle")
            raise Rejected("other_account", account=self.account, found=f"@{found}")
        self.did = text_of(made, "did")
        self.http.token = text_of(made, "accessJwt")
        if not self.did or not self.http.token:
            raise Unsure("half_answer", host=self.http.base)

    def troubles(self, message: Message) -> Sequence[Trouble]:
        return list(self._troubles(message))

    def _troubles(self, message: Message) -> Iterator[Trouble]:
        for number, text in enumerate(message.parts, 1):
            if self.network.excess(text):
                told = (
                    ("part", number),
                    ("length", self.network.count(text)),
                    ("limit", self.network.limit),
                )
                yield Trouble("too_long", told)
        thumb = message.card.thumb if message.card else None
        if thumb and len(thumb.content) > THUMB:
            yield Trouble("picture_heavy", (("length", len(thumb.content)), ("limit", THUMB)))

    def groups(self, parts: int) -> Sequence[Sequence[int]]:
        return [tuple(range(1, parts + 1))]

    def key(self, message: Message, part: int, round: int) -> str:
        return self._key(message, part, f"{round}")

    def _key(self, message: Message, part: int, turn: str) -> str:
        """Of the post's own moment: two machines that do not know of each other say the same."""
        said = int(digest("bluesky", self.account, message.post, turn), 16)
        within = said % 900_000 + part
        return tid(message.stamp * 1_000_000 + within, said >> 40)

    def find(
        self, wanted: Sequence[Entry], before: Sequence[Entry], *, far: bool
    ) -> Sequence[Found | None]:
        found: list[Found | None] = []
        for entry in wanted:
            record = self._record(entry.key)
            if record is None:
                found.append(None)
            elif same(text_of(record.get("value"), "text"), entry.text):
                found.append(self._found(entry.key))
            else:
                raise Rejected("other_text", address=self._found(entry.key).address)
        return found

    def _record(self, key: str) -> dict[str, Any] | None:
        try:
            body = self._get(
                "com.atproto.repo.getRecord", repo=self.did, collection=POST, rkey=key
            ).body
        except Rejected as refused:
            if refused.status in (400, 404) and "RecordNotFound" in str(refused.values):
                return None
            raise
        if not isinstance(body, dict) or not text_of(body, "cid"):
            raise Unsure("half_answer", host=self.http.base)
        return body

    def write(
        self, message: Message, wanted: Sequence[Entry], before: Sequence[Entry]
    ) -> Sequence[Found]:
        writes: list[dict[str, Any]] = []
        root = parent = None
        if message.answers and not before:
            root, parent = self._answered(message.answers)
        beside = self._beside(message, wanted[0].key)
        for entry in wanted:
            record = self._post(entry.text, entry.lang, entry.at)
            if entry.part == 1 and message.card:
                record["embed"] = self._card(message)
                if beside:
                    record["embed"]["external"]["associatedRefs"] = beside
            if root:
                record["reply"] = {"root": root, "parent": parent}
            parent = {"uri": self._uri(entry.key), "cid": cid_of(record)}
            root = root or parent
            writes.append(_create(entry.key, record))
        self._apply(writes)
        if beside and root:
            self._announce(message, wanted[0].key, root)
        return [self._found(entry.key) for entry in wanted]

    def _answered(self, uri: str) -> tuple[dict[str, str], dict[str, str]]:
        """The first message of a conversation, and the one of it that is answered."""
        repo, _, key = uri.removeprefix("at://").split("/")[:3]
        there = self._get("com.atproto.repo.getRecord", repo=repo, collection=POST, rkey=key).body
        parent = {"uri": text_of(there, "uri"), "cid": text_of(there, "cid")}
        if not parent["cid"]:
            raise Unsure("half_answer", host=self.http.base)
        reply = there.get("value", {}).get("reply")
        root = reply.get("root") if isinstance(reply, dict) else None
        if isinstance(root, dict) and text_of(root, "uri") and text_of(root, "cid"):
            return {"uri": text_of(root, "uri"), "cid": text_of(root, "cid")}, parent
        return parent, parent

    def _beside(self, message: Message, key: str) -> list[dict[str, str]]:
        """The post as a document of the site, and the site itself, in place before what names them:
        the same record put twice is put once."""
        if message.document is None:
            return []
        site = self._put(
            PUBLICATION,
            publication_key(message.document.site),
            publication_record(message.document),
        )
        document = self._put(DOCUMENT, key, document_record(message.document, site["uri"]))
        return [document, site]

    def _announce(self, message: Message, key: str, post: dict[str, str]) -> None:
        """Have the document name the post that announces it. Without it readers miss a link back,
        and nothing else: no reason to say that the post did not go."""
        if message.document is None:
            return
        site = f"at://{self.did}/{PUBLICATION}/{publication_key(message.document.site)}"
        with suppress(NetworkError):
            self._put(DOCUMENT, key, document_record(message.document, site, post))

    def _put(self, collection: str, key: str, record: dict[str, Any]) -> dict[str, str]:
        told = {"repo": self.did, "collection": collection, "rkey": key, "record": record}
        made = asked_again(
            lambda: self.http.send("POST", "/xrpc/com.atproto.repo.putRecord", told), self.clock
        ).body
        uri, cid = text_of(made, "uri"), text_of(made, "cid")
        if not uri or not cid:
            raise Unsure("half_answer", host=self.http.base)
        return {"uri": uri, "cid": cid}

    def _apply(self, writes: Sequence[dict[str, Any]]) -> None:
        told = {"repo": self.did, "validate": True, "writes": list(writes)}
        self.http.send("POST", "/xrpc/com.atproto.repo.applyWrites", told)

    def _post(self, text: str, lang: str, at: datetime) -> dict[str, Any]:
        record: dict[str, Any] = {
            "$type": POST,
            "text": text,
            "createdAt": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }
        if lang:
            record["langs"] = [lang]
        if facets := facets_of(text, self._did_of):
            record["facets"] = facets
        return record

    def _did_of(self, handle: str) -> str:
        if handle not in self._dids:
            try:
                said = self._get("com.atproto.identity.resolveHandle", handle=handle).body
                self._dids[handle] = text_of(said, "did")
            except Rejected:
                self._dids[handle] = ""
        return self._dids[handle]

    def _card(self, message: Message) -> dict[str, Any]:
        card = message.card
        assert card is not None
        external: dict[str, Any] = {
            "uri": card.url,
            "title": card.title[:_TITLE],
            "description": card.description[:_DESCRIPTION],
        }
        if card.thumb:
            external["thumb"] = self._upload(card.thumb)
        return {"$type": "app.bsky.embed.external", "external": external}

    def _upload(self, picture: Attached) -> dict[str, Any]:
        path = "/xrpc/com.atproto.repo.uploadBlob"
        # The same content is the same blob: nothing comes of asking twice.
        made = asked_again(
            lambda: self.http.ask("POST", path, picture.content, picture.type), self.clock
        ).body
        blob = made.get("blob") if isinstance(made, dict) else None
        if not isinstance(blob, dict):
            raise Unsure("half_answer", host=self.http.base)
        return blob

    def answer(self, message: Message) -> str:
        return self._found(self._key_of_answer(message)).address

    def _key_of_answer(self, message: Message) -> str:
        """The same for all parts: a thread that changed is answered once."""
        said = digest(*(message.digest_of(n) for n in range(1, len(message.parts) + 1)))
        return self._key(message, 100, f"answer {said}")

    def change(self, message: Message, part: Part, first: Part) -> None:
        """Nothing is edited: readers of bsky.app may go on seeing the old text. The first message
        is answered with one that says what changed."""
        key = self._key_of_answer(message)
        if self._record(key) is not None:  # for another part, or at an earlier try
            return
        there = self._record(first.last.key)
        if there is None:
            raise Rejected("gone", address=first.last.address)
        root = {"uri": text_of(there, "uri"), "cid": text_of(there, "cid")}
        self._announce(message, first.last.key, root)
        record = self._post(message.correction, message.lang, self.clock.now())
        record["reply"] = {"root": root, "parent": root}
        self._apply([_create(key, record)])

    def remove(self, part: Part) -> None:
        # Of what is not there the server says that it is gone.
        for address in part.below:
            self._delete(POST, address.rpartition("/")[2])
        if part.last.part == 1:
            self._delete(DOCUMENT, part.last.key)
        self._delete(POST, part.last.key)

    def _delete(self, collection: str, key: str) -> None:
        told = {"repo": self.did, "collection": collection, "rkey": key}
        self.http.send("POST", "/xrpc/com.atproto.repo.deleteRecord", told)

    def _uri(self, key: str) -> str:
        return f"at://{self.did}/{POST}/{key}"

    def _found(self, key: str) -> Found:
        address = f"https://bsky.app/profile/{self.handle}/post/{key}"
        return Found(id=self._uri(key), address=address)

    def _get(self, name: str, **query: object) -> Answer:
        return asked_again(lambda: self.http.get(f"/xrpc/{name}", **query), self.clock)


def _create(key: str, record: dict[str, Any]) -> dict[str, Any]:
    return {
        "$type": "com.atproto.repo.applyWrites#create",
        "collection": POST,
        "rkey": key,
        "value": record,
    }
