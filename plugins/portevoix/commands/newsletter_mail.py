"""What `porte-voix newsletter` makes of an issue: files, a mail, a draft at the tool that sends it."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from portevoix.commands.newsletter_run import Run
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.edition import Edition
from portevoix.issues import Issue
from portevoix.language import say
from portevoix.letters.compose import codes_of, compose
from portevoix.letters.eml import Composed, mail_of, name_of, sender_of
from portevoix.letters.html import CLIPPED, for_tool, render_html, render_team, text_for_tool
from portevoix.letters.listmonk import VARIABLE, Campaign, GoneAlready, Unread, draft
from portevoix.letters.plain import text_of
from portevoix.letters.smtp import NotSent, send_mail
from portevoix.letters.team import Team, team_text
from portevoix.letters.tools import TOOLS, Tool
from portevoix.posts import shown
from portevoix.secret import secret
from portevoix.sending import NetworkError, said_of
from portevoix.values import dataclass
from portevoix.whole_files import write_whole

FOLDER = "exports"


@dataclass(frozen=True, slots=True)
class Parts:
    """A letter as one tool takes it, or nobody's."""

    subject: str
    html: str
    text: str


def _parts(one: Run, issue: Issue, edition: Edition, tool: Tool | None) -> Parts:
    letter = compose(issue, edition, tool, one.now)
    codes = codes_of(edition.newsletter, tool)
    html = render_html(letter, edition.site, one.configuration.overrides)
    return Parts(
        text_for_tool(letter.subject, tool, {}),
        for_tool(html, tool, codes),
        text_for_tool(text_of(letter), tool, codes),
    )


def make_issue(one: Run, issue: Issue, edition: Edition) -> int:
    """The files of an issue, then what was asked beside them."""
    site, options = edition.site, edition.newsletter
    tool = TOOLS.get(_tool_key(one))
    base = f"{site.names.letters.strip('/')}-{issue.id}"
    plain = _parts(one, issue, edition, None)
    mail = _mailed(one, plain, issue.id, issue.lang, sender_of(options, site), unsent=True)
    files = {f"{base}.eml": mail.as_bytes()}
    taken = plain
    if tool is not None:
        taken = _parts(one, issue, edition, tool)
        files[f"{base}-{tool.key}.html"] = taken.html.encode()
        files[f"{base}-{tool.key}.txt"] = taken.text.encode()
    _write(one, files)
    _weigh(one, taken.html)
    if tool is not None:
        _told_of(one, tool, codes_of(options, tool))
    elif not options.unsubscribe:
        one.say("no_way_out")
    if one.chosen.mail:
        _post(one, _mailed(one, plain, issue.id, issue.lang, one.chosen.mail))
    if one.chosen.draft:
        _draft(one, issue, taken)
    if issue.sent is None:
        one.say("next", id=issue.id)
    return 0


def _tool_key(one: Run) -> str:
    if one.chosen.draft:
        return "listmonk"
    return getattr(one.chosen, "for") or one.configuration.newsletter.tool


def _mailed(
    one: Run, parts: Parts, id: str, lang: str, to: str, *, unsent: bool = False
) -> EmailMessage:
    return mail_of(
        Composed(id=id, lang=lang, subject=parts.subject, text=parts.text, html=parts.html),
        to=to,
        moment=one.now,
        options=one.configuration.newsletter,
        site=one.site,
        unsent=unsent,
    )


def _write(one: Run, files: Mapping[str, bytes]) -> None:
    """Made anew each time: they are drawn from the issue, and nobody's only copy."""
    folder = one.chosen.to or one.configuration.file.parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        file = folder / name
        write_whole(file, content)
        one.say("wrote", file=shown(file, Path.cwd()), weight=max(1, round(len(content) / 1024)))


def _weigh(one: Run, html: str) -> None:
    weight = len(html.encode())
    if weight > CLIPPED:
        one.say("too_heavy", weight=round(weight / 1024), most=CLIPPED // 1024)


def _told_of(one: Run, tool: Tool, codes: Mapping[str, str]) -> None:
    """Which link the tool makes, and who says that it is called so."""
    codes = {name.strip("\ue000\ue001"): code for name, code in codes.items()}
    if code := codes.get("unsubscribe"):
        one.say("code", tool=tool.label, code=code)
    else:
        one.say("own_link", tool=tool.label)


def _post(one: Run, mail: EmailMessage) -> None:
    to = one.chosen.mail
    try:
        send_mail(mail, one.configuration.newsletter.smtp, to)
    except NotSent as error:
        raise one.wrong(error.wording, **error.values) from None
    one.say("posted", to=to)


def _draft(one: Run, issue: Issue, parts: Parts) -> None:
    """The issue as a draft campaign of listmonk."""
    options, site = one.configuration.newsletter, one.site
    one_of = options.listmonk
    if not (one_of.server and one_of.user and one_of.lists):
        raise one.wrong("no_listmonk")
    token = secret(VARIABLE, one_of.user)
    if not token:
        raise one.wrong("no_token", variable=VARIABLE, user=one_of.user)
    name = f"{site.names.letters.strip('/')} {issue.id}"
    sender = f"{name_of(site)} <{sender_of(options, site)}>"
    campaign = Campaign(
        name=name, subject=parts.subject, sender=sender, body=parts.html, text=parts.text
    )
    try:
        made = draft(campaign, one_of, token)
    except GoneAlready as gone:
        raise one.wrong("campaign_gone", name=name, status=gone.status) from None
    except Unread:
        raise one.wrong("no_such_server", server=one_of.server) from None
    except NetworkError as error:
        what, do = said_of(error, one.lang)
        raise DiagnosticsError([Diagnostic(file=one_of.server, line=0, what=what, do=do)]) from None
    one.say("drafted" if made.new else "drafted_again", address=made.address(one_of.server))


def make_team(one: Run, team: Team | None) -> int:
    """The team's letter of the day before."""
    if team is None:
        one.say("team_nothing")
        return 0
    site = one.site
    html = render_team(team, site, one.configuration.overrides)
    parts = Parts(team.subject, html, team_text(team))
    to = one.chosen.mail or sender_of(one.configuration.newsletter, site)
    mail = _mailed(one, parts, f"team {team.id}", team.lang, to, unsent=not one.chosen.mail)
    if one.chosen.mail:
        _post(one, mail)
        return 0
    _write(one, {say(one.lang, "letters.team_file", day=team.id): mail.as_bytes()})
    return 0
