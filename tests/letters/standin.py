"""A strict stand-in for listmonk 6.2.0, written from its documentation and from `validateCampaignFields`
and `parseAuthHeader` of its source: no binary of it can be had where tests run."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

_FROM = re.compile(r"((.+?)\s)?<(.+?)@(.+?)>")
_KNOWN = {
    *("name", "subject", "lists", "from_email", "type", "content_type", "messenger", "body"),
    *("altbody", "template_id", "tags"),
}


@dataclass
class Listmonk:
    """What the server holds; tests read it."""

    url: str = ""
    campaigns: list[dict[str, Any]] = field(default_factory=list)
    templates: list[dict[str, Any]] = field(
        default_factory=lambda: [{"id": 1, "name": "Default campaign template", "type": "campaign"}]
    )
    fails: list[int] = field(default_factory=list)  # statuses to answer next, in order

    def campaign(self, body: dict[str, Any]) -> str:
        """What is wrong with a campaign."""
        if set(body) - _KNOWN:
            return f"unknown {set(body) - _KNOWN}"
        if not _FROM.fullmatch(body["from_email"]):
            return "Invalid `from_email`."
        if not 1 <= len(body["name"]) <= 2000 or not 1 <= len(body["subject"]) <= 5000:
            return "Invalid length for `name`."
        if not body["lists"] or not all(isinstance(one, int) for one in body["lists"]):
            return "Invalid list IDs."
        if body["template_id"] not in [one["id"] for one in self.templates]:
            return "Template not found."
        left = re.sub(r"\{\{ (?:UnsubscribeURL|Safe \"(?:[^\"\\]|\\.)*\") \}\}", "", body["body"])
        return "Error compiling campaign body." if "{{" in left else ""


class _Handler(BaseHTTPRequestHandler):
    holds: Listmonk

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def _answer(self, method: str) -> None:
        holds = self.holds
        if holds.fails:
            return self._say(holds.fails.pop(0), {"message": "panne"})
        if self.headers.get("Authorization") != "token porte-voix:secret":
            return self._say(403, {"message": "invalid API credentials"})
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        if (method, parts.path) == ("GET", "/api/campaigns"):
            results = holds.campaigns if query.get("per_page") == ["all"] else holds.campaigns[:20]
            return self._say(200, {"data": {"results": results, "total": len(results)}})
        if (method, parts.path) == ("GET", "/api/templates"):
            return self._say(200, {"data": holds.templates})
        if (method, parts.path) == ("POST", "/api/templates"):
            if '{{ template "content" . }}' not in body["body"]:
                return self._say(400, {"message": "The placeholder should appear exactly once."})
            holds.templates.append({"id": len(holds.templates) + 1, **body})
            return self._say(200, {"data": holds.templates[-1]})
        if wrong := holds.campaign(body):
            return self._say(400, {"message": wrong})
        if (method, parts.path) == ("POST", "/api/campaigns"):
            holds.campaigns.append({"id": len(holds.campaigns) + 1, "status": "draft", **body})
            return self._say(200, {"data": holds.campaigns[-1]})
        number = int(parts.path.rpartition("/")[2])
        found = next(one for one in holds.campaigns if one["id"] == number)
        if found["status"] not in ("draft", "paused", "scheduled"):
            return self._say(400, {"message": "Cannot update a running or a finished campaign."})
        found.update(body)
        return self._say(200, {"data": found})

    def _say(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def listmonk() -> Iterator[Listmonk]:
    holds = Listmonk()
    handler = type("Handler", (_Handler,), {"holds": holds})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        holds.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield holds
        finally:
            server.shutdown()
