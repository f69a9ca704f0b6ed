"""Sprout Social, « Reports › Post Performance › CSV ».

Its help describes that report and its measures, but not the file. Read on 28 November 2026 in three public
programs that take such files: `Date, Post ID, Network, Post Type, Content Type, Profile, Sent by, Link, Post,
Linked Content, Impressions, Reach, Engagements, Engagement Rate (per Impression), Reactions, Likes, Comments,
Shares, Saves, Post Link Clicks, Video Views`. A profile whose name begins with @ has an apostrophe before it,
so that a spreadsheet takes it for no formula. Of files in French none was found.
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

SPROUT = Importer(
    key="sprout",
    label="Sprout Social",
    columns={
        "link": ("Link", "Lien"),
        "text": ("Post", "Publication"),
        "network": ("Network", "Réseau"),
        "account": ("Profile", "Profil"),
        "impressions": ("Impressions",),
        "reach": ("Reach", "Portée"),
        "views": ("Video Views", "Vues de la vidéo"),
        "reactions": ("Reactions", "Likes", "Réactions", "J’aime"),
        "comments": ("Comments", "Commentaires"),
        "shares": ("Shares", "Partages"),
        "saves": ("Saves", "Enregistrements"),
        "clicks": ("Post Link Clicks", "Clics sur le lien"),
    },
    needs=(("link", "text"), ("network",), ("account",), ("impressions", "reach", "reactions")),
    grade=Grade.THIRD,
    french=Grade.MEMORY,
    source="https://support.sproutsocial.com/hc/en-us/articles/360052331251-How-do-I-use-the-Post-Performance-Report",
    checked_on=date(2026, 11, 28),
)
