"""Posts: what they are, their kinds, reading them and its mistakes."""

from portevoix.posts.front_matter import MAX_BYTES, Parts, body_of, decode, split
from portevoix.posts.kinds import (
    DEFAULT_KIND,
    KINDS,
    Choice,
    Detail,
    Kind,
    Section,
    Value,
    kind_named,
)
from portevoix.posts.post import (
    Answer,
    Author,
    Call,
    Detailed,
    Intention,
    Link,
    Measure,
    Picture,
    Post,
    Share,
    Update,
)
from portevoix.posts.read import (
    AUTHORS_FILE,
    Shelf,
    below,
    expired,
    files_below,
    post_files,
    published,
    read_authors,
    read_shelf,
    real_path,
    shown,
)
from portevoix.posts.read_post import Known, read_parts, read_post
from portevoix.posts.record import Record, from_record, to_record
from portevoix.posts.related import related
from portevoix.posts.remembered import Remembered
from portevoix.posts.slug import heading_id, slugify
from portevoix.posts.template import render_template

__all__ = [
    "AUTHORS_FILE",
    "DEFAULT_KIND",
    "KINDS",
    "MAX_BYTES",
    "Answer",
    "Author",
    "Call",
    "Choice",
    "Detail",
    "Detailed",
    "Intention",
    "Kind",
    "Known",
    "Link",
    "Measure",
    "Parts",
    "Picture",
    "Post",
    "Record",
    "Remembered",
    "Section",
    "Share",
    "Shelf",
    "Update",
    "Value",
    "below",
    "body_of",
    "decode",
    "expired",
    "files_below",
    "from_record",
    "heading_id",
    "kind_named",
    "post_files",
    "published",
    "read_authors",
    "read_parts",
    "read_post",
    "read_shelf",
    "real_path",
    "related",
    "render_template",
    "shown",
    "slugify",
    "split",
    "to_record",
]
