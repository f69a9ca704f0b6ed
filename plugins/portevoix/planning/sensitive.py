"""Days that weigh on what an organisation says, by the country of its profile.

They stop nothing: the calendar names them beside a text, so that somebody reads it once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portevoix.language import Words
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembrance:
    """A day of each year; `source` is what proclaimed it, as known on 27 November 2026."""

    month: int
    day: int
    label: Words
    source: str


_CANADA = (
    Remembrance(
        month=1,
        day=29,
        label=Words(
            "commémoration de l’attentat de la grande mosquée de Québec",
            "remembrance of the Quebec City mosque attack",
        ),
        source="Proclamation du gouvernement du Canada, 2021",
    ),
    Remembrance(
        month=4,
        day=28,
        label=Words("jour de deuil pour les personnes tuées au travail", "Day of Mourning"),
        source="https://laws-lois.justice.gc.ca/fra/lois/w-11.3/",
    ),
    Remembrance(
        month=9,
        day=30,
        label=Words(
            "journée de la vérité et de la réconciliation", "Day for Truth and Reconciliation"
        ),
        source="https://laws-lois.justice.gc.ca/fra/lois/h-5/",
    ),
    Remembrance(
        month=11,
        day=11,
        label=Words("jour du Souvenir", "Remembrance Day"),
        source="https://laws-lois.justice.gc.ca/fra/lois/h-5/",
    ),
    Remembrance(
        month=12,
        day=6,
        label=Words(
            "commémoration de la tuerie de l’École polytechnique",
            "remembrance of the École Polytechnique massacre",
        ),
        source="Parlement du Canada, 1991",
    ),
)
_FRANCE = (
    Remembrance(
        month=3,
        day=11,
        label=Words("hommage aux victimes du terrorisme", "tribute to the victims of terrorism"),
        source="Décret n° 2019-1148 du 7 novembre 2019",
    ),
    Remembrance(
        month=4,
        day=24,
        label=Words(
            "commémoration du génocide arménien de 1915",
            "remembrance of the Armenian genocide of 1915",
        ),
        source="Décret n° 2019-291 du 10 avril 2019",
    ),
    Remembrance(
        month=5,
        day=10,
        label=Words(
            "mémoire de la traite, de l’esclavage et de leurs abolitions",
            "remembrance of the slave trade, slavery and their abolition",
        ),
        source="Décret n° 2006-388 du 31 mars 2006",
    ),
    Remembrance(
        month=11,
        day=13,
        label=Words(
            "anniversaire des attentats du 13 novembre 2015",
            "anniversary of the attacks of November 13, 2015",
        ),
        source="usage",
    ),
)
REMEMBRANCES: Mapping[str, tuple[Remembrance, ...]] = {
    "fr-CA": _CANADA,
    "fr-FR": _FRANCE,
    "en": _CANADA,
}


def remembered(day: date, profile: str, lang: str) -> str:
    """What is remembered on a day; "" on most."""
    for one in REMEMBRANCES.get(profile, ()):
        if (one.month, one.day) == (day.month, day.day):
            return one.label[lang]
    return ""
