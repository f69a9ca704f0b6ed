"""Threads: one post told in several parts, each within the limit, numbered, one link in all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portevoix.snippets.fitting import Fitted, Layout, Pieces, fit
from portevoix.snippets.snippet import Dropped
from portevoix.snippets.template import Line, Template

FEWEST_POINTS = 3  # fewer are left out rather than made a thread of
_OPENING = Line(texts=("", " ", ""), names=("opening", "message"))
_LINK = Line(texts=("", ""), names=("link",))
_POINT = (Line(texts=("", ""), names=("context",)),)  # context: no lead sign before it
_HASHTAGS = (Line(texts=("", ""), names=("hashtags",)),)
_ASKED = ("question", "call")  # where the network's own template asks for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    texts: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()
    excess: int = 0
    hashtags: tuple[str, ...] = ()


def number(place: int, total: int) -> str:
    return f"{place}/{total} "


def thread(layout: Layout, pieces: Pieces) -> Told:
    """The message, each point, then what is asked.

    The link goes with the message: the first part is the one that people see and pass on.
    """
    head = ((_OPENING,), (_line_with_link(layout.template),))
    asked = tuple(name for name in _ASKED if name in layout.template.names and pieces.get(name))
    total = 1 + len(pieces["points"]) + bool(asked)

    def part(
        place: int, paragraphs: tuple[tuple[Line, ...], ...], said: Pieces, cut: str
    ) -> Fitted:
        own = replace(
            layout,
            template=Template(paragraphs=paragraphs),
            before=number(place, total),
            give_up=tuple(name for name in layout.give_up if name != cut),
            may_shorten=cut,
            warning=layout.warning if place == 1 else "",
        )
        return fit(own, said)

    fitted = [part(1, head, pieces, layout.may_shorten)]
    for place, point in enumerate(pieces["points"], 2):
        last = place == total  # then the hashtags have no better place
        said = {"context": (point,), "hashtags": pieces.get("hashtags", ()) if last else ()}
        fitted.append(part(place, (_POINT, _HASHTAGS) if last else (_POINT,), said, "context"))
    if asked:
        tail = tuple((Line(texts=("", ""), names=(name,)),) for name in asked)
        fitted.append(part(total, (*tail, _HASHTAGS), pieces, ""))
    return Told(
        texts=tuple(one.text for one in fitted),
        dropped=tuple(
            replace(piece, part="points") if piece.part == "context" else piece
            for one in fitted
            for piece in one.dropped
        ),
        excess=max(one.excess for one in fitted),
        hashtags=fitted[-1].pieces.get("hashtags", ()),
    )


def _line_with_link(template: Template) -> Line:
    """The network's own line for the link, unless it says something else too."""
    line = template.line_of("link")
    return line if line.names == ("link",) else _LINK
