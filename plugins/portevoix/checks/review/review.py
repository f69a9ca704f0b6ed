"""Review posts one by one, each with a key of all that its review depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from portevoix.checks.findings import Report
from portevoix.checks.review.cache import Cache
from portevoix.checks.review.check import check_subject
from portevoix.checks.review.context import ReviewContext
from portevoix.checks.review.post_review import PostReview
from portevoix.checks.rule import Beyond
from portevoix.checks.sources import picture_states, subject_of_post
from portevoix.posts import Post


def check_post(
    post: Post, context: ReviewContext, translations: tuple[Post, ...] = ()
) -> PostReview:
    """What the rules find on one post, given with its body; `translations` is its entry of
    `translations_of`.

    It is the same for the same `review_key`, as long as `pictures_stand`.
    """
    source = context.source
    subject = subject_of_post(post, source, translations=translations)
    review = check_subject(subject, context.rules)
    targets = [image.target for image in subject.document.images]
    if post.picture:
        targets.append(post.picture.file)
    return replace(review, pictures=picture_states(post.file, targets, source.root, source.docs))


def pictures_stand(review: PostReview, context: ReviewContext) -> bool:
    """Whether the files of a post's pictures lie as they did when it was reviewed."""
    source = context.source
    if not review.pictures:
        return True
    states = picture_states(review.file, review.pictures, source.root, source.docs)
    return states == review.pictures


def review_key(post: Post, context: ReviewContext, translations: tuple[Post, ...] = ()) -> str:
    """Changes with all that the review of a post depends on but the files of its pictures.

    Beside the post and the context: its translations, and the days from which a rule finds
    something else, each where a rule declares that it looks there. A post read from a file needs
    no body here, its digest tells it.
    """
    parts = (review_basis(post, context, translations), _words_of(post), post.state.value)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def review_basis(post: Post, context: ReviewContext, translations: tuple[Post, ...] = ()) -> str:
    """What of its `review_key` does not come from the post itself."""
    parts = [context.digest]
    if Beyond.TRANSLATIONS in context.beyond:
        parts += [_as_translation(one) for one in translations if one.file != post.file]
    for rule in context.dated:
        if rule.changes_on:
            reached = [day for day in rule.changes_on(post) if day <= context.source.today]
            parts.append(f"{rule.id} {max(reached, default=date.min)}")
    return "\0".join(parts)


def translations_of(posts: Iterable[Post]) -> Mapping[str, tuple[Post, ...]]:
    """By the file of each post that has any: the post in all its languages, itself included."""
    families: dict[str, list[Post]] = {}
    for post in posts:
        families.setdefault(post.translation_of or post.slug, []).append(post)
    found: dict[str, tuple[Post, ...]] = {}
    for family in families.values():
        if len(family) > 1:
            ordered = tuple(sorted(family, key=lambda post: (post.lang, post.slug)))
            found |= dict.fromkeys((post.file for post in family), ordered)
    return found


def review_posts(
    posts: Sequence[Post],
    context: ReviewContext,
    *,
    cache: Cache | None = None,
    only: Iterable[str] | None = None,
) -> list[PostReview]:
    """The review of each post of a site, or of those whose file is among `only`.

    `posts` are all posts of the site; the caller writes the `cache`.
    """
    wanted = None if only is None else set(only)
    translations = translations_of(posts)
    reviews = []
    for post in posts:
        if wanted is not None and post.file not in wanted:
            continue
        others = translations.get(post.file, ())
        key = review_key(post, context, others) if cache else ""
        review = cache.review(post.file, key) if cache else None
        if review is None or not pictures_stand(review, context):
            review = check_post(post, context, others)
            if cache and not review.failures:
                cache.keep(key, review)
        reviews.append(review)
    return reviews


def report_of(reviews: Iterable[PostReview]) -> Report:
    """Several reviews as one report, in a total order."""
    ordered = sorted(reviews, key=lambda review: review.file)
    findings = [one for review in ordered for one in review.findings]
    hidden = [one for review in ordered for one in review.suppressions]
    if any(one.file == other.file for one, other in pairwise(ordered)):
        findings.sort(key=lambda one: one.order)  # else those of each file are in order already
        hidden.sort(key=lambda one: (one.file, one.line, one.rule))
    return Report(
        findings=tuple(findings),
        suppressions=tuple(hidden),
        failures=tuple(sorted(one for review in ordered for one in review.failures)),
    )


def _words_of(post: Post) -> str:
    """Of all that a post says: of its file, where that is known, and of what comes from elsewhere."""
    if not post.digest:
        return repr(post) + post.body
    moments = f"{post.published.isoformat()} {post.updated.isoformat()}"
    signed = " ".join(map(_signed, post.authors))
    return f"{post.file} {post.digest} {post.slug} {moments} {post.translation_of} {signed}"


_signed = lru_cache(maxsize=1000)(repr)


def _as_translation(post: Post) -> str:
    return (
        f"{post.file} {post.slug} {post.lang} {post.translation_of} {post.published} {post.updated}"
    )
