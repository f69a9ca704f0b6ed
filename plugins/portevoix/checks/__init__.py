"""The charter as code: rules tied to articles, run over every post before it goes out.

Others import from here, or from the face of one of the rooms.
"""

from portevoix.checks.findings import Finding, Report, RuleFailure, Severity
from portevoix.checks.review import (
    Cache,
    PostReview,
    ReviewContext,
    check_post,
    pictures_stand,
    report_of,
    review_basis,
    review_context,
    review_key,
    review_posts,
    translations_of,
)
from portevoix.checks.rule import Rule
from portevoix.checks.rules import RULES, RULES_BY_ARTICLE
from portevoix.checks.settings import CheckSettings, read_check_settings
from portevoix.checks.sources import Source, composer

__all__ = [
    "RULES",
    "RULES_BY_ARTICLE",
    "Cache",
    "CheckSettings",
    "Finding",
    "PostReview",
    "Report",
    "ReviewContext",
    "Rule",
    "RuleFailure",
    "Severity",
    "Source",
    "check_post",
    "composer",
    "pictures_stand",
    "read_check_settings",
    "report_of",
    "review_basis",
    "review_context",
    "review_key",
    "review_posts",
    "translations_of",
]
