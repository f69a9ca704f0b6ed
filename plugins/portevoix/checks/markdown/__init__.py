"""One parse of a Markdown text, for all rules: linear in time whatever the text.

Neither a renderer nor a validator: it finds what a reader will see, and where it was written.
"""

from portevoix.checks.markdown.document import (
    Block,
    Document,
    Element,
    Heading,
    Hyperlink,
    Image,
    Shape,
)
from portevoix.checks.markdown.mask import OBJECT, Comment
from portevoix.checks.markdown.reader import read_document

__all__ = [
    "OBJECT",
    "Block",
    "Comment",
    "Document",
    "Element",
    "Heading",
    "Hyperlink",
    "Image",
    "Shape",
    "read_document",
]
