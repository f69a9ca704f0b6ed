"""The kinds of post, in the order in which people are offered them."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.posts.kinds.announcement import ANNOUNCEMENT
from portevoix.posts.kinds.consultation import CONSULTATION
from portevoix.posts.kinds.correction import CORRECTION
from portevoix.posts.kinds.crisis import CRISIS
from portevoix.posts.kinds.decision import DECISION
from portevoix.posts.kinds.event import EVENT
from portevoix.posts.kinds.kind import Choice, Detail, Kind, Section, Value
from portevoix.posts.kinds.lookback import LOOKBACK
from portevoix.posts.kinds.recruitment import RECRUITMENT

__all__ = ["DEFAULT_KIND", "KINDS", "Choice", "Detail", "Kind", "Section", "Value", "kind_named"]

_TABLE = (
    ANNOUNCEMENT,
    DECISION,
    CONSULTATION,
    EVENT,
    CORRECTION,
    CRISIS,
    RECRUITMENT,
    LOOKBACK,
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in _TABLE}
DEFAULT_KIND = ANNOUNCEMENT


def kind_named(said: str) -> Kind | None:
    """The kind that a person means, by its key or by its label in either language."""
    for kind in KINDS.values():
        if said.casefold() in (kind.key, kind.label.fr.casefold(), kind.label.en.casefold()):
            return kind
    return None
