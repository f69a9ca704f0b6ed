"""LinkedIn, « Analytics › Content › Export » of a page: a workbook whose sheet « All posts » is to be
saved as CSV. Its first row is a sentence; the names of columns come after.

No page of LinkedIn lists the columns. Read on 28 November 2026 in four public programs that take that sheet:
`Post title, Post link, Post type, Campaign name, Posted by, Created date, Campaign start date, Campaign end
date, Audience, Impressions, Views (Excluding offsite video views), Offsite Views, Clicks, Click through rate
(CTR), Likes, Comments, Reposts, Follows, Engagement rate, Content Type`. Of files in French none was found.
"""

from datetime import date

from portevoix.results.importers.importer import Grade, Importer

LINKEDIN = Importer(
    key="linkedin",
    label="LinkedIn",
    columns={
        "link": ("Post link", "Update link", "Lien du post", "Lien de la publication"),
        "text": ("Post title", "Update title", "Titre du post", "Titre de la publication"),
        "impressions": ("Impressions",),
        "views": ("Views (Excluding offsite video views)", "Views", "Vues"),
        "clicks": ("Clicks", "Clics"),
        "reactions": ("Likes", "Reactions", "J’aime", "Réactions"),
        "comments": ("Comments", "Commentaires"),
        "shares": ("Reposts", "Shares", "Republications", "Partages"),
    },
    needs=(("link", "text"), ("impressions",)),
    network="linkedin",
    grade=Grade.THIRD,
    french=Grade.MEMORY,
    checked_on=date(2026, 11, 28),
)
