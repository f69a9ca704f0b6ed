"""Which posts each post leads to: worked out again only when what lists show of a post changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portevoix.adapters.session import Session
from portevoix.edition import Edition, key_of
from portevoix.incremental.memory import Memory
from portevoix.posts import related

_ROOM = "related"
Slugs = Mapping[str, Sequence[str]]


def nearest(edition: Edition, session: Session, memory: Memory) -> Slugs:
    """Slug → slugs, as `related` gives posts."""
    key = key_of(memory.foundation, *map(edition.key_in_list, edition.posts))

    def found() -> Slugs:
        kept = memory.store.get_json(_ROOM, key)
        if _sound(kept, {post.slug for post in edition.posts}):
            slugs: Slugs = kept
            return slugs
        made = {slug: [one.slug for one in near] for slug, near in related(edition.posts).items()}
        memory.store.put_json(_ROOM, key, made)
        return made

    return session.once(_ROOM, key, found)


def _sound(kept: Any, known: set[str]) -> bool:
    return isinstance(kept, dict) and all(
        isinstance(near, list) and known.issuperset(near) for near in kept.values()
    )
