"""Run as a program: a picture from standard input, made fit to keep, to standard output.

In a process of its own, so that a file that is slow to open, or that a decoder dies of, takes nothing
with it.
"""

from __future__ import annotations

import json
import sys

from portevoix.pictures import Unreadable, described, published

WIDEST = 2400  # pixels: enough for a card of any format, and for a screen that is fine


def main() -> int:
    content = sys.stdin.buffer.read()
    told: dict[str, object]
    made = b""
    try:
        before = described(content)
        copy = published(content, widest=WIDEST)
        made = copy.content
        told = {
            "type": copy.type,
            "width": copy.width,
            "height": copy.height,
            "was": [before.width, before.height],
            "turned": before.turned,
            "gps": before.has_gps,
            "metadata": before.has_metadata,
        }
    except Unreadable as error:
        told = {
            "reason": error.reason,
            "facts": {key: str(one) for key, one in error.facts.items()},
        }
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
