"""Meta Business Suite, « Insights › Content › Export »: Facebook and Instagram, one row a post.

No page of Meta lists the columns. Read on 28 November 2026 in public programs that take such files: four in
English (Facebook of 2025–2026: `Post ID, Page ID, Page name, Title, Description, Duration (sec), Publish
time, Caption type, Permalink…`; Instagram of 2026: `Post ID, Account ID, Account username, Account name,
Description, Duration (sec), Publish time, Permalink, Post type, Data comment, Date, Views…`) and four in
French (Facebook of 2026: `Identifiant de la publication, ID de la Page, Nom de la page, Titre… Permalien…
Vues, Couverture, Réactions… Total des clics`; Instagram: `Lien permanent… Mentions J’aime…`; both together,
before 2024: `Légende, Mentions J’aime et réactions…`). `Date` says « Lifetime » where the numbers are of all
days; these programs disagree on which figure of a French date is the month, so that the rows say it.
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

META = Importer(
    key="meta",
    label="Meta Business Suite",
    columns={
        "link": ("Permalink", "Permalien", "Lien permanent"),
        "text": ("Description", "Title", "Titre", "Légende"),
        "account": (
            *("Page name", "Account username", "Account name"),
            *("Nom de la page", "Nom d’utilisateur du compte", "Nom du compte"),
        ),
        "day": ("Date",),
        "views": ("Views", "Vues"),
        "impressions": ("Impressions",),
        "reach": ("Reach", "Couverture"),
        "reactions": (
            *("Reactions", "Likes"),
            *("Réactions", "Mentions J’aime et réactions", "Mentions J’aime", "J’aime"),
        ),
        "comments": ("Comments", "Commentaires"),
        "shares": ("Shares", "Partages"),
        "saves": ("Saves", "Enregistrements"),
        "clicks": ("Total clicks", "Total des clics"),
    },
    needs=(("link",), ("reach", "views", "impressions", "reactions")),
    networks=("facebook", "instagram"),
    grade=Grade.THIRD,
    french=Grade.THIRD,
    checked_on=date(2026, 11, 28),
)
