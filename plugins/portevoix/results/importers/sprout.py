"""Sprout Social, « Reports › Post Performance › CSV »: programs of others read such files under these
names, without regard to case."""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

SPROUT = Importer(
    key="sprout",
    label="Sprout Social",
    columns={
        "link": ("Link", "Permalink", "Post Link", "Lien", "Lien permanent"),
        "text": ("Post", "Text", "Message", "Publication", "Texte"),
        "network": ("Network", "Réseau"),
        "account": ("Profile", "Profile Name", "Profil"),
        "impressions": ("Impressions",),
        "reach": ("Reach", "Portée"),
        "views": ("Video Views", "Vues de la vidéo"),
        "reactions": ("Reactions", "Likes", "Réactions", "J’aime"),
        "comments": ("Comments", "Commentaires"),
        "shares": ("Shares", "Partages"),
        "saves": ("Saves", "Enregistrements"),
        "clicks": ("Post Link Clicks", "Link Clicks", "Clics sur le lien"),
    },
    needs=(("link", "text"), ("network",), ("account",), ("impressions", "reach", "reactions")),
    grade=Grade.THIRD,
    checked_on=date(2026, 11, 28),
)
