"""What an export did, and what it could not do, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from portevoix.building.planned import Ahead
from portevoix.dates import long_date
from portevoix.language import say
from portevoix.planning import Standing, say_pause, say_planned
from portevoix.schedulers import Export, Note, Scheduler
from portevoix.snippets import boards_of


def report(
    made: Export,
    tool: Scheduler,
    ahead: Ahead,
    folder: Path,
    *,
    todo: Iterable[str] = (),
    offline: bool = False,
) -> Iterator[str]:
    """The files, then what `remarks` tells; `offline` is whether no address was asked."""
    lang, site = ahead.site.lang, ahead.site
    if ahead.plan.pause:
        yield say_pause(ahead.plan.pause, lang)
        yield say(lang, "planning.plan_waits", count=len(ahead.plan.held))
    for file in made.files:
        wording = "schedulers.wrote" if len(file.rows) > 1 else "schedulers.wrote_one"
        yield say(lang, wording, file=_near(folder / file.name), count=len(file.rows))
    if not made.files:
        yield say(lang, "schedulers.wrote_none")
    else:
        grade = say(lang, f"schedulers.grade_{tool.grade}")
        read = long_date(tool.checked_on, lang)
        yield say(lang, "schedulers.source", label=tool.label[lang], grade=grade, date=read)
        yield say(lang, "schedulers.zone", zone=site.zone.key)
        if tool.pictures:
            yield from _unseen(made, ahead)
            if offline and any(row.picture for file in made.files for row in file.rows):
                yield say(lang, "schedulers.offline")
    yield from remarks(made, tool, ahead, todo)


def remarks(made: Export, tool: Scheduler, ahead: Ahead, todo: Iterable[str] = ()) -> Iterator[str]:
    """What is to be known of what goes, and what does not go; `todo` is what to do about pictures that
    do not answer."""
    lang, site = ahead.site.lang, ahead.site
    labels = {key: board.network.label[lang] for key, board in boards_of(site).items()}
    if made.told:
        yield from ("", say(lang, "schedulers.told"))
        for one in made.told:
            words = say(lang, f"schedulers.told_{one.note}", value=one.value)
            yield say(
                lang,
                "schedulers.line",
                moment=f"{one.row.moment:%Y-%m-%d %H:%M}",
                label=labels.get(one.row.network, one.row.network),
                title=one.row.title,
                words=words,
            )
    if made.left:
        yield from ("", say(lang, "schedulers.left"))
        for left in made.left:
            planned = left.asked.planned
            if planned.standing is Standing.MISSED:
                continue  # told together: there may be months of them
            words = say(
                lang,
                f"schedulers.left_{left.why}",
                value=left.value,
                tool=tool.label[lang],
                standing=say_planned(planned, lang),
            )
            yield say(
                lang,
                "schedulers.line",
                moment=f"{planned.moment:%Y-%m-%d %H:%M}" if planned.moment else "–",
                label=labels.get(planned.network, planned.network),
                title=planned.post.title,
                words=words,
            )
        if missed := _missed(made):
            yield say(lang, "schedulers.left_missed", count=missed)
    yield from ("", *todo) if (todo := tuple(todo)) else ()


_NAMED = 3  # posts that are named when the pictures of many are not there yet


def _unseen(made: Export, ahead: Ahead) -> Iterator[str]:
    """Why texts go without their pictures: a post is not out yet, or the site was not built."""
    lang = ahead.site.lang
    rows = [row for file in made.files for row in file.rows]
    bare = {row.id.rpartition("/")[0] for row in rows if not row.picture}
    posts = {one.post.slug: one.post for one in ahead.plan.items if one.post.slug in bare}
    waiting = sorted(
        (post for post in posts.values() if post.draft or post.published > ahead.now),
        key=lambda post: (post.draft, post.published, post.slug),
    )
    if waiting:
        said = [
            say(lang, "schedulers.not_out_draft", title=post.title)
            if post.draft
            else say(
                lang,
                "schedulers.not_out_one",
                title=post.title,
                date=long_date(post.published.date(), lang),
            )
            for post in waiting[:_NAMED]
        ]
        if more := len(waiting) - _NAMED if len(waiting) > _NAMED else 0:
            said.append(say(lang, "schedulers.not_out_more", count=more))
        yield say(lang, "schedulers.not_out", posts="; ".join(said))
    silent = {one.row.id for one in made.told if one.note is Note.NO_ANSWER}
    seen = any(row.picture or row.id in silent for row in rows)
    if len(waiting) < len(posts) and not seen:
        yield say(lang, "schedulers.not_built")


def _missed(made: Export) -> int:
    return sum(one.asked.planned.standing is Standing.MISSED for one in made.left)


def _near(file: Path) -> str:
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()
