"""The name of a record on the AT protocol: SHA-256 over DAG-CBOR, both as atproto.com/specs/data-model
has them. We need it before the server gives it: each message of a thread names the one before."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_DAG_CBOR, _SHA_256 = b"\x01\x71", b"\x12\x20"


def cid_of(record: object) -> str:
    """The CID of a record given as JSON has it (`{"$link": …}` for links)."""
    hashed = hashlib.sha256(encoded(record)).digest()
    return "b" + _base32(_DAG_CBOR + _SHA_256 + hashed)


def encoded(value: object) -> bytes:
    """DAG-CBOR: shortest heads, keys by length then by byte, links as tag 42. No floats: records
    have none."""
    if value is None:
        return b"\xf6"
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, str):
        content = value.encode()
        return _head(3, len(content)) + content
    if isinstance(value, list | tuple):
        return _head(4, len(value)) + b"".join(map(encoded, value))
    if isinstance(value, Mapping):
        if set(value) == {"$link"}:
            link = b"\x00" + _bytes_of(value["$link"])
            return b"\xd8\x2a" + _head(2, len(link)) + link
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return _head(5, len(keys)) + b"".join(encoded(key) + encoded(value[key]) for key in keys)
    raise TypeError(f"no record holds {value!r}")


def tid(microseconds: int, clock: int) -> str:
    """A key as atproto.com/specs/tid has it: sorts by time; `clock` is below 1024."""
    number = (microseconds & (2**53 - 1)) << 10 | clock & 1023
    return "".join(_SORTABLE[number >> shift & 31] for shift in range(60, -1, -5))


def _head(kind: int, number: int) -> bytes:
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 24:
            return bytes([kind << 5 | number])
        if number < 1 << 8 * size:
            return bytes([kind << 5 | code]) + number.to_bytes(size, "big")
    raise ValueError("a record holds no number that large")


def _base32(content: bytes) -> str:
    return base64.b32encode(content).decode().lower().rstrip("=")


def _bytes_of(cid: str) -> bytes:
    text = cid[1:].upper()
    return base64.b32decode(text + "=" * (-len(text) % 8))
