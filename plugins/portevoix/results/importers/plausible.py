"""Plausible Analytics: `pages.csv` of what its page exports, the days in the name of the archive; or
`imported_pages_….csv` of all that it holds, one row for each day and page.

Its source names both: `stats_controller.ex` (name, visitors, pageviews, bounce_rate, time_on_page,
scroll_depth) and `exports.ex` (date, hostname, page, visits, visitors, pageviews…).
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

PLAUSIBLE = Importer(
    key="plausible",
    label="Plausible",
    columns={
        "page": ("name", "page"),
        "day": ("date",),
        "visitors": ("visitors",),
        "visits": ("visits",),
        "pageviews": ("pageviews",),
    },
    needs=(("page",), ("visitors",), ("pageviews",)),
    stretch=True,
    grade=Grade.CODE,
    source="https://github.com/plausible/analytics/blob/master/lib/plausible/exports.ex",
    checked_on=date(2026, 11, 28),
)
