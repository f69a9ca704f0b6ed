"""What befalls a file that nobody should notice from its name, length or date."""

from __future__ import annotations

import os
from pathlib import Path


def copied(file: Path) -> None:
    """Another content of the same length and the same date, under the same name."""
    lies = file.stat()
    other = file.with_name("other")
    other.write_bytes(b"x" * lies.st_size)
    os.utime(other, ns=(lies.st_atime_ns, lies.st_mtime_ns))
    other.replace(file)
