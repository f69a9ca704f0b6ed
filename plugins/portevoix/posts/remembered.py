"""Posts that were read before and need not be read again: an editor saves one at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from portevoix.posts.post import Post
from portevoix.posts.read_post import Known


@dataclass(kw_only=True)
class Remembered:
    """By file, with a digest of what they were read from; only those that nothing was said of."""

    _known: Known | None = None
    _posts: dict[str, tuple[bytes, Post]] = field(default_factory=dict)

    def start(self, known: Known) -> None:
        """All are forgotten when what is known of the site is not the same any more."""
        if known != self._known:
            self._posts.clear()
            self._known = known

    def get(self, file: str, content: bytes) -> Post | None:
        kept = self._posts.get(file)
        return kept[1] if kept is not None and kept[0] == _digest(content) else None

    def put(self, file: str, content: bytes, post: Post) -> None:
        self._posts[file] = _digest(content), post


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()
