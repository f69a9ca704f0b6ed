"""Templates compiled once in a process: a preview would compile all of them again at each change.

The code stays in memory. On a disc it would be code that somebody else may have written.
"""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    def __init__(self) -> None:
        self.code: dict[str, tuple[str, CodeType]] = {}  # template → digest of its source, code

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.code.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.code[bucket.key] = bucket.checksum, bucket.code
