"""Lines of iCalendar files (RFC 5545), by what they hold: text escaped, long lines folded."""

from __future__ import annotations

from collections.abc import Iterable

FOLD = 75  # octets of a line, RFC 5545 §3.1


def text_line(name: str, text: str) -> str:
    """A TEXT property with its signs escaped (RFC 5545 §3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return f"{name}:" + text.replace("\r\n", "\n").replace("\n", "\\n")


def render_lines(lines: Iterable[str]) -> bytes:
    return b"".join(map(folded, lines))


def folded(line: str) -> bytes:
    """A content line cut at 75 octets, never within a character, each end CRLF."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        raw = character.encode()
        if len(part) + len(raw) > (FOLD if not parts else FOLD - 1):  # a space starts the others
            parts.append(part)
            part = b""
        part += raw
    parts.append(part)
    return b"\r\n ".join(parts) + b"\r\n"
