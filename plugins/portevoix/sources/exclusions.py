"""What `exclude_docs` and `draft_docs` of mkdocs.yml leave out, told as MkDocs tells it: patterns of
.gitignore, from docs/ (https://www.mkdocs.org/user-guide/configuration/#exclude_docs)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portevoix.form import Form
from portevoix.values import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# MkDocs leaves these out whatever is said; hidden files we never look at.
_ALWAYS = "templates/"


@dataclass(frozen=True, slots=True)
class Exclusions:
    excluded: GitIgnoreSpec | None = None
    drafts: GitIgnoreSpec | None = None

    def is_excluded(self, uri: str) -> bool:
        """Whether nothing of this path below docs/ is read or published."""
        if self.excluded is None:
            return uri.startswith(_ALWAYS)
        return self.excluded.match_file(uri)

    def is_draft(self, uri: str) -> bool:
        """Whether it is for a preview alone."""
        return self.drafts is not None and self.drafts.match_file(uri)


def read_exclusions(top: Form) -> Exclusions:
    """Patterns that mean nothing are mistakes."""
    return Exclusions(
        excluded=_spec(top, "exclude_docs", f"/{_ALWAYS}"), drafts=_spec(top, "draft_docs")
    )


def _spec(top: Form, key: str, *always: str) -> GitIgnoreSpec | None:
    text = top.lines_of_text(key)
    if not text:
        return None
    from pathspec import GitIgnoreSpec  # only where somebody leaves something out

    try:
        return GitIgnoreSpec.from_lines([*always, *text.splitlines()])
    except ValueError:
        top.wrong(key, "configuration.bad_pattern")
        return None
