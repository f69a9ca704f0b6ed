"""Where the approval of a text stands: by what was said, of which version, and who has still to speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum

from portevoix.approval_options import ApprovalOptions
from portevoix.approvals.digest import digest_of_text
from portevoix.approvals.register import Act, Entry, Said, acts_of
from portevoix.dates import long_moment
from portevoix.digests import digest
from portevoix.language import say
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets import Snippet
from portevoix.values import dataclass


class Approval(StrEnum):
    """Worded under `approvals.is_<approval>`."""

    NONE = "none"  # nobody said a word, and none is asked for
    WANTED = "wanted"
    GIVEN = "given"
    CHANGED = "changed"  # the text is not the one that was approved any more
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    approval: Approval
    said: tuple[Entry, ...] = ()  # what makes it so: the approvals, the refusals, the one that fell
    lacking: tuple[str, ...] = ()  # roles that have not agreed to this text


def judge(
    entries: Sequence[Entry], whole: str, options: ApprovalOptions, published: date
) -> Verdict:
    """The approval of the text of the digest `whole`, after what was said of it and of earlier ones."""
    last = tuple(acts_of(entries).values())
    asks = options.asks(published)
    refused = tuple(one for one in last if one.act is Act.REFUSED and one.digest == whole)
    if refused:
        return Verdict(approval=Approval.REFUSED, said=refused, lacking=options.roles)
    agreed = tuple(one for one in last if one.act is Act.APPROVED)
    given = tuple(one for one in agreed if one.digest == whole)
    heard = {one.by.casefold() for one in given}
    lacking = tuple(role for role in options.roles if role.casefold() not in heard)
    if given and not lacking:
        return Verdict(approval=Approval.GIVEN, said=given)
    fallen = tuple(one for one in agreed if one.digest != whole)
    if fallen:
        return Verdict(approval=Approval.CHANGED, said=fallen, lacking=lacking)
    if asks or given:
        return Verdict(approval=Approval.WANTED, said=given, lacking=lacking)
    return Verdict(approval=Approval.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """All that was said, and what the organisation asks for."""

    options: ApprovalOptions = field(default_factory=ApprovalOptions)
    said: Said = field(default_factory=dict, repr=False, hash=False)

    def speaks_of(self, slug: str, network: str) -> bool:
        return network in self.said.get(slug, {})

    def key_of(self, slug: str) -> str:
        """Changes with all that was said of a post's texts."""
        said = self.said.get(slug)
        return digest(sorted(said.items())) if said else ""

    def of(self, post: Post, snippet: Snippet, picture: str) -> Verdict:
        """`picture` is the digest of the picture's file (`picture_digest`)."""
        entries = self.said.get(post.slug, {}).get(snippet.network.key, ())
        whole = digest_of_text(post, snippet, picture) if entries else ""
        return judge(entries, whole, self.options, post.published.date())

    def unheard(self, post: Post) -> Approval:
        """The approval of a text of which nobody spoke."""
        asks = self.options.asks(post.published.date())
        return Approval.WANTED if asks else Approval.NONE

    def holds(self, verdict: Verdict, post: Post) -> bool:
        """Whether a text must not go out: it was refused, or waits for somebody."""
        if verdict.approval is Approval.REFUSED:
            return True
        asks = self.options.asks(post.published.date())
        return asks and verdict.approval is not Approval.GIVEN


def say_verdict(verdict: Verdict, site: Site) -> str:
    """One sentence for people: « approuvé par Direction le 27 novembre 2026 à 14 h 05 »."""
    return " ".join(_sentences(verdict, site))


def _sentences(verdict: Verdict, site: Site) -> Iterator[str]:
    lang = site.lang
    if verdict.approval is Approval.NONE:
        yield say(lang, "approvals.none")
        return
    for one in verdict.said:
        moment = long_moment(one.at.astimezone(site.zone), lang)
        told = Approval.GIVEN if verdict.approval is Approval.WANTED else verdict.approval
        yield say(lang, f"approvals.said_{told}", by=one.by, moment=moment)
        if one.note:
            yield say(lang, "approvals.said_note", note=one.note)
    if verdict.lacking and verdict.approval is not Approval.REFUSED:
        yield say(lang, "approvals.lacking", roles=", ".join(verdict.lacking))
    elif verdict.approval is Approval.WANTED:
        yield say(lang, "approvals.waits")
