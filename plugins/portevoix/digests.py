"""Digests: 32 letters that change with any of the parts they are made of."""

from __future__ import annotations

from hashlib import blake2b

_BYTES = 16


def digest(*parts: object) -> str:
    """The digest of texts, numbers and plain values, each told apart from the next.

    Parts are told by their `repr`, which quotes texts: as fast as Python goes with many of them.
    Give the `digest_of` large bytes instead of the bytes.
    """
    return blake2b(repr(parts).encode(), digest_size=_BYTES).hexdigest()


def digest_of(content: bytes) -> str:
    """The digest of a file's content."""
    return blake2b(content, digest_size=_BYTES).hexdigest()
