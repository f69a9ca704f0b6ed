"""Meta Business Suite, « Insights › Content › Export »: Facebook and Instagram, one row a post.

No page of Meta lists the columns. Twelve monthly files of 2025–2026, described in a public project,
have 32 to 34 columns that begin with these; their `Date` says « Lifetime » where the numbers are of
all days.
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

META = Importer(
    key="meta",
    label="Meta Business Suite",
    columns={
        "link": ("Permalink", "Permalien", "Lien permanent"),
        "text": ("Description", "Title", "Titre"),
        "account": (
            *("Page name", "Account name", "Account username"),
            *("Nom de la Page", "Nom du compte", "Nom d’utilisateur du compte"),
        ),
        "day": ("Date",),
        "views": ("Views", "Vues"),
        "impressions": ("Impressions",),
        "reach": ("Reach", "Couverture"),
        "reactions": ("Reactions", "Likes", "Réactions", "Mentions J’aime"),
        "comments": ("Comments", "Commentaires"),
        "shares": ("Shares", "Partages"),
        "saves": ("Saves", "Enregistrements"),
        "clicks": ("Total clicks", "Clics au total", "Nombre total de clics"),
    },
    needs=(("link",), ("reach", "views", "impressions", "reactions")),
    networks=("facebook", "instagram"),
    grade=Grade.THIRD,
    checked_on=date(2026, 11, 28),
)
