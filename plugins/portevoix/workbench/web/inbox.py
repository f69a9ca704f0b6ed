"""The inbox: what people said, the reply that is ready, an answer prepared, counted, sent or copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from portevoix.dates import long_moment
from portevoix.inbox import Item, State, Waiting
from portevoix.language import say
from portevoix.listening import place_of
from portevoix.locking import Busy
from portevoix.telephones import dialled
from portevoix.text import one_line
from portevoix.values import dataclass
from portevoix.workbench.answers import (
    DECISIONS,
    MOST,
    Counter,
    Ready,
    counter,
    decide,
    held_counter,
    send,
)
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door, Panel

_SHOWN = 100  # messages of one page
_REST = 30  # of those that wait for nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as the page shows it."""

    one: Waiting
    heading: str
    about: str
    due: str
    call: str  # what to do first, where somebody may be in danger
    number: str
    dialled: str  # what a telephone dials for it
    post: str  # the title of what it is about
    name: str  # of the file of that post
    ready: tuple[Ready, ...]
    answer: str  # what stands in the field
    length: str
    problems: tuple[str, ...]
    sent_here: bool
    opened: bool

    @property
    def item(self) -> Item:
        return self.one.item


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answering:
    """What somebody is about to answer; "" and nothing for all other messages."""

    id: str = ""  # of the message
    taken: str = ""  # the reply that was taken for it
    typed: str = ""
    problems: tuple[str, ...] = ()  # what keeps it from going out


def show(asked: Asked) -> Response:
    """`m` names a message and `r` a reply: taken by a link, so that no script is needed."""
    answering = _Answering(id=asked.query.get("m", ""), taken=asked.query.get("r", ""))
    return _page(asked, counter(asked.desk), answering)


def _page(asked: Asked, here: Counter, answering: _Answering) -> Response:
    some = here.waiting()
    waits = [one for one in some if one.is_open]
    rest = [one for one in some if not one.is_open]
    kept = sorted(rest, key=lambda one: one.item.id != answering.id)

    def shown(one: Waiting) -> Shown:
        return _shown(asked, here, one, answering if one.item.id == answering.id else _Answering())

    return asked.page(
        "inbox.html",
        422 if answering.problems else 200,
        used=here.used,
        waiting=[shown(one) for one in waits[:_SHOWN]],
        more=max(len(waits) - _SHOWN, 0),
        late=sum(one.late for one in waits),
        rest=[shown(one) for one in kept[:_REST]],
        decisions=[(one.value, say(asked.lang, f"inbox.state_{one}")) for one in DECISIONS],
        wrong=answering.problems,
    )


def _shown(asked: Asked, here: Counter, one: Waiting, answering: _Answering) -> Shown:
    item, lang = one.item, asked.lang
    ready = tuple(here.ready(one))
    taken = next((reply.text for reply in ready if reply.id == answering.taken), "")
    answer = answering.typed or taken
    name, post = here.posts.get(item.post, ("", None))
    sort, place = say(lang, f"inbox.sort_{item.sort}"), place_of(item, lang)
    due = ""
    if one.due and one.is_open:
        wording = "inbox.was_due" if one.late else "inbox.due"
        due = say(lang, wording, moment=long_moment(one.due, lang))
    alarm = one.alarm if one.is_open else None
    number = here.house.numbers.get(alarm, "") if alarm else ""
    return Shown(
        one=one,
        heading=say(lang, f"inbox.alarm_{alarm}")
        if alarm
        else say(lang, "inbox.heading", what=sort, place=place),
        about=long_moment(item.at, lang),
        due=due,
        call=say(lang, f"inbox.call_before_{alarm}") if alarm else "",
        number=number,
        dialled=dialled(number, here.site.profile),
        post=post.title if post else item.post,
        name=name,
        ready=ready,
        answer=answer,
        length=here.length(item, answer) if answer else "",
        problems=answering.problems,
        sent_here=here.is_sent_from_here(item),
        opened=bool(answering.id),
    )


def count(asked: Asked) -> Response:
    """What an answer that is being typed would be; nothing is written."""
    data: Any = asked.data if isinstance(asked.data, dict) else {}
    here = counter(asked.desk)
    item = here.inbox.items.get(str(data.get("id", "")))
    if item is None:
        return asked.json({}, 404)
    text = str(data.get("text", ""))[:MOST]
    return asked.json(
        {"length": here.length(item, text), "problems": here.problems(item, text) if text else []}
    )


def act(asked: Asked) -> Response:
    """Send an answer, or write what became of a message."""
    id, do, text = _said(asked, "id"), _said(asked, "do"), _said(asked, "text")[:MOST]
    text = text.replace("\r\n", "\n")

    def sent(here: Counter, item: Item) -> Response:
        problems = here.problems(item, text)
        if not problems:
            ended = send(here, item, text)
            if not ended.problem:
                return _back(asked, "workbench.said_answered")
            problems = [ended.problem]
        return _page(asked, here, _Answering(id=id, typed=text, problems=tuple(problems)))

    def decided(here: Counter, item: Item) -> Response:
        state, to = State(do), one_line(_said(asked, "to"))[:200]
        if state is State.HANDED and not to:
            problems = (asked.say("workbench.to_whom"),)
            return _page(asked, here, _Answering(id=id, typed=text, problems=problems))
        decide(here, item, state, to if state is State.HANDED else "")
        return _back(asked, "workbench.said_decided")

    return _held(asked, id, sent if do == "send" else decided if do in DECISIONS else None)


def _held(asked: Asked, id: str, run: Callable[[Counter, Item], Response] | None) -> Response:
    try:
        with held_counter(asked.desk) as here:
            item = here.inbox.items.get(id)
            if item is None or run is None:
                gone = asked.say("workbench.no_message")
                return asked.page("wrong.html", 404, mistakes=(gone,))
            return run(here, item)
    except Busy:
        return asked.page("wrong.html", 409, mistakes=(asked.say("inbox.busy"),))


def _back(asked: Asked, said: str) -> Response:
    asked.desk.running.stir()
    return asked.go("/boite", said)


def _said(asked: Asked, key: str) -> str:
    value = asked.form.get(key, "")
    return value if isinstance(value, str) else ""


INBOX = Panel(
    key="inbox",
    path="/boite",
    word="inbox.menu",
    doors=(
        Door(path="/boite", get=show, post=act),
        Door(path="/boite-compte", post=count),
    ),
)
