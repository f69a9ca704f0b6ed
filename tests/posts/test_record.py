"""A post kept as a record is the same post, its body apart."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import Diagnostics
from portevoix.posts.front_matter import body_of
from portevoix.posts.kinds import KINDS, Detail, Value
from portevoix.posts.known import Known
from portevoix.posts.post import (
    Answer,
    Author,
    Call,
    Intention,
    Link,
    Measure,
    Picture,
    Post,
    Share,
    Update,
)
from portevoix.posts.read_post import read_post
from portevoix.posts.record import from_record, to_record
from portevoix.site import Organisation, Site

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("America/Toronto")
AUTHORS = {key: Author(key=key, name=key.title()) for key in ("voirie", "loisirs", "eau")}

texts = st.text(max_size=12)
lists = st.lists(texts, max_size=3).map(tuple)
days = st.none() | st.dates(date(1970, 1, 1), date(2199, 12, 31))
moments = st.integers(0, 4_000_000_000_000_000).map(
    lambda micros: (
        EPOCH + timedelta(microseconds=micros // 10**6 * 10**6 if micros % 2 else micros)
    ).astimezone(ZONE)
)


def value_of(detail: Detail) -> st.SearchStrategy[object]:
    if detail.value is Value.MOMENT:
        return moments
    if detail.value is Value.LINKS:
        return st.lists(st.builds(Link, title=texts, url=texts), max_size=2).map(tuple)
    if detail.value is Value.UPDATES:
        return st.lists(st.builds(Update, at=moments, text=texts), max_size=2).map(tuple)
    return texts


@st.composite
def posts(draw: st.DrawFn) -> Post:
    kind = draw(st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.key)))
    made = st.builds(
        Post,
        kind=st.just(kind),
        lines=st.dictionaries(texts, st.integers(1, 9_999), max_size=4),
        published=moments,
        updated=moments,
        expires=st.none() | moments,
        authors=st.lists(st.sampled_from(sorted(AUTHORS.values(), key=str)), max_size=2).map(tuple),
        intention=st.builds(
            Intention,
            message=texts,
            objective=texts,
            call=st.none() | st.builds(Call, text=texts, url=texts, until=days),
            measure=st.none() | st.builds(Measure, indicator=texts, target=texts, review_on=days),
        ),
        picture=st.none() | st.builds(Picture, file=texts, alt=texts, consent_until=days),
        share=st.dictionaries(
            texts, st.builds(Share, text=texts, wanted=st.booleans(), at=st.none() | moments)
        ),
        answers=st.lists(st.builds(Answer, comment=texts, answer=texts), max_size=2).map(tuple),
        details=st.fixed_dictionaries(
            {}, optional={one.name: value_of(one) for one in kind.details}
        ),
        body=st.just(""),
        **dict.fromkeys(("categories", "tags", "points", "hashtags", "aliases"), lists),
    )
    return draw(made)


@given(post=posts())
def test_any_post_comes_back_from_its_record(post: Post) -> None:
    record = json.loads(json.dumps(to_record(post)))
    assert from_record(record, authors=AUTHORS, zone=ZONE) == post


FRONT = "---\ntitle: Un\ndate: 2026-03-02\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{FRONT}\n\nCorps.\n",
        "\n\n---\ntitle: Un\ndate: 2026-11-01 01:30\nupdated: 2026-11-02T09:00:00.25+01:00\n---\nCorps.",
        "---\ndate: 2026-03-02\n---\n\n# Un\n\n\nCorps.\r\nSuite.\n",
        "---\ndate: 2026-03-02\n---\n# Un",
        FRONT.rstrip("\n"),
        f"\ufeff{FRONT}Corps.\n\n---\n\nFin.\n",
    ],
)
def test_a_body_is_found_in_its_file_again(text: str) -> None:
    """With its record and its file, a post that was read is whole."""
    site = Site(
        url="https://b.exemple.org/",
        name="B",
        description="B",
        zone=ZONE,
        organisation=Organisation(name="O"),
    )
    known = Known(site=site, authors=AUTHORS, networks=())
    diagnostics = Diagnostics()
    content = text.encode()
    post = read_post(content, file="a.md", known=known, diagnostics=diagnostics)
    assert post is not None, diagnostics.mistakes
    kept = from_record(to_record(post), authors=AUTHORS, zone=ZONE)
    assert replace(kept, body=body_of(content, kept.body_line)) == post
