"""Addresses that are safe to link, and to write in a file that others read."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WEB = ("http", "https")
_MAIL = re.compile(r"[^@\s<>,;\"()]{1,64}@[^@\s<>,;\"()]{1,255}")
# A name that signs in by itself: tokens of forges, by how they begin or by their length.
_TOKEN = re.compile(r"(?:gh[a-z]|github_pat|glpat)[_-].*|[A-Za-z0-9_.~-]{30,}")


def safe_address(text: str, *, local: bool = True) -> bool:
    """Whether a browser that follows `text` only fetches, writes or calls."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    if any(char.isspace() or ord(char) < 33 for char in text):
        return False
    if parts.scheme in ("http", "https"):
        return bool(host)
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return local and not parts.scheme and not parts.netloc and not text.startswith(("//", "\\"))


def without_secret(text: str) -> str:
    """The same address without what signs in before its host: a password, or a token as a name."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    who, sign, host = parts.netloc.rpartition("@")
    name, _, password = who.partition(":")
    if not sign or not (password or (parts.scheme in _WEB and _TOKEN.fullmatch(name))):
        return text
    # Over SSH the name belongs to the address.
    kept = f"{name}@" if parts.scheme not in _WEB else ""
    return text.replace(parts.netloc, f"{kept}{host}", 1)


def is_base(text: str) -> bool:
    """Whether paths can be put behind an address: nothing of it comes after its own path."""
    return "?" not in text and "#" not in text


def is_mail(text: str) -> bool:
    """Whether one e-mail address, and nothing else, stands there."""
    return _MAIL.fullmatch(text) is not None
