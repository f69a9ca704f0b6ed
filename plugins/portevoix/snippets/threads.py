"""Threads: one post told in several messages, each filled up to the limit, one link in all."""

from __future__ import annotations

import re
from dataclasses import replace

from portevoix.prose import bound
from portevoix.snippets.cutting import shortened
from portevoix.snippets.fitting import Layout, Pieces
from portevoix.snippets.snippet import Dropped
from portevoix.snippets.wordings import POINT
from portevoix.values import dataclass

FEWEST_POINTS = 3  # fewer are left out rather than made a thread of
LEAST = 60  # characters of a message of a thread
_MOST = 9  # messages: then the number has always the same length
_ASKED = ("question", "call", "action")  # where the network's own template asks for them
_LATER = ("points", "hashtags", "link")
_BARE_END = re.compile(r"(?:https?://\S+|#\w+)(?:\s+(?:https?://\S+|#\w+))*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    texts: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()
    hashtags: tuple[str, ...] = ()


def number(text: str, place: int, total: int) -> str:
    """`text` with its place in the thread, after its last words: before a link or hashtags that
    stand alone at the end."""
    paragraphs = text.split("\n\n")
    last = len(paragraphs)
    while last > 1 and _BARE_END.fullmatch(paragraphs[last - 1]):
        last -= 1
    paragraphs[last - 1] += f" ({place}/{total})"
    return "\n\n".join(paragraphs)


def unnumbered(text: str, place: int, total: int) -> str:
    """The text that `number` gave a place.

    >>> unnumbered(number("Bonjour.\\n\\nhttps://ville.example/", 1, 2), 1, 2)
    'Bonjour.\\n\\nhttps://ville.example/'
    """
    before, mark, after = text.rpartition(f" ({place}/{total})")
    return before + after if mark else text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One message on its way."""

    head: str = ""  # the opening and the message
    points: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    end: str = ""  # the line of the link
    hashtags: tuple[str, ...] = ()

    def text(self) -> str:
        lead = POINT if len(self.points) > 1 else ""
        points = "\n".join(lead + point for point in self.points)
        tags = " ".join(f"#{tag}" for tag in self.hashtags)
        return "\n\n".join(filter(None, (self.head, points, *self.asked, self.end, tags)))

    def with_piece(self, piece: str, *, asked: bool) -> _Part:
        if asked:
            return replace(self, asked=(*self.asked, piece))
        return replace(self, points=(*self.points, piece))


def thread(layout: Layout, pieces: Pieces) -> Told | None:
    """The message and its link, then the points, then what is asked, in as few messages as hold it.

    None when one message is enough, or when no thread holds them.
    The link goes with the message: the first message is the one that people see and pass on.
    """
    named = {name: pieces.get(name, ()) for name in layout.template.names if name not in _LATER}
    values = layout.opened(layout.values(named))
    head = (values.get(name) for name in ("sender", "opening", "message"))
    first = _Part(
        head=" ".join(filter(None, head)),
        end=layout.template.line_of("link").render(values),
    )
    parts, dropped = [first], list[Dropped]()
    for unit in bound(list(pieces["points"]), layout.lang):
        if not _put(layout, parts, unit, asked=False):
            kept = shortened(unit, lambda said: _holds(layout, _Part(points=(said,)), 2))
            if not kept:
                return None
            parts.append(_Part(points=(kept,)))
            dropped.append(Dropped(part="points", text=unit[len(kept.removesuffix("…")) :].strip()))
    for name in _ASKED:
        asked = values.get(name, "")
        if asked and not _put(layout, parts, asked, asked=True):
            dropped.append(Dropped(part=name, text=asked))
    parts = _evened(layout, parts)
    if len(parts[-1].text()) < LEAST:  # too little to be sent alone
        short = parts.pop()
        dropped += (Dropped(part="points", text=one) for one in (*short.points, *short.asked))
    if not 1 < len(parts) <= _MOST:
        return None
    tags = pieces.get("hashtags", ())[: layout.network.hashtags.maximum]
    while tags and not _holds(layout, replace(parts[-1], hashtags=tags), len(parts)):
        dropped.append(Dropped(part="hashtags", text=tags[-1]))
        tags = tags[:-1]
    parts[-1] = replace(parts[-1], hashtags=tags)
    if not _holds(layout, parts[0], 1):
        return None
    texts = tuple(number(part.text(), n, len(parts)) for n, part in enumerate(parts, 1))
    return Told(texts=texts, dropped=tuple(dropped), hashtags=tags)


def _holds(layout: Layout, part: _Part, place: int) -> bool:
    warning = layout.warning if place == 1 else ""
    return not layout.network.excess(number(part.text(), _MOST, _MOST), warning)


def _put(layout: Layout, parts: list[_Part], piece: str, *, asked: bool) -> bool:
    """Put a piece into the last message, else into a new one; whether either holds it."""
    longer, fresh = (part.with_piece(piece, asked=asked) for part in (parts[-1], _Part()))
    if _holds(layout, longer, len(parts)):
        parts[-1] = longer
    elif _holds(layout, fresh, len(parts) + 1):
        parts.append(fresh)
    else:
        return False
    return True


def _evened(layout: Layout, parts: list[_Part]) -> list[_Part]:
    """A last message that says too little takes points from the end of the one before."""
    *others, before, last = (_Part(), *parts)
    while len(last.text()) < LEAST and before.points and not before.asked:
        fuller = replace(last, points=(before.points[-1], *last.points))
        shorter = replace(before, points=before.points[:-1])
        if len(shorter.text()) < LEAST or not _holds(layout, fuller, len(parts)):
            break
        before, last = shorter, fuller
    return [*others, before, last][1:]
