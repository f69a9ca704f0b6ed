"""Which posts each post leads to: worked out again only when what that depends on changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portevoix.building.session import Session
from portevoix.cache.store import Store
from portevoix.digests import digest
from portevoix.posts import Post, related

_ROOM = "related"
Slugs = dict[str, tuple[str, ...]]


def related_slugs(
    posts: Sequence[Post], keys: Sequence[str], foundation: str, session: Session, store: Store
) -> Slugs:
    """Slug → slugs, as `related` gives posts; `keys` tell what lists show of each post."""
    key = digest(foundation, *keys)

    def found() -> Slugs:
        kept = store.get_json(_ROOM, key)
        if _sound(kept, {post.slug for post in posts}):
            return {slug: tuple(near) for slug, near in kept.items()}
        made = {slug: tuple(one.slug for one in near) for slug, near in related(posts).items()}
        store.put_json(_ROOM, key, made)
        return made

    return session.once(_ROOM, key, found)


def _sound(kept: Any, known: set[str]) -> bool:
    return isinstance(kept, dict) and all(
        isinstance(near, list) and known.issuperset(near) for near in kept.values()
    )
