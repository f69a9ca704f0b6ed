"""A Markdown text → its Document: blocks first, then the inside of each."""

from __future__ import annotations

import re

from portevoix.checks.markdown.blocks import Definitions, pieces
from portevoix.checks.markdown.document import Document
from portevoix.checks.markdown.inline import Seen, scan
from portevoix.checks.markdown.mask import mask

_LINE = re.compile("\n")


def read_document(source: str) -> Document:
    """What a reader will see of `source`, whose line ends are \\n."""
    masked, comments = mask(source)
    definitions = Definitions()
    blocks = list(pieces(masked, definitions))
    seen = Seen(references=definitions.references)
    for piece in blocks:
        scan(piece, seen)
    return Document(
        source=source,
        text="".join(seen.text),
        starts=tuple(seen.starts),
        origins=tuple(seen.origins),
        blocks=tuple(seen.blocks),
        headings=tuple(seen.headings),
        links=tuple(seen.links),
        images=tuple(seen.images),
        elements=tuple(seen.elements),
        comments=comments,
        abbreviations=seen.named | definitions.abbreviations,
        line_starts=(0, *(found.end() for found in _LINE.finditer(source))),
    )
