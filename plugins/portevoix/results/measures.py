"""What a number of a result counts. Numbers of people cannot be added: one may have seen two texts."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.language import Words
from portevoix.values import dataclass

RESULT = "result"  # the organisation's own measure, against the target of the post


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    key: str
    label: Words
    adds: bool = True  # whether the numbers of two texts, or of two stretches of days, may be added


_ALL = (
    Measure(key=RESULT, label=Words("résultat", "result"), adds=False),
    Measure(key="impressions", label=Words("affichages", "impressions")),
    Measure(key="views", label=Words("vues", "views")),
    Measure(key="reach", label=Words("personnes atteintes", "people reached"), adds=False),
    Measure(key="reactions", label=Words("réactions", "reactions")),
    Measure(key="comments", label=Words("commentaires", "comments")),
    Measure(key="shares", label=Words("partages", "shares")),
    Measure(key="quotes", label=Words("citations", "quotes")),
    Measure(key="saves", label=Words("enregistrements", "saves")),
    Measure(key="clicks", label=Words("clics", "clicks")),
    Measure(key="pageviews", label=Words("pages vues", "page views")),
    Measure(key="visits", label=Words("visites", "visits")),
    Measure(key="visitors", label=Words("visiteurs", "visitors"), adds=False),
)
MEASURES: Mapping[str, Measure] = {one.key: one for one in _ALL}
# What people do with a text; each network counts it in its own way.
INTERACTIONS = ("reactions", "comments", "shares", "quotes")
WEB = ("pageviews", "visits", "visitors")  # of the post's page, on no network
