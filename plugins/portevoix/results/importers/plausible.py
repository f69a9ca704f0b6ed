"""Plausible Analytics, the export of a period: `pages.csv` of its archive."""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

PLAUSIBLE = Importer(
    key="plausible",
    label="Plausible",
    columns={
        "page": ("name", "page"),
        "visitors": ("visitors",),
        "pageviews": ("pageviews",),
    },
    needs=(("page",), ("visitors",), ("pageviews",)),
    stretch=True,
    grade=Grade.THIRD,
    checked_on=date(2026, 11, 28),
)
