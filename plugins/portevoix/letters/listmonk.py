"""A letter as a draft campaign of listmonk: nothing leaves before a person sends it there.

API of listmonk 6.2.0: https://listmonk.app/docs/apis/campaigns/, read on 2026-11-28.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portevoix.newsletter_options import Listmonk
from portevoix.sending import Http
from portevoix.values import dataclass

VARIABLE = "PORTEVOIX_LISTMONK_TOKEN"
# A campaign stands in a template, and the usual one brings a head, a foot and a picture that counts
# readers: ours brings nothing.
TEMPLATE = "Porte-voix"
_BARE = '{{ template "content" . }}'
_OPEN = "draft"


class GoneAlready(Exception):
    """The campaign of that name left, or is about to: it is not ours to change."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class Unread(Exception):
    """What answered is no listmonk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    name: str
    subject: str
    sender: str  # « Name <address> »
    body: str
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    id: int
    new: bool

    def address(self, server: str) -> str:
        """Where a person sees it, tries it and sends it."""
        return f"{server}/admin/campaigns/{self.id}"


def draft(campaign: Campaign, options: Listmonk, token: str) -> Drafted:
    """The campaign as a draft, the one of that name changed where there is one.

    Raises GoneAlready, Unread, or NetworkError.
    """
    server = _Server(Http(options.server), {"Authorization": f"token {options.user}:{token}"})
    found = server.found(campaign.name)
    if found is not None and found.get("status") != _OPEN:
        raise GoneAlready(str(found.get("status")))
    body = {
        "name": campaign.name,
        "subject": campaign.subject,
        "lists": list(options.lists),
        "from_email": campaign.sender,
        "type": "regular",
        "content_type": "html",
        "messenger": "email",
        "body": campaign.body,
        "altbody": campaign.text,
        "template_id": options.template or server.template(),
        "tags": ["porte-voix"],
    }
    if found is None:
        return Drafted(_number(server.send("POST", "/api/campaigns", body)), new=True)
    number = _number(found)
    server.send("PUT", f"/api/campaigns/{number}", body)
    return Drafted(number, new=False)


@dataclass(frozen=True, slots=True)
class _Server:
    http: Http
    headers: Mapping[str, str]

    def send(self, method: str, path: str, body: object = None) -> Any:
        answer = self.http.send(method, path, body, headers=self.headers).body
        if not isinstance(answer, dict) or "data" not in answer:
            raise Unread
        return answer["data"]

    def found(self, name: str) -> Mapping[str, Any] | None:
        """The campaign of that very name, a draft before any other."""
        data = self.send("GET", "/api/campaigns?per_page=all&no_body=true")
        results = data.get("results") if isinstance(data, dict) else None
        if not isinstance(results, list):
            raise Unread
        same = [one for one in results if isinstance(one, dict) and one.get("name") == name]
        return next((one for one in same if one.get("status") == _OPEN), same[0] if same else None)

    def template(self) -> int:
        known = self.send("GET", "/api/templates?no_body=true")
        if not isinstance(known, list):
            raise Unread
        for one in known:
            if isinstance(one, dict) and one.get("name") == TEMPLATE:
                return _number(one)
        made = {"name": TEMPLATE, "type": "campaign", "body": _BARE}
        return _number(self.send("POST", "/api/templates", made))


def _number(value: object) -> int:
    found = value.get("id") if isinstance(value, dict) else None
    if not isinstance(found, int):
        raise Unread
    return found
