"""Posts that a reader of one post may want next, by shared tags and words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

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
        scores: dict[int, float] = {}
        score_of = scores.get
        for term in terms[n]:
            if weight := weights.get(term):
                for other in places[term]:
                    scores[other] = score_of(other, 0.0) + weight
        scores.pop(n, None)
        chosen[post.slug] = tuple(islice(_nearest(scores, post, posts), most))
    return chosen


def _nearest(scores: Mapping[int, float], post: Post, posts: Sequence[Post]) -> Iterator[Post]:
    # A stable sort of the places by score: among equals the first, which is the newest. Sums that
    # are equal but for their last bits are made so; `round` takes three times as long.
    rounded = {other: int(scores[other] * 1e9 + 0.5) for other in sorted(scores)}
    for other in sorted(rounded, key=rounded.__getitem__, reverse=True):
        found = posts[other]
        if found.lang == post.lang and found.slug != post.translation_of:
            yield found


def _terms(post: Post) -> list[str]:
    tags = {f"#{slugify(tag)}" for tag in post.tags}
    words = {slugify(word) for word in _WORD.findall(f"{post.title} {post.summary}")}
    return sorted(tags | words)  # sums of fractions depend on their order
