"""What a preview keeps in memory from one build to the next; a command that builds once starts with
an empty one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any, TypeVar

from portevoix.building.prepare import Known
from portevoix.cache.store import Store
from portevoix.edition import PostKeys, PostPicture, post_keys
from portevoix.posts import Post, PostCache
from portevoix.values import dataclass

T = TypeVar("T")
_Shown = tuple[
    str, PostPicture | None, bool
]  # digest of a body, picture, whether it was taken down


@dataclass(kw_only=True)
class Session:
    store: Store
    known: Known = field(init=False)
    posts: PostCache = field(default_factory=PostCache)
    _keys: dict[str, tuple[Post, _Shown, PostKeys]] = field(default_factory=dict)  # by slug
    _last: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = Known(self.store, self.posts)

    def keys(self, post: Post, body: str, picture: PostPicture | None, *, bare: bool) -> PostKeys:
        """The digests of a post whose body has the digest `body`."""
        kept = self._keys.get(post.slug)
        if kept is not None and kept[0] is post and kept[1] == (body, picture, bare):
            return kept[2]
        recalled = self.known.keys_of(post.slug) if picture is None and not bare else None
        keys = PostKeys(*recalled) if recalled else post_keys(post, body, picture, bare=bare)
        self._keys[post.slug] = post, (body, picture, bare), keys
        return keys

    def keep(self) -> None:
        """Keep what is known of each post, for the next command: once its keys are known too."""
        self.posts.write(self._beside, self.known.take_learnt())

    def _beside(self, post: Post) -> Any:
        kept = self._keys.get(post.slug)
        if kept is None or kept[1][1:] != (None, False):
            return self.known.to_keep(post)
        _, (body, *_), keys = kept
        return self.known.to_keep(post, body, (keys.listed, keys.whole))

    def once(self, name: str, key: object, make: Callable[[], T]) -> T:
        """What was last made under a name, as long as it was made of the same `key`."""
        kept = self._last.get(name)
        if kept is not None and kept[0] == key:
            found: T = kept[1]
            return found
        made = make()
        self._last[name] = key, made
        return made
