"""Posts that a reader of one post may want next, by shared tags and words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import regex

from portevoix.posts.post import Post
from portevoix.posts.slug import slugify

_WORD = regex.compile(r"\p{L}{4,}")
_TAG_WEIGHT = 3.0  # a tag was chosen by a person; a word only stands there
# A term in very many posts tells little and would make the search quadratic: past this many
# posts it is left out.
_COMMON = 200


def related(posts: Sequence[Post], *, most: int = 3) -> Mapping[str, tuple[Post, ...]]:
    """Slug → at most `most` posts of the same language, nearest first, newest among equals."""
    terms = [_terms(post) for post in posts]
    places: dict[str, list[int]] = defaultdict(list)
    for n, found in enumerate(terms):
        for term in found:
            places[term].append(n)
    weights = {
        term: weight * math.log(len(posts) / len(where))
        for term, where in places.items()
        if 1 < len(where) <= _COMMON
        for weight in (_TAG_WEIGHT if term.startswith("#") else 1.0,)
    }
    chosen: dict[str, tuple[Post, ...]] = {}
    for n, post in enumerate(posts):
        scores: Counter[int] = Counter()
        for term in terms[n]:
            if weight := weights.get(term):
                for other in places[term]:
                    scores[other] += weight  # type: ignore[assignment]
        chosen[post.slug] = tuple(posts[other] for other in _best(scores, n, post, posts, most))
    return chosen


def _best(
    scores: Counter[int], this: int, post: Post, posts: Sequence[Post], most: int
) -> Iterable[int]:
    near = (
        (-round(score, 9), other)
        for other, score in scores.items()
        if other != this
        and score > 0
        and posts[other].lang == post.lang
        and posts[other].slug != post.translation_of
    )
    return [other for _, other in sorted(near)[:most]]


def _terms(post: Post) -> list[str]:
    tags = {f"#{slugify(tag)}" for tag in post.tags}
    words = {slugify(word) for word in _WORD.findall(f"{post.title} {post.summary}")}
    return sorted(tags | words)
