"""Hootsuite, « Analytics › Post performance › Export ». No page of Hootsuite lists the columns: these
names are as we remember them. An organisation gives its own under `results.imports`."""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

HOOTSUITE = Importer(
    key="hootsuite",
    label="Hootsuite",
    columns={
        "link": ("Post Permalink", "Permalink", "Lien permanent du message", "Lien permanent"),
        "text": ("Post Message", "Message", "Message de la publication"),
        "network": ("Social Network", "Network", "Réseau social", "Réseau"),
        "account": ("Profile", "Account", "Social Profile", "Profil", "Compte"),
        "impressions": ("Post Impressions", "Impressions"),
        "reach": ("Post Reach", "Reach", "Portée"),
        "reactions": ("Post Reactions", "Reactions", "Likes", "Réactions", "J’aime"),
        "comments": ("Post Comments", "Comments", "Replies", "Commentaires", "Réponses"),
        "shares": ("Post Shares", "Shares", "Retweets", "Partages"),
        "clicks": ("Post Link Clicks", "Link Clicks", "Clics sur les liens"),
    },
    needs=(("link", "text"), ("network",), ("impressions", "reach", "reactions")),
    grade=Grade.MEMORY,
    checked_on=date(2026, 11, 28),
)
