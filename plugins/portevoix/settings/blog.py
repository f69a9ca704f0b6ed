"""How the blog is laid out."""

from __future__ import annotations

from portevoix.fields import Field, Value
from portevoix.language import Words

BLOG = (
    Field(
        key="blog_dir",
        value=Value.TEXT,
        default="blog",
        about=Words("dossier des billets, sous docs/", "folder of the blog, in docs/"),
        example="nouvelles",
    ),
    Field(
        key="pagination_per_page",
        value=Value.NUMBER,
        default="12",
        about=Words(
            "billets par page, dans toutes les listes", "number of posts per page, in all lists"
        ),
        example="20",
    ),
)
