"""The texts for networks of all posts, composed from the posts when somebody asks for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence

from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import Snippet, compose_all

MOST = 160  # posts whose texts stay at hand: more than any feed shows


class Texts(Mapping[str, tuple[Snippet, ...]]):
    """Slug → snippets: nothing but posts and a site says what they are.

    Composing raises nothing: of each post it was tried before.
    """

    def __init__(self, site: Site, posts: Sequence[Post]) -> None:
        self._site = site
        self._posts = {post.slug: post for post in posts}
        self._last: OrderedDict[str, tuple[Snippet, ...]] = OrderedDict()

    def __getitem__(self, slug: str) -> tuple[Snippet, ...]:
        found = self._last.get(slug)
        if found is None:
            found = self._last[slug] = compose_all(self._site, self._posts[slug])
            if len(self._last) > MOST:
                self._last.popitem(last=False)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._posts)

    def __len__(self) -> int:
        return len(self._posts)
