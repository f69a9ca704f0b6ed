"""A stand-in for a Mastodon server, as strict as Mastodon 4.5.8 is: what it refuses, this refuses.

Tests give it faults: what becomes of the next calls, before or after they are done.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from email.policy import HTTP
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from portevoix.networks import NETWORKS

LIMIT, ALT, MEDIA = 500, 1500, 4
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif")
_LANG = re.compile(r"[a-z]{2,3}")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Fault:
    """What becomes of one call: `after` it was done or before, one answer instead of the right one."""

    match: str = "POST /api/v1/statuses"  # start of the method and path
    skip: int = 0  # calls that go well before
    times: int = 1
    after: bool = False
    status: int = 0  # 0: the connection is cut
    half: bool = False  # the right answer, cut in the middle
    headers: tuple[tuple[str, str], ...] = ()
    act: Callable[[], None] | None = None  # what else happens then


@dataclass
class Server:
    token: str = "jeton"
    username: str = "aulnes"
    slow_media: int = 0  # times that a picture is still being processed
    limit: int = LIMIT
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # Idempotency-Key → id
    faults: list[Fault] = field(default_factory=list)
    swallow: int = 0  # statuses that the spam filter answers and does not keep
    calls: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # statuses that mention us, in their order
    reads: bool = True  # whether the token may read notifications
    edits: int = 0
    now: datetime = datetime(2026, 11, 27, 14, tzinfo=UTC)
    base: str = ""
    _last: int = 1000
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def next(self) -> str:
        self._last += 1
        self.now += timedelta(seconds=1)
        return str(self._last)

    def texts(self) -> list[str]:
        return [one["text"] for one in self.statuses.values()]

    def thread(self, id: str) -> list[str]:
        """The texts of a status and of those that answer it, each the one before."""
        found = [self.statuses[id]["text"]]
        while below := [one for one in self.statuses.values() if one["in_reply_to_id"] == id]:
            assert len(below) == 1
            id = below[0]["id"]
            found.append(below[0]["text"])
        return found

    def say(
        self, who: str, text: str, *, to: str | None = None, quotes: str = "", **more: Any
    ) -> str:
        """What somebody else says: an answer, a quote, a mention; its id."""
        id = self.next()
        said = {"id": id, "created_at": self.now.isoformat(), "who": who, "quotes": quotes}
        values = self.values({"status": text, "in_reply_to_id": to, "language": "fr"})
        self.statuses[id] = {**said, **values, **more}
        if f"@{self.username}" in text:
            self.notes.append(id)
        return id

    def count(self, name: str, id: str) -> int:
        return sum(one.get(name) == id for one in self.statuses.values())

    def below(self, id: str) -> list[str]:
        """The ids of all that answers a status, and what answers that."""
        found = [one["id"] for one in self.statuses.values() if one["in_reply_to_id"] == id]
        return [*found, *(deeper for one in found for deeper in self.below(one))]

    def shown(self, status: dict[str, Any]) -> dict[str, Any]:
        hidden = ("text", "who", "quotes", "likes", "boosts")
        said = {key: value for key, value in status.items() if key not in hidden}
        who = status.get("who", self.username)
        said["account"] = {"id": "7" if who == self.username else f"id-{who}", "acct": who}
        said["replies_count"] = self.count("in_reply_to_id", status["id"])
        said["quotes_count"] = self.count("quotes", status["id"])
        said["favourites_count"] = status.get("likes", 0)
        said["reblogs_count"] = status.get("boosts", 0)
        said.setdefault("visibility", "public")
        linked = _ADDRESS.sub(
            lambda m: (
                f'<a href="{escape(m[0])}"><span class="invisible">https://</span>'
                f"<span>{escape(m[0][8:])}</span></a>"
            ),
            status["text"],
        )
        said["content"] = (
            status.get("html")
            or "<p>" + linked.replace("\n\n", "</p><p>").replace("\n", "<br />") + "</p>"
        )
        said["url"] = f"{self.base}/@{who}/{status['id']}"
        said["media_attachments"] = [self.media[one] for one in status["media"]]
        return said

    def create(self, told: dict[str, Any], key: str) -> tuple[int, Any]:
        if key in self.keys:
            status = self.statuses.get(self.keys[key])
            return (200, self.shown(status)) if status else (404, {"error": "Record not found"})
        if wrong := self.wrong(told, None):
            return wrong
        id = self.next()
        status = {"id": id, "created_at": self.now.isoformat(), **self.values(told)}
        status["visibility"] = told.get("visibility") or "public"
        if self.swallow:
            self.swallow -= 1
            return 200, self.shown(status)
        self.statuses[id] = status
        if key:
            self.keys[key] = id
        return 200, self.shown(status)

    def values(self, told: dict[str, Any]) -> dict[str, Any]:
        warning = told.get("spoiler_text") or ""
        return {
            "text": told.get("status") or "",
            "spoiler_text": warning,
            "sensitive": bool(told.get("sensitive")) or bool(warning),
            "language": told.get("language"),
            "in_reply_to_id": told.get("in_reply_to_id"),
            "media": list(told.get("media_ids") or ()),
        }

    def wrong(self, told: dict[str, Any], id: str | None) -> tuple[int, Any] | None:
        text, warning = told.get("status") or "", told.get("spoiler_text") or ""
        media = told.get("media_ids") or []
        if not text.strip() and not media:
            return 422, {"error": "Validation failed: Text can't be blank"}
        if NETWORKS["mastodon"].length(text, warning) > self.limit:
            said = f"Validation failed: Text character limit of {self.limit} exceeded"
            return 422, {"error": said}
        if len(media) > MEDIA:
            return 422, {"error": "Validation failed: Cannot attach more than 4 files"}
        taken = {
            one for key, status in self.statuses.items() if key != id for one in status["media"]
        }
        if any(one not in self.media or one in taken for one in media):
            return 422, {"error": "Validation failed: Media not found or already attached"}
        if any(self.media[one]["url"] is None for one in media):
            return 422, {"error": "Cannot attach files that have not finished processing."}
        language = told.get("language")
        if language and not _LANG.match(language):
            return 422, {"error": "Validation failed: Language is invalid"}
        parent = told.get("in_reply_to_id")
        if parent and parent not in self.statuses:
            said = "The post you are trying to reply to does not appear to exist."
            return 404, {"error": said}
        return None

    def edit(self, id: str, told: dict[str, Any]) -> tuple[int, Any]:
        status = self.statuses.get(id)
        if status is None:
            return 404, {"error": "Record not found"}
        if wrong := self.wrong(told, id):
            return wrong
        for one in told.get("media_attributes") or ():
            self.media[one["id"]]["description"] = one["description"]
        # What an edit does not say again is lost: warning, pictures.
        new = {**self.values(told), "in_reply_to_id": status["in_reply_to_id"]}
        self.edits += new != {key: status[key] for key in new}
        status |= new
        return 200, self.shown(status)

    def upload(self, content_type: str, body: bytes) -> tuple[int, Any]:
        head = f"Content-Type: {content_type}\r\n\r\n".encode()
        form = BytesParser(policy=HTTP).parsebytes(head + body)
        parts = {
            part.get_param("name", header="content-disposition"): part for part in form.iter_parts()
        }
        file = parts["file"]
        content = file.get_payload(decode=True)
        alt = _text(parts["description"].get_payload(decode=True)) if "description" in parts else ""
        if not content or file.get_content_type() not in TYPES:
            return 422, {"error": "Validation failed: File content type is invalid"}
        if len(alt) > ALT:
            return 422, {"error": f"Validation failed: Description is too long (maximum is {ALT})"}
        id = self.next()
        slow = self.slow_media
        self.media[id] = {"id": id, "type": "image", "description": alt, "bytes": len(content)}
        self.media[id] |= {"url": None if slow else "https://files.example/x", "left": slow}
        return (202 if slow else 200), self.media[id]

    def look(self, id: str) -> tuple[int, Any]:
        one = self.media.get(id)
        if one is None:
            return 404, {"error": "Record not found"}
        one["left"] = max(0, one["left"] - 1)
        if one["left"]:
            return 206, one
        one["url"] = "https://files.example/x"
        return 200, one

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: Any, body: bytes
    ) -> tuple[int, Any]:
        if path == "/api/v2/instance":
            statuses = {"max_characters": self.limit, "characters_reserved_per_url": 23}
            media = {"supported_mime_types": list(TYPES), "description_limit": ALT}
            media |= {"image_size_limit": 16777216}
            return 200, {"configuration": {"statuses": statuses, "media_attachments": media}}
        if headers.get("Authorization") != f"Bearer {self.token}":
            return 401, {"error": "The access token is invalid"}
        told = json.loads(body) if body and headers.get_content_type() == "application/json" else {}
        found = re.fullmatch(r"/api/v1/(statuses|media)/(\d+)(/source|/context|/quotes)?", path)
        if (method, path) == ("GET", "/api/v1/accounts/verify_credentials"):
            return 200, {"id": "7", "username": self.username, "acct": self.username}
        if (method, path) == ("GET", "/api/v1/accounts/7/statuses"):
            below = int(query.get("max_id") or 10**9)
            mine = [id for id, one in self.statuses.items() if "who" not in one]
            ids = sorted((int(id) for id in mine if int(id) < below), reverse=True)
            return 200, [self.shown(self.statuses[str(id)]) for id in ids[: int(query["limit"])]]
        if (method, path) == ("GET", "/api/v1/statuses"):
            asked = query["id[]"].split(",")
            if len(asked) > 20:
                return 422, {"error": "Validation failed: too many statuses"}
            return 200, [self.shown(self.statuses[id]) for id in asked if id in self.statuses]
        if (method, path) == ("GET", "/api/v1/notifications"):
            if not self.reads:
                return 403, {"error": "This action is outside the authorized scopes"}
            since = int(query.get("min_id") or 0)
            notes = [
                {"id": f"{n}", "type": "mention", "status": self.shown(self.statuses[id])}
                for n, id in enumerate(self.notes, 1)
                if n > since and id in self.statuses
            ]
            return 200, notes[: int(query["limit"])][::-1]
        if (method, path) == ("POST", "/api/v1/statuses"):
            return self.create(told, headers.get("Idempotency-Key", ""))
        if (method, path) == ("POST", "/api/v2/media"):
            return self.upload(headers["Content-Type"], body)
        if found and found[1] == "media" and method == "GET":
            return self.look(found[2])
        if found and found[1] == "statuses":
            status = self.statuses.get(found[2])
            if method == "PUT":
                return self.edit(found[2], told)
            if status is None:
                return 404, {"error": "Record not found"}
            if method == "DELETE":
                del self.statuses[found[2]]
                return 200, self.shown(status)
            if found[3] == "/context":
                deeper = [self.shown(self.statuses[id]) for id in self.below(found[2])]
                return 200, {"ancestors": [], "descendants": deeper}
            if found[3] == "/quotes":
                quoting = [one for one in self.statuses.values() if one.get("quotes") == found[2]]
                return 200, [self.shown(one) for one in quoting]
            if found[3]:
                names = ("id", "text", "spoiler_text")
                return 200, {name: status[name] for name in names}
            return 200, self.shown(status)
        return 404, {"error": "no such thing here"}


def _text(content: Any) -> str:
    return bytes(content).decode()


def fault_for(faults: list[Fault], call: str) -> Fault | None:
    for place, one in enumerate(faults):
        if call.startswith(one.match):
            if one.skip:
                faults[place] = _with(one, skip=one.skip - 1)
                continue
            if one.times > 1:
                faults[place] = _with(one, times=one.times - 1)
            else:
                del faults[place]
            return one
    return None


def _with(fault: Fault, **values: Any) -> Fault:
    return Fault(**{**fault.__dict__, **values})


@contextmanager
def running(server: Server) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def everything(self) -> None:
            parts = urlsplit(self.path)
            query = {key: ",".join(value) for key, value in parse_qs(parts.query).items()}
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            call = f"{self.command} {parts.path}"
            with server._lock:
                server.calls.append(call)
                fault = fault_for(server.faults, call)
                status, said = 0, None
                if fault is None or fault.after or fault.half:
                    status, said = server.answer(
                        self.command, parts.path, query, self.headers, body
                    )
            if fault and fault.act:
                fault.act()
            if fault and not fault.half:
                if not fault.status:
                    self.close_connection = True
                    self.connection.close()
                    return
                status, said = fault.status, {"error": f"fault {fault.status}"}
            content = json.dumps(said).encode()
            self.send_response(status)
            for name, value in fault.headers if fault else ():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if fault and fault.half else content)
            if fault and fault.half:
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = everything

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a killed client, a cut connection: what the tests are about

    listener = Quiet(("127.0.0.1", 0), Handler)
    server.base = f"http://127.0.0.1:{listener.server_address[1]}"
    thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
