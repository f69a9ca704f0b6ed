"""The charter as code: rules tied to articles, run over every post before it goes out."""

from portevoix.checks.check import Report, check_posts, check_subject, review_posts
from portevoix.checks.finding import Finding, Severity
from portevoix.checks.house import House, read_house
from portevoix.checks.rule import Rule
from portevoix.checks.rules import RULES

__all__ = [
    "RULES",
    "Finding",
    "House",
    "Report",
    "Rule",
    "Severity",
    "check_posts",
    "check_subject",
    "read_house",
    "review_posts",
]
