"""Names of hosts that documents use and that no site has."""

from __future__ import annotations

# Names that nobody can own: RFC 2606, and RFC 6761 for "localhost".
RESERVED = ("example.org", "example.com", "example.net", "example", "invalid", "localhost", "test")


def is_reserved(host: str) -> bool:
    """Whether a host is one that documents use, and that no site has."""
    return any(host == name or host.endswith(f".{name}") for name in RESERVED)
