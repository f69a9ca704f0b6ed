"""Plain lengths, in the units of Unicode's own encodings."""

from __future__ import annotations


def utf16_units(text: str) -> int:
    """UTF-16 code units: what most sites count, and the larger number where a network is silent."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
