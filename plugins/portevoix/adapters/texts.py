"""The texts for networks of all posts: known to fit, composed when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.incremental.store import Store, digest
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import Snippet, compose_all

_ROOM, _FITS = "fits", b"yes"


class Texts(Mapping[str, tuple[Snippet, ...]]):
    """Slug → snippets. Composing a post that `tried` let through raises nothing."""

    def __init__(self, site: Site, posts: Sequence[Post]) -> None:
        self._site = site
        self._posts = {post.slug: post for post in posts}
        self._made: dict[str, tuple[Snippet, ...]] = {}

    def __getitem__(self, slug: str) -> tuple[Snippet, ...]:
        if slug not in self._made:
            self._made[slug] = compose_all(self._site, self._posts[slug])
        return self._made[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._posts)

    def __len__(self) -> int:
        return len(self._posts)

    def tried(self, store: Store, foundation: str) -> Texts:
        """These texts, once each post is known to fit: composed now, or by an earlier build.

        Raises DiagnosticsError with the mistakes of all posts.
        """
        mistakes: list[Diagnostic] = []
        known = store.all(_ROOM)
        networks = repr(self._site.networks)
        for slug, post in self._posts.items():
            key = digest(foundation, post.digest, slug, repr(post.authors), networks)
            if post.digest and known.get(key) == _FITS:
                store.use(_ROOM, key)
                continue
            try:
                self[slug]
                store.put(_ROOM, key, _FITS)
            except DiagnosticsError as found:
                mistakes += found.mistakes
        if mistakes:
            raise DiagnosticsError(mistakes)
        return self
