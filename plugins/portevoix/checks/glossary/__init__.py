"""The organisation's acronyms: one more in its file, and each spelt out once in a page."""

from portevoix.checks.glossary.editing import is_acronym, with_acronym, write_acronym
from portevoix.checks.glossary.expanding import expand

__all__ = ["expand", "is_acronym", "with_acronym", "write_acronym"]
