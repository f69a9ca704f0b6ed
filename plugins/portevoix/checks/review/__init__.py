"""Reviews: what the rules find on each post, kept while nothing that they depend on changes."""

from portevoix.checks.review.cache import Cache
from portevoix.checks.review.check import check_subject
from portevoix.checks.review.context import ReviewContext, review_context
from portevoix.checks.review.post_review import PostReview
from portevoix.checks.review.review import (
    check_post,
    pictures_stand,
    report_of,
    review_basis,
    review_key,
    review_posts,
    translations_of,
)

__all__ = [
    "Cache",
    "PostReview",
    "ReviewContext",
    "check_post",
    "check_subject",
    "pictures_stand",
    "report_of",
    "review_basis",
    "review_context",
    "review_key",
    "review_posts",
    "translations_of",
]
