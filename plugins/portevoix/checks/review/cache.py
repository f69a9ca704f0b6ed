"""Reviews kept between two runs, by content; a file that does not hold is as good as none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from portevoix.cache.checksummed import read_record, write_record
from portevoix.checks.review.post_review import PostReview
from portevoix.values import dataclass

_VERSION = 3
_MAX_BYTES = 200_000_000


@dataclass(slots=True)
class Cache:
    """What earlier runs found, by file, each under the key of its review."""

    known: Mapping[str, object] = field(default_factory=dict)  # as read
    kept: dict[str, object] = field(default_factory=dict)  # to write
    run: Mapping[str, object] = field(default_factory=dict)  # the last whole run
    changed: bool = False

    @classmethod
    def read(cls, path: Path) -> Cache:
        """What an earlier run wrote; an empty cache where nothing sound was."""
        try:
            if path.stat().st_size > _MAX_BYTES:
                return cls()
        except OSError:
            return cls()
        stored = read_record(path)
        if not isinstance(stored, dict) or stored.get("version") != _VERSION:
            return cls()
        reviews, run = stored.get("reviews"), stored.get("run")
        if not isinstance(reviews, dict) or not isinstance(run, dict):
            return cls()
        return cls(known=reviews, run=run)

    def review(self, file: str, key: str) -> PostReview | None:
        """What was found on a file under this very key."""
        stored = self.known.get(file)
        if not isinstance(stored, dict) or stored.get("key") != key:
            return None
        try:
            review = PostReview.from_json(file, stored)
        except ValueError:
            return None
        self.kept[file] = stored
        return review

    def keep(self, key: str, review: PostReview) -> None:
        self.changed = True
        stored: dict[str, object] = {"key": key}
        self.kept[review.file] = stored | dict(review.to_json())

    def whole_run(self, key: str) -> list[PostReview] | None:
        """What a run over all posts found under this very key."""
        keys = self.run.get("reviews")
        if self.run.get("key") != key or not isinstance(keys, dict):
            return None
        reviews = [self.review(file, of_file) for file, of_file in keys.items()]
        found = [one for one in reviews if one is not None]
        return found if len(found) == len(reviews) else None

    def keep_whole_run(self, key: str, reviews: Iterable[PostReview]) -> None:
        """Note a run over all posts, whose reviews are kept."""
        self.changed = True
        keys = {one.file: _key(self.kept.get(one.file)) for one in reviews}
        self.run = {"key": key, "reviews": keys}
        self.known = {}  # posts that are gone are forgotten

    def write(self, path: Path) -> None:
        """Write what this run knows, whole or not at all; a folder that refuses is no fault."""
        if self.changed:
            reviews = {**self.known, **self.kept}
            write_record(path, {"version": _VERSION, "reviews": reviews, "run": self.run})


def _key(stored: object) -> str:
    return str(stored["key"]) if isinstance(stored, dict) else ""
