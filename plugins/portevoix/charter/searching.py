"""What the site's search indexes of the charter, so that everyday words find the right article."""

from __future__ import annotations

from typing import TypedDict

from portevoix.charter.charter import Charter
from portevoix.charter.prose import plain_line
from portevoix.charter.redlines import paragraphs
from portevoix.paths import Names


class SearchDocument(TypedDict):
    location: str  # below the site root
    title: str
    text: str
    keywords: list[str]


def search_documents(charter: Charter, names: Names) -> list[SearchDocument]:
    """One document per article in force and per standard reply; the search folds accents."""
    documents = [
        SearchDocument(
            location=article.path,
            title=article.title,
            text=" ".join(
                part.text for part in paragraphs(article, charter.lang) if part.part != "title"
            ),
            keywords=[article.id, *article.keywords],
        )
        for article in charter.in_use
    ]
    documents += [
        SearchDocument(
            location=names.charter_page(f"reponses/#{reply.id}"),
            title=reply.title,
            text=f"{plain_line(reply.situation)} {reply.text}",
            keywords=list(reply.keywords),
        )
        for reply in charter.replies
    ]
    return documents
