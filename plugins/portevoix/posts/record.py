"""A post as a compact list that JSON keeps exactly, without its body.

What posts share (kinds, authors, the names of their keys) is shared again once read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from portevoix.posts.kinds import KINDS, Kind, Value
from portevoix.posts.post import (
    Answer,
    Author,
    Call,
    Detailed,
    Intention,
    Link,
    Measure,
    Picture,
    Post,
    Share,
    Update,
)

Record = list[Any]  # of text, numbers, booleans, None and lists of them

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_INTENTION = Intention()


def to_record(post: Post) -> Record:
    """All of a post but its body. Its moments are those of one zone, the site's."""
    return [
        [  # the file
            post.file,
            _shape(list(post.lines)),  # few shapes of front matter serve a site
            list(post.lines.values()),
            post.body_line,
            post.words,
            post.digest,
            post.front_digest,
        ],
        [  # what everybody's list shows
            post.title,
            post.slug,
            _moment(post.published),
            None if post.updated == post.published else _moment(post.updated),
            post.lang,
            post.told_in,
            post.kind.key,
            [author.key for author in post.authors],
            list(post.categories),
            list(post.tags),
        ],
        [  # what it says
            post.description,
            None if post.message == post.description else post.message,
            None if post.summary == post.description else post.summary,
            list(post.points),
            post.question,
            _intention(post.intention),
            list(post.hashtags),
            _picture(post.picture),
        ],
        [  # what few posts have
            [
                [
                    *(key, one.text, one.wanted, _moment(one.at)),
                    *(one.thread, one.warning, one.comment),
                ]
                for key, one in post.share.items()
            ],
            [[answer.comment, answer.answer] for answer in post.answers],
            [[name, _detail(value)] for name, value in post.details.items()],
            post.translation_of,
            list(post.aliases),
            _moment(post.expires),
            post.draft,
            post.audience,
            list(post.names),
            post.searched,
        ],
    ]


def from_record(record: Record, *, authors: Mapping[str, Author], zone: ZoneInfo) -> Post:
    """The post that a record was made of, its body left empty; `zone` is the site's.

    Raises KeyError for an author or a kind that is known no more.
    """
    of_file, of_list, said, rare = record
    file, keys, numbers, body_line, words, digest, front_digest = of_file
    title, slug, published, updated, lang, told_in, kind_key, signed, categories, tags = of_list
    description, message, summary, points, question, intention, hashtags, picture = said
    share, answers, details, translation_of, aliases, expires, draft, audience, names, searched = (
        rare
    )
    kind = KINDS[kind_key]
    went_out = _read_moment(published, zone)
    return Post(
        file=file,
        lines=dict(zip(_names(keys), numbers, strict=True)),
        body_line=body_line,
        title=title,
        slug=slug,
        published=went_out,
        updated=went_out if updated is None else _read_moment(updated, zone),
        lang=lang,
        told_in=told_in,
        kind=kind,
        authors=tuple([authors[key] for key in signed]),
        categories=tuple(categories),
        tags=tuple(tags),
        description=description,
        message=description if message is None else message,
        summary=description if summary is None else summary,
        points=tuple(points),
        question=question,
        intention=_NO_INTENTION if intention is None else _read_intention(intention),
        hashtags=tuple(hashtags),
        picture=None if picture is None else _read_picture(picture),
        share={
            key: Share(
                text=text,
                wanted=wanted,
                at=_read_maybe(at, zone),
                thread=thread,
                warning=warning,
                comment=comment,
            )
            for key, text, wanted, at, thread, warning, comment in share
        },
        answers=tuple([Answer(comment=comment, answer=answer) for comment, answer in answers]),
        details=_read_details(details, kind, zone) if details else {},
        translation_of=translation_of,
        aliases=tuple(aliases),
        expires=_read_maybe(expires, zone),
        draft=draft,
        audience=audience,
        names=tuple(names),
        searched=searched,
        words=words,
        digest=digest,
        front_digest=front_digest,
    )


_PARTED = "|"


def _shape(names: list[str]) -> str | list[str]:
    """As one text, which is shared once read, unless a key has that sign in its name."""
    text = _PARTED.join(names)
    return text if text.count(_PARTED) == len(names) - 1 else names


def _names(shape: str | list[str]) -> tuple[str, ...]:
    return _shared_names(shape) if isinstance(shape, str) else tuple(shape)


@lru_cache(maxsize=1024)
def _shared_names(text: str) -> tuple[str, ...]:
    return tuple(text.split(_PARTED))


def _moment(moment: datetime | None) -> int | list[int] | None:
    """Seconds since 1970 in UTC, and microseconds where somebody wrote some."""
    if moment is None:
        return None
    since = moment - _EPOCH
    seconds = since.days * 86_400 + since.seconds
    return [seconds, since.microseconds] if since.microseconds else seconds


def _read_moment(written: int | list[int], zone: ZoneInfo) -> datetime:
    if isinstance(written, int):
        return _moment_at(zone, written)
    return _moment_at(zone, *written)


@lru_cache(maxsize=10_000)  # many posts share a day
def _moment_at(zone: ZoneInfo, seconds: int, microseconds: int = 0) -> datetime:
    # Not `fromtimestamp`, which knows nothing before 1970 on Windows.
    return (_EPOCH + timedelta(0, seconds, microseconds)).astimezone(zone)


def _read_maybe(written: int | list[int] | None, zone: ZoneInfo) -> datetime | None:
    return None if written is None else _read_moment(written, zone)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _intention(intention: Intention) -> Record | None:
    if intention == _NO_INTENTION:
        return None
    call, measure = intention.call, intention.measure
    return [
        intention.message,
        intention.objective,
        call and [call.text, call.url, _day(call.until)],
        measure and [measure.indicator, measure.target, _day(measure.review_on)],
    ]


def _read_intention(written: Record) -> Intention:
    message, objective, call, measure = written
    return Intention(
        message=message,
        objective=objective,
        call=call and Call(text=call[0], url=call[1], until=_read_day(call[2])),
        measure=measure
        and Measure(indicator=measure[0], target=measure[1], review_on=_read_day(measure[2])),
    )


def _picture(picture: Picture | None) -> Record | None:
    if picture is None:
        return None
    return [
        picture.file,
        picture.alt,
        picture.decorative,
        picture.credit,
        picture.licence,
        picture.people,
        picture.minors,
        picture.consent,
        _day(picture.consent_until),
        list(picture.focus),
    ]


def _read_picture(written: Record) -> Picture:
    file, alt, decorative, credit, licence, people, minors, consent, *rest = written
    consent_until, focus = rest
    return Picture(
        file=file,
        alt=alt,
        decorative=decorative,
        credit=credit,
        licence=licence,
        people=people,
        minors=minors,
        consent=consent,
        consent_until=_read_day(consent_until),
        focus=(int(focus[0]), int(focus[1])),
    )


def _detail(value: Detailed) -> object:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, tuple):
        return [
            [one.title, one.url] if isinstance(one, Link) else [_moment(one.at), one.text]
            for one in value
        ]
    return value


def _read_details(written: Iterable[Record], kind: Kind, zone: ZoneInfo) -> dict[str, Detailed]:
    values = {detail.name: detail.value for detail in kind.details}
    return {name: _READERS[values[name]](value, zone) for name, value in written}


_READERS: Mapping[Value, Callable[[Any, ZoneInfo], Detailed]] = {
    Value.TEXT: lambda written, zone: str(written),
    Value.MOMENT: _read_moment,
    Value.ADDRESS: lambda written, zone: str(written),
    Value.REFERENCE: lambda written, zone: str(written),
    Value.LINKS: lambda written, zone: tuple(Link(title=title, url=url) for title, url in written),
    Value.UPDATES: lambda written, zone: tuple(
        Update(at=_read_moment(at, zone), text=text) for at, text in written
    ),
    Value.CHOICE: lambda written, zone: str(written),
}
