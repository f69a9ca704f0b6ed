"""One post checked alone: what its review depends on, and nothing else."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from portevoix.checks import (
    RULES,
    CheckSettings,
    Finding,
    PostReview,
    ReviewContext,
    RuleFailure,
    Severity,
    Source,
    check_post,
    pictures_stand,
    report_of,
    review_context,
    review_key,
    review_posts,
    translations_of,
)
from portevoix.checks.sources import read_standalone_post
from portevoix.diagnostics import Diagnostics
from portevoix.posts.post import Post

from .maker import site

_FR = "---\ntitle: Piscine\nslug: piscine\ndate: 2026-02-03\n{more}---\nVenez. [ici](/a/)\n"
_EN = "---\ntitle: Pool\nslug: pool\nlang: en\ntranslation_of: piscine\ndate: {day}\n---\nCome.\n"
_CONSENT = (
    "picture: {file: b.jpg, alt: Le bassin, credit: Service, licence: CC BY 4.0, "
    "people: recognisable, consent: C-1, consent_until: 2026-04-10}\n"
)
DAY = date(2026, 3, 1)


def source_of(root: Path, today: date = DAY) -> Source:
    return Source(site=site(), settings=CheckSettings(), today=today, root=root)


def post_of(text: str, file: str, root: Path) -> Post:
    (root / file).write_text(text, "utf-8")
    post = read_standalone_post(text, file, source_of(root), Diagnostics())
    assert post is not None and post.digest
    return post


def test_a_review_comes_back_from_json_as_it_was(tmp_path: Path) -> None:
    """Findings, exceptions and pictures; what is no review is refused."""
    text = _FR.format(more=_CONSENT) + "\n<!-- charte: ignorer R13 – voulu -->\n[ici](/b/)\n"
    review = check_post(post_of(text, "a.md", tmp_path), review_context(source_of(tmp_path)))
    assert review.findings and review.suppressions and review.pictures
    stored = json.loads(json.dumps(review.to_json()))
    assert PostReview.from_json("a.md", stored) == review
    wrong: object
    for wrong in (None, [], {}, {**stored, "findings": [["R01"]]}, {**stored, "pictures": []}):
        with pytest.raises(ValueError):
            PostReview.from_json("a.md", wrong)
    failed = replace(review, failures=(RuleFailure(rule="R01", file="a.md", error="x"),))
    with pytest.raises(ValueError):
        failed.to_json()


def test_equal_keys_mean_equal_reviews_whatever_the_day(tmp_path: Path) -> None:
    """The key turns on the days that a rule declares, and only then."""
    post = post_of(_FR.format(more=_CONSENT), "a.md", tmp_path)
    by_key: dict[str, set[PostReview]] = {}
    for n in range(120):
        context = review_context(source_of(tmp_path, DAY + timedelta(days=n)))
        by_key.setdefault(review_key(post, context), set()).add(check_post(post, context))
    assert [len(reviews) for reviews in by_key.values()] == [1, 1, 1]
    assert len(set.union(*by_key.values())) == 3
    plain = post_of(_FR.format(more=""), "b.md", tmp_path)
    days = (date(2020, 1, 1), DAY, date(2040, 1, 1))
    keys = {review_key(plain, review_context(source_of(tmp_path, day))) for day in days}
    assert len(keys) == 1


def test_a_translation_that_changes_turns_the_key_of_its_original_alone(tmp_path: Path) -> None:
    """Posts that have no other language ask nothing of their neighbours."""
    french = post_of(_FR.format(more=""), "a.md", tmp_path)
    english = post_of(_EN.format(day="2026-02-03"), "b.md", tmp_path)
    late = post_of(_EN.format(day="2026-02-09"), "b.md", tmp_path)
    alone = post_of(_FR.format(more="").replace("piscine", "autre"), "c.md", tmp_path)
    context = review_context(source_of(tmp_path))

    def keys(*posts: Post) -> dict[str, str]:
        near = translations_of(posts)
        return {one.file: review_key(one, context, near.get(one.file, ())) for one in posts}

    before, after = keys(french, english, alone), keys(french, late, alone)
    assert {file for file in before if before[file] != after[file]} == {"a.md", "b.md"}


def test_a_picture_that_changes_is_seen_without_reading_the_post(tmp_path: Path) -> None:
    picture = tmp_path / "b.jpg"
    picture.write_bytes(b"one")
    post = post_of(_FR.format(more="") + "![Bassin](b.jpg)\n", "a.md", tmp_path)
    context = review_context(source_of(tmp_path))
    review = check_post(post, context)
    assert pictures_stand(review, context)
    os.utime(picture, (1, 1))
    assert not pictures_stand(review, context)
    picture.unlink()
    assert not pictures_stand(review, context)


def test_the_key_turns_with_the_settings_and_the_site(tmp_path: Path) -> None:
    post = post_of(_FR.format(more=""), "a.md", tmp_path)
    source = source_of(tmp_path)
    contexts: list[ReviewContext] = [
        review_context(source),
        review_context(replace(source, settings=CheckSettings(most_emojis=1))),
        review_context(replace(source, settings=CheckSettings(severities={"R13": Severity.NOTE}))),
        review_context(replace(source, site=site(lang="en"))),
        review_context(source, RULES[1:]),
        review_context(source, code="another"),
    ]
    assert len({review_key(post, context) for context in contexts}) == len(contexts)


def test_a_rule_sees_beyond_its_post_only_what_it_declares(tmp_path: Path) -> None:
    """Else its findings could change while the key of their review stays."""
    late = post_of(_EN.format(day="2026-02-09"), "b.md", tmp_path)
    french = post_of(_FR.format(more=""), "a.md", tmp_path)
    ended = post_of(_FR.format(more=_CONSENT), "c.md", tmp_path)
    blind = tuple(replace(rule, beyond=frozenset(), changes_on=None) for rule in RULES)
    source = source_of(tmp_path, date(2026, 5, 1))

    def rules_of(context: ReviewContext) -> tuple[set[str], set[str]]:
        near = translations_of((late, french))
        found: list[Finding] = []
        failed: set[str] = set()
        for post in (late, french, ended):
            review = check_post(post, context, near.get(post.file, ()))
            found += review.findings
            failed |= {one.rule for one in review.failures}
        return {one.rule for one in found}, failed

    seen, failed = rules_of(review_context(source))
    assert {"R18", "R30"} <= seen and not failed
    seen, failed = rules_of(review_context(source, blind))
    assert not {"R18", "R30"} & seen and failed == {"R30"}


def test_the_reviews_of_each_post_make_the_report_of_all(tmp_path: Path) -> None:
    """In whatever order they come."""
    texts = [_FR.format(more="").replace("piscine", f"p{n}") for n in range(3)]
    posts = [post_of(text, f"p{n}.md", tmp_path) for n, text in enumerate(texts)]
    context = review_context(source_of(tmp_path))
    reviews = review_posts(posts, context)
    report = report_of(reviews)
    assert report == report_of(reversed([check_post(post, context) for post in posts]))
    assert [one.order for one in report.findings] == sorted(one.order for one in report.findings)
    (alone,) = review_posts(posts, context, only=["p1.md"])
    assert alone == reviews[1]
