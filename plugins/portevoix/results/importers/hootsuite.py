"""Hootsuite, « Analytics › Post performance › Export »: the name of the report and its days may stand above.

No page of Hootsuite lists the columns. Read on 28 November 2026 in three public programs that take such
files: `Date (GMT), Post ID, Post Message, Post Permalink, Post Type, Social Network, Impressions, Reach,
Engagement, Likes, Comments, Shares, Post Link Clicks, Video Views`, in one of them in capitals and with `Post
views`. A file of one network may leave its name out. Of files in French none was found.
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

HOOTSUITE = Importer(
    key="hootsuite",
    label="Hootsuite",
    columns={
        "link": ("Post Permalink", "Lien permanent du message", "Lien permanent de la publication"),
        "text": ("Post Message", "Message de la publication"),
        "network": ("Social Network", "Réseau social"),
        "account": ("Profile", "Social Profile", "Profil"),
        "impressions": ("Impressions", "Post Impressions"),
        "reach": ("Reach", "Post Reach", "Portée"),
        "views": ("Post views", "Video Views", "Vues"),
        "reactions": ("Reactions", "Post Reactions", "Likes", "Réactions", "J’aime"),
        "comments": ("Comments", "Post Comments", "Replies", "Commentaires"),
        "shares": ("Shares", "Post Shares", "Retweets", "Partages"),
        "clicks": ("Post Link Clicks", "Link Clicks", "Clics sur les liens"),
    },
    needs=(("link", "text"), ("impressions", "reach", "views", "reactions")),
    grade=Grade.THIRD,
    french=Grade.MEMORY,
    checked_on=date(2026, 11, 28),
)
