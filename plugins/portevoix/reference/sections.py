"""Every section of the reference, in its order."""

from __future__ import annotations

from portevoix.charter import ARTICLE, INDEX, REPLY, TREE
from portevoix.checks.settings import OFFICIALS
from portevoix.fields import Section
from portevoix.listening import WATCH
from portevoix.posts import AUTHORS, POST
from portevoix.settings import CHARTER, RESONANCE
from portevoix.sources.fields import ISSUE, PAGE
from portevoix.sources.heard_fields import HEARD

SECTIONS: tuple[Section, ...] = (
    *(RESONANCE, CHARTER),
    *(POST, AUTHORS, PAGE, ISSUE),
    *(INDEX, ARTICLE, TREE, REPLY),
    *(OFFICIALS, WATCH, HEARD),
)
