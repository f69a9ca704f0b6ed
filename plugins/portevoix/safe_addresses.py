"""Addresses that are safe to link."""

from __future__ import annotations

from urllib.parse import urlsplit


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
