"""`porte-voix approve`: who agrees to which text, of the version that they saw."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from portevoix.approval_options import ApprovalOptions
from portevoix.approvals import (
    Act,
    Entry,
    code_of,
    digest_of_text,
    held,
    judge,
    picture_digest,
    say_verdict,
)
from portevoix.commands.naming import post_named
from portevoix.commands.options import BY, CONFIG, NOW, Misused, Option, config_of
from portevoix.commands.planned import Ahead, look_ahead, tell
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import labelled, say
from portevoix.locking import Busy
from portevoix.near import nearest
from portevoix.planning import OVER
from portevoix.posts import Post, shown
from portevoix.snippets import Snippet, boards_of
from portevoix.text import one_line
from portevoix.values import dataclass

OPTIONS = (
    Option("post", "approvals.help_post", ("commands.a_post",)),
    Option("network", "approvals.help_network", ("commands.a_network",)),
    BY,
    Option("--code", "approvals.help_code", ("approvals.a_code",)),
    Option("--refuse", "approvals.help_refuse"),
    Option("--cancel", "approvals.help_cancel"),
    Option("--remark", "approvals.help_remark", ("approvals.a_remark",)),
    NOW,
    CONFIG,
)
_NOTE = 400  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text that somebody may approve."""

    post: Post
    snippet: Snippet
    digest: str

    @property
    def network(self) -> str:
        return self.snippet.network.key


def run(chosen: argparse.Namespace) -> int:
    """Write what was said into the register, or show where each text stands.

    Raises DiagnosticsError, Misused.
    """
    _sensible(chosen)
    ahead = look_ahead(config_of(chosen), chosen.now)
    if not chosen.post:
        tell(ahead.sources.unheard)
        print("\n".join(_waiting(ahead)))
        return 0
    texts = _texts(
        ahead, post_named(chosen.post, ahead.sources.shelf.posts, ahead.site.lang), chosen.network
    )
    configuration = ahead.configuration
    path = configuration.file.parent / configuration.approvals.file
    lang = ahead.site.lang
    try:
        with held(path, lang=lang, name=shown(path, Path.cwd())) as register:
            if chosen.by:
                by = _role(chosen.by, configuration.approvals)
                if chosen.code:
                    _same(chosen.code, texts, lang)
                act = _act(chosen)
                register.write(
                    Entry(
                        at=register.after(one.post.slug, one.network, ahead.now),
                        act=act,
                        post=one.post.slug,
                        network=one.network,
                        digest=one.digest,
                        by=by,
                        text="\n\n".join(one.snippet.parts),
                        note=one_line(chosen.remark or "")[:_NOTE],
                    )
                    for one in texts
                )
            said = register.said()
    except Busy:
        raise _wrong(lang, shown(path, Path.cwd()), "busy") from None
    near, far = _ours(texts, ahead, named=bool(chosen.network))
    for one in near:
        entries = said.get(one.post.slug, {}).get(one.network, ())
        day = one.post.published.date()
        verdict = judge(entries, one.digest, configuration.approvals, day)
        label = one.snippet.network.label[lang]
        of = f"{one.post.slug} → {label} ({code_of([one.digest])})"
        print(labelled(lang, of, say_verdict(verdict, ahead.site)))
    if far:
        print(say(lang, "approvals.elsewhere", count=len(far)))
    if not chosen.by:
        print(say(lang, "approvals.code", code=code_of(one.digest for one in texts)))
    return 0


def _ours(
    texts: Sequence[_Text], ahead: Ahead, *, named: bool
) -> tuple[Sequence[_Text], Sequence[_Text]]:
    """The texts of networks on which the organisation speaks, then the others; all where it names none,
    or where somebody named one."""
    ours = {*ahead.sources.calendar.networks, *(texts[0].post.share if texts else ())}
    near = [one for one in texts if one.network in ours]
    if named or not near:
        return texts, ()
    return near, [one for one in texts if one.network not in ours]


def _sensible(chosen: argparse.Namespace) -> None:
    if chosen.refuse and chosen.cancel:
        raise Misused("commands.one_of", words="--refuse, --cancel")
    told = chosen.by or chosen.refuse or chosen.cancel or chosen.remark or chosen.code
    if told and not chosen.post:
        raise Misused("approvals.which_post")
    if told and not (chosen.by and one_line(chosen.by)):
        raise Misused("approvals.who")


def _act(chosen: argparse.Namespace) -> Act:
    return Act.REFUSED if chosen.refuse else Act.WITHDRAWN if chosen.cancel else Act.APPROVED


def _role(said: str, options: ApprovalOptions) -> str:
    role = options.role(one_line(said))
    if options.roles and role not in options.roles:
        near = nearest(role, options.roles)
        known = ", ".join(options.roles)
        wording = "approvals.no_role_near" if near else "approvals.no_role"
        raise Misused(wording, value=role[:80], near=near, known=known)
    return role


def _texts(ahead: Ahead, post: Post, network: str | None) -> Sequence[_Text]:
    if network and network not in (known := boards_of(ahead.site)):
        named = ", ".join(known)
        raise Misused("commands.no_choice", word="NETWORK", value=network, known=named)
    found = list(_composed(ahead, post))
    chosen = [one for one in found if network in (None, one.network)]
    if not chosen:
        raise _wrong(ahead.site.lang, post.file, "no_text")
    return chosen


def _composed(ahead: Ahead, post: Post) -> Iterator[_Text]:
    picture = picture_digest(ahead.sources.shelf.pictures.get(post.slug))
    for snippet in ahead.compose(post):
        yield _Text(post=post, snippet=snippet, digest=digest_of_text(post, snippet, picture))


def _same(code: str, texts: Sequence[_Text], lang: str) -> None:
    """Raises DiagnosticsError when what was approved is not what the post says now."""
    if code.casefold() != code_of(one.digest for one in texts):
        raise _wrong(lang, texts[0].post.file, "other_text")


def _waiting(ahead: Ahead) -> Iterator[str]:
    """What somebody has still to approve, in the order of the calendar."""
    site, plan = ahead.site, ahead.plan
    lang, labels = site.lang, boards_of(site)
    found = [one for one in plan.items if (one.post.slug, one.network) in plan.held_back]
    ahead_of_us = [one for one in found if one.standing not in OVER]
    for one in ahead_of_us:
        moment = f"{one.moment:%Y-%m-%d %H:%M}" if one.moment else "–"
        label = labels[one.network].network.label[lang]
        yield f"{moment}  {label}  {one.post.slug}  {say(lang, f'approvals.is_{one.approval}')}"
    if not ahead_of_us:
        yield say(lang, "approvals.none_waits")


def _wrong(lang: str, file: str, wording: str) -> DiagnosticsError:
    what, do = say(lang, f"approvals.{wording}"), say(lang, f"approvals.{wording}_do")
    return DiagnosticsError([Diagnostic(file=file, line=0, what=what, do=do)])
