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
from portevoix.checks.markdown.mask import OBJECT, Comment, mask
from portevoix.checks.markdown.reader import read_document
from portevoix.checks.markdown.target import attribute_list

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
    "attribute_list",
    "mask",
    "read_document",
]
