"""LinkedIn, « Analytics › Updates › Export » of a page: a workbook whose sheet « All posts » is to be
saved as CSV. Its first row is a sentence; the names of columns come after."""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

LINKEDIN = Importer(
    key="linkedin",
    label="LinkedIn",
    columns={
        "link": ("Post link", "Update link", "Lien du post", "Lien de la publication"),
        "text": ("Post title", "Update title", "Titre du post", "Titre de la publication"),
        "impressions": ("Impressions",),
        "views": ("Views", "Vues"),
        "clicks": ("Clicks", "Clics"),
        "reactions": ("Likes", "Reactions", "J’aime", "Réactions"),
        "comments": ("Comments", "Commentaires"),
        "shares": ("Reposts", "Shares", "Republications", "Partages"),
    },
    needs=(("link", "text"), ("impressions",)),
    network="linkedin",
    grade=Grade.THIRD,
    checked_on=date(2026, 11, 28),
)
