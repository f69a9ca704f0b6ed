"""Threads: one post told in several parts, each within the limit, numbered, one link in all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portevoix.snippets.fitting import Fitted, Layout, Pieces, fit
from portevoix.snippets.snippet import Dropped
from portevoix.snippets.template import Line, Template

FEWEST_POINTS = 2
_OPENING = Line(texts=("", " ", ""), names=("opening", "message"))
_LINK = Line(texts=("", ""), names=("link",))
_POINT = Line(texts=("", ""), names=("context",))  # context: no lead sign before it
_CLOSING = tuple((Line(texts=("", ""), names=(name,)),) for name in ("question", "call"))
_HASHTAGS = (Line(texts=("", ""), names=("hashtags",)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    texts: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()
    excess: int = 0
    hashtags: tuple[str, ...] = ()


def number(place: int, total: int) -> str:
    return f"{place}/{total} "


def thread(layout: Layout, pieces: Pieces) -> Told:
    """The message, each point, then what is asked; the link first or last, as readers need it."""
    ends_with_link = layout.network.thread_ends_with_link
    link_line = _line_with_link(layout.template)
    head = ((_OPENING,),) if ends_with_link else ((_OPENING,), (link_line,))
    tail = (*_CLOSING, (link_line,), _HASHTAGS) if ends_with_link else (*_CLOSING, _HASHTAGS)
    has_tail = ends_with_link or any(pieces.get(name) for name in ("call", "question", "hashtags"))
    total = 1 + len(pieces["points"]) + has_tail

    def part(
        place: int, paragraphs: tuple[tuple[Line, ...], ...], said: Pieces, cut: str
    ) -> Fitted:
        own = replace(
            layout,
            template=Template(paragraphs=paragraphs),
            before=number(place, total),
            may_shorten=cut,
            warning=layout.warning if place == 1 else "",
        )
        return fit(own, said)

    fitted = [part(1, head, pieces, layout.may_shorten)]
    fitted += (
        part(place, ((_POINT,),), {"context": (point,)}, "context")
        for place, point in enumerate(pieces["points"], 2)
    )
    if has_tail:
        fitted.append(part(total, tail, pieces, ""))
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
