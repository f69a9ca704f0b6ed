"""Matomo, « Behaviour › Pages › Export › CSV », flat, by address; by API `Actions.getPageUrls`.

Its source names the measures of that report `nb_hits`, « Pageviews », and `nb_visits`, « Unique
Pageviews », the visits in which a page was seen.
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

MATOMO = Importer(
    key="matomo",
    label="Matomo",
    columns={
        "page": (
            *("metadata_url", "Metadata: url", "url", "Page URL", "label", "Label"),
            *("Métadonnées : url", "URL de la page", "Étiquette", "Libellé"),
        ),
        "pageviews": ("nb_hits", "Pageviews", "Vues de page", "Pages vues"),
        "visits": (
            *("nb_visits", "Unique Pageviews"),
            *("Vues de page uniques", "Vues de pages uniques", "Pages vues uniques"),
        ),
    },
    needs=(("page",), ("pageviews", "visits")),
    stretch=True,
    grade=Grade.CODE,
    source="https://developer.matomo.org/guides/reporting-api-tutorial",
    checked_on=date(2026, 11, 28),
)
