"""What `approvals` says in mkdocs.yml: whether texts wait for somebody, for whom, since when."""

from __future__ import annotations

from datetime import date

from portevoix.form import Form
from portevoix.values import dataclass

FILE = "approvals.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalOptions:
    required: bool = False
    roles: tuple[str, ...] = ()  # each of which has to agree; none: one person, whoever it is
    since: date | None = None  # posts published earlier wait for nobody
    file: str = FILE  # beside mkdocs.yml

    def asks(self, published: date) -> bool:
        """Whether a text of a post of that day waits for somebody."""
        return self.required and (self.since is None or published >= self.since)

    def role(self, said: str) -> str:
        """A role as the settings write it; what they do not name stays as it was said."""
        known = {one.casefold(): one for one in self.roles}
        return known.get(said.casefold(), said)


def read_approval_options(options: Form) -> ApprovalOptions:
    """Mistakes stay with the form."""
    form = options.form("approvals") or options.below("approvals", {})
    file = form.path("file", FILE)
    if "/" in file or "\\" in file or file.startswith(".") or not file.endswith(".jsonl"):
        form.wrong("file", "approvals.bad_file", value=file[:80])
        file = FILE
    return ApprovalOptions(
        required=form.flag("required"),
        roles=form.texts("roles"),
        since=form.day("since"),
        file=file,
    )
