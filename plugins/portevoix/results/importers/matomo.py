"""Matomo, « Behaviour › Pages › Export › CSV », flat, by address; by API `Actions.getPageUrls`.

Its source names the measures of that report `nb_hits`, « Pageviews », and `nb_visits`, « Unique Pageviews »,
the visits in which a page was seen; its French catalogue, « Vues », « Vues uniques » and « URL de la page »
(`lang/fr.json`, `plugins/Actions/lang/fr.json`), and its translators may choose others.
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
        "pageviews": ("nb_hits", "Pageviews", "Vues", "Vues de page", "Pages vues"),
        "visits": (
            *("nb_visits", "Unique Pageviews"),
            *("Vues uniques", "Vues de page uniques", "Pages vues uniques"),
        ),
    },
    needs=(("page",), ("pageviews", "visits")),
    stretch=True,
    grade=Grade.CODE,
    french=Grade.CODE,
    source="https://developer.matomo.org/guides/reporting-api-tutorial",
    checked_on=date(2026, 11, 28),
)
