"""Posts: what they are, their kinds, reading them and its mistakes."""

from portevoix.file_naming import MARKDOWN, below, is_markdown, real_path, shown
from portevoix.posts.authors import AUTHORS_FILE, read_authors
from portevoix.posts.cache import PostCache, Records
from portevoix.posts.census import NAMED, Census, census, say_census, urgent_waits
from portevoix.posts.fallbacks import with_text
from portevoix.posts.fields import AUTHORS, POST
from portevoix.posts.files import files_below, post_files
from portevoix.posts.folder_values import (
    FOLDER_FILE,
    FolderValues,
    over_folders,
    read_folder_values,
)
from portevoix.posts.front_matter import MAX_BYTES, Parts, body_of, split
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
from portevoix.posts.known import Known
from portevoix.posts.leftovers import (
    is_marked,
    leftovers,
    leftovers_unseen,
    line_of,
    may_be_marked,
    open_fences,
)
from portevoix.posts.named_files import files_named
from portevoix.posts.other_words import meant
from portevoix.posts.plain_fields import is_sentence
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
    State,
    Update,
)
from portevoix.posts.published import expired, published
from portevoix.posts.read import Shelf, ShelfError, read_shelf
from portevoix.posts.read_post import read_parts, read_post
from portevoix.posts.record import Record, from_record, to_record
from portevoix.posts.related import related
from portevoix.posts.slug import heading_id, slug_with, slugify
from portevoix.posts.state import is_urgent, label_of, settle, state_of, turns, until_of
from portevoix.posts.template import render_template
from portevoix.posts.unread import may_be_unread
from portevoix.text import decode

__all__ = [
    "AUTHORS",
    "AUTHORS_FILE",
    "DEFAULT_KIND",
    "FOLDER_FILE",
    "KINDS",
    "MARKDOWN",
    "MAX_BYTES",
    "NAMED",
    "POST",
    "Answer",
    "Author",
    "Call",
    "Census",
    "Choice",
    "Detail",
    "Detailed",
    "FolderValues",
    "Intention",
    "Kind",
    "Known",
    "Link",
    "Measure",
    "Parts",
    "Picture",
    "Post",
    "PostCache",
    "Record",
    "Records",
    "Section",
    "Share",
    "Shelf",
    "ShelfError",
    "State",
    "Update",
    "Value",
    "below",
    "body_of",
    "census",
    "decode",
    "expired",
    "files_below",
    "files_named",
    "from_record",
    "heading_id",
    "is_markdown",
    "is_marked",
    "is_sentence",
    "is_urgent",
    "kind_named",
    "label_of",
    "leftovers",
    "leftovers_unseen",
    "line_of",
    "may_be_marked",
    "may_be_unread",
    "meant",
    "open_fences",
    "over_folders",
    "post_files",
    "published",
    "read_authors",
    "read_folder_values",
    "read_parts",
    "read_post",
    "read_shelf",
    "real_path",
    "related",
    "render_template",
    "say_census",
    "settle",
    "shown",
    "slug_with",
    "slugify",
    "split",
    "state_of",
    "to_record",
    "turns",
    "until_of",
    "urgent_waits",
    "with_text",
]
