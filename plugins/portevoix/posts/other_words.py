"""What keeps a text from readers, as people call it in other words or in other programs: unheard, it would
be published."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.yaml_text import Yaml

_MEANT: Mapping[str, str] = {
    "brouillon": "draft",
    "brouillons": "draft",
    "ébauche": "draft",
    "ebauche": "draft",
    "is_draft": "draft",
    "isdraft": "draft",
    "wip": "draft",
    "publié": "published",
    "publie": "published",
    "interne": "audience",
    "internal": "audience",
    "privé": "audience",
    "prive": "audience",
    "private": "audience",
    "confidentiel": "audience",
    "confidential": "audience",
    "expire": "expires",
    "expiration": "expires",
    "expirydate": "expires",
}


def meant(key: str, value: Yaml) -> str:
    """The key of ours that another word stands for; "" for other words, and for one that says no."""
    found = _MEANT.get(key.casefold(), "")
    says_no = value is None or (value is False and found != "published")
    return "" if says_no else found
