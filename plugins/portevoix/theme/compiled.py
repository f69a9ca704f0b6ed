"""Templates compiled once: a preview would compile all of them again at each change, a command at
each start.

The code of our own templates lies where Python keeps that of our own modules: who could change it
there could change us. That of an organisation's templates stays in memory: beside a site it would
be code that somebody else may have written.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

_MAKERS = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-jinja-{jinja2.__version__}"


class Compiled(BytecodeCache):
    def __init__(self, ours: Path) -> None:
        self.ours = ours  # the folder of the templates whose code may be kept on the disc
        self.code: dict[str, tuple[str, CodeType]] = {}  # template → digest of its source, code
        self.files: dict[str, Path] = {}  # template → where its code is kept

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        if filename is not None and Path(filename).is_relative_to(self.ours):
            key = self.get_cache_key(name, filename)
            self.files[key] = Path(cache_from_source(self.ours / f"{key}.py"))
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.code.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif file := self.files.get(bucket.key):
            bucket.code = _read(file, self._label(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is None:
            return
        self.code[bucket.key] = bucket.checksum, bucket.code
        file = self.files.get(bucket.key)
        if file is not None and not sys.dont_write_bytecode:
            _write(file, self._label(bucket) + marshal.dumps(bucket.code))

    @staticmethod
    def _label(bucket: Bucket) -> bytes:
        """Of what and by what the code was made; the key holds where the template lies."""
        return f"{_MAKERS}\n{bucket.key}\n{bucket.checksum}\n".encode()


def _read(file: Path, label: bytes) -> CodeType | None:
    try:
        content = file.read_bytes()
        if not content.startswith(label):
            return None
        code = marshal.loads(content[len(label) :])
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return code if isinstance(code, CodeType) else None


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all; where nothing can be written, the next start compiles again."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as held:
                held.write(content)
            draft.replace(file)
        except OSError:
            draft.unlink()
            raise
