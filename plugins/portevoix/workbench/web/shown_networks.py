"""What the composer shows of each network: its text under its count, beside its look, and what was typed
there and not saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portevoix.approvals import (
    Approval,
    Verdict,
    digest_of_text,
    judge,
    picture_digest,
    read_register,
    say_verdict,
)
from portevoix.cards import FORMATS
from portevoix.diagnostics import DiagnosticsError
from portevoix.digests import digest
from portevoix.kits.pictures import card_files
from portevoix.kits.previews import OwnPicture, Preview, preview_of
from portevoix.pictures import Unreadable, read_picture
from portevoix.values import dataclass
from portevoix.workbench.composer import (
    Counted,
    Sheet,
    sheets,
)
from portevoix.workbench.frontmatter import Unwritable, values_of
from portevoix.workbench.typed import Kept, Typed
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.of_post import Opened
from portevoix.workbench.web.windows import window_of
from portevoix.yaml_text import Yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A network as the page shows it."""

    sheet: Sheet
    counted: Counted
    preview: Preview | None
    typed: str  # what stands in the field
    at: str  # as a field of a date and an hour takes it
    seen: str  # of what the post says for this network
    digest: str  # that an approval is of
    approval: str
    agreed: bool
    wrong: tuple[str, ...] = ()
    warning: str = ""  # what stands in its field
    comment: str = ""
    there: str | None = None  # what the file says now, where it is not what this page knew
    recovered: Mapping[str, str] | None = None  # what was typed here and not saved, by field
    moved: bool = False  # the post says something else since that was typed
    own: bool = False  # that was typed in this very page, which goes on
    instead: str = ""  # marks of what is recovered, for the page to tell what it goes on from
    elsewhere: tuple[Kept, ...] = ()  # what other windows typed and did not save

    @property
    def key(self) -> str:
        return self.sheet.key


def shown_networks(asked: Asked, found: Opened) -> Iterator[Shown]:
    site, post = found.site, found.post
    cards = card_files(post, tuple(FORMATS))
    share = share_of(found.text)
    configuration = asked.desk.configuration()
    options = configuration.approvals
    try:
        said = read_register(configuration.file.parent / options.file, lang=site.lang).said()
    except DiagnosticsError:  # the build tells it; nothing counts as approved
        said = {}
    picture, own, window = picture_digest(found.picture), _own(found), window_of(asked)
    for sheet in sheets(site, post):
        verdict, whole = Verdict(approval=Approval.NONE), ""
        if sheet.snippet:
            whole = digest_of_text(post, sheet.snippet, picture)
            entries = said.get(post.slug, {}).get(sheet.key, ())
            verdict = judge(entries, whole, options, post.published.date())
        seen = digest(share.get(sheet.key))
        typed = typed_of(asked, found.name, sheet.key, window)
        kept, others = typed.found(taken=asked.query.get("prendre", ""))
        yield Shown(
            sheet=sheet,
            recovered=kept.fields if kept else None,
            moved=bool(kept and kept.seen != seen),
            instead=" ".join((kept.mark, *kept.instead)) if kept else "",
            own=bool(kept and window and kept.file == typed.file),
            elsewhere=tuple(one for one in others if not (kept and kept.says(one.fields))),
            counted=sheet.counted,
            warning=sheet.warning,
            comment=sheet.comment,
            preview=preview_of(site, post, sheet.snippet, cards, own) if sheet.snippet else None,
            typed=sheet.text,
            at=sheet.at.strftime("%Y-%m-%dT%H:%M") if sheet.at else "",
            seen=seen,
            digest=whole,
            approval="" if verdict.approval is Approval.NONE else say_verdict(verdict, site),
            agreed=verdict.approval is Approval.GIVEN,
        )


def _own(found: Opened) -> OwnPicture | None:
    if found.picture is None:
        return None
    try:
        told = read_picture(found.picture)
    except Unreadable:  # the build tells it
        return None
    return OwnPicture(path="", width=told.width, height=told.height)


def typed_of(asked: Asked, name: str, key: str, window: str = "", instead: str = "") -> Typed:
    marks = tuple(instead.split())
    return Typed(place=asked.desk.place, name=name, part=key, window=window, instead=marks)


def share_of(text: str) -> Mapping[str, Yaml]:
    try:
        share = values_of(text).get("share")
    except Unwritable:
        share = None
    return share if isinstance(share, dict) else {}
