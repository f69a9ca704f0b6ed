"""`porte-voix newsletter`: begins an issue, makes its mails, hands it to the tool that sends it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from portevoix.building.assembling import assembled
from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of, named
from portevoix.configuration import Configuration, read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.edition import Edition
from portevoix.issues import Chosen, Issue
from portevoix.language import say
from portevoix.letters.beginning import (
    Period,
    marked_sent,
    posts_of,
    read_month,
    read_week,
    render_issue,
)
from portevoix.letters.compose import codes_of, compose
from portevoix.letters.eml import mail_of, name_of, sender_of
from portevoix.letters.html import CLIPPED, for_tool, render_html, render_team, text_for_tool
from portevoix.letters.listmonk import VARIABLE, Campaign, GoneAlready, Unread, draft
from portevoix.letters.plain import text_of
from portevoix.letters.smtp import NotSent, send_mail
from portevoix.letters.team import Team, brief, end_of, team_text
from portevoix.letters.tools import TOOLS, Tool
from portevoix.newsletter_options import is_mail
from portevoix.planning import plan_of
from portevoix.posts import Post, shown, slugify
from portevoix.secret import secret
from portevoix.sending import NetworkError
from portevoix.site import Site
from portevoix.sources.options import SourceOptions
from portevoix.tongues import read_tongue

FOLDER = "exports"


def _month(text: str) -> Period:
    if (found := read_month(text)) is None:
        raise Misused("letters.bad_month", value=text)
    return found


def _week(text: str) -> Period:
    if (found := read_week(text)) is None:
        raise Misused("letters.bad_week", value=text)
    return found


def _mail(text: str) -> str:
    if not is_mail(text):
        raise Misused("letters.bad_mail_typed", value=text)
    return text


def _tongue(text: str) -> str:
    if (found := read_tongue(text)) is None:
        raise Misused("letters.bad_tongue", value=text)
    return found


OPTIONS = (
    Option("names", "letters.help_names", ("letters.a_name",), many=True),
    Option("--month", "letters.help_month", ("letters.a_month",), _month),
    Option("--week", "letters.help_week", ("letters.a_week",), _week),
    Option("--lang", "commands.lang", ("commands.a_language",), _tongue),
    Option("--category", "letters.help_category", ("letters.a_category",)),
    Option("--issue", "letters.help_issue", ("letters.a_name",)),
    Option("--for", "letters.help_for", ("letters.a_tool",), choices=tuple(TOOLS)),
    Option("--to", "schedulers.about_to", ("commands.folder",), named),
    Option("--draft", "letters.help_draft"),
    Option("--mail", "letters.help_mail", ("letters.a_mail",), _mail),
    Option("--sent", "letters.help_sent"),
    Option("--staff", "letters.help_staff"),
    NOW,
    CONFIG,
)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: what was asked, and what is known of the site."""

    chosen: argparse.Namespace
    configuration: Configuration
    now: datetime

    @property
    def site(self) -> Site:
        return self.configuration.site

    @property
    def lang(self) -> str:
        return self.site.lang

    @property
    def folder(self) -> Path:
        """Of the issues."""
        return self.configuration.docs / self.site.names.letters

    def say(self, wording: str, **values: object) -> None:
        print(say(self.lang, f"letters.{wording}", **values))

    def wrong(self, wording: str, /, **values: object) -> DiagnosticsError:
        what = say(self.lang, f"letters.{wording}", **values)
        do = say(self.lang, f"letters.{wording}_do", **values)
        place = str(values.get("file") or shown(self.configuration.file, Path.cwd()))
        return DiagnosticsError([Diagnostic(file=place, line=0, what=what, do=do)])


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; 1 when nothing could be made or handed over. Raises DiagnosticsError."""
    from portevoix.building.engine import Refused
    from portevoix.engine.mkdocs.host import MkDocs

    _sensible(chosen)
    file = config_of(chosen)
    staff = file.resolve().with_name("mkdocs.internal.yml")
    configuration = read_configuration(staff if chosen.staff and staff.is_file() else file)
    one = _Run(chosen, configuration, moment_of(chosen, configuration.site))
    if chosen.sent:
        return _mark(one)
    site = configuration.site
    if not sender_of(configuration.newsletter, site):
        raise one.wrong("no_sender")
    if chosen.mail and not configuration.newsletter.smtp.server:
        raise one.wrong("no_smtp")
    # What goes out tomorrow is known at its end.
    then = end_of(one.now.date() + timedelta(days=1), site) if chosen.staff else one.now
    engine = MkDocs(configuration=configuration)
    try:
        with assembled(configuration, SourceOptions(now=then), engine) as made:
            if chosen.staff:
                posts, calendar = made.sources.shelf.posts, made.sources.calendar
                plan = plan_of(posts, calendar, one.now)
                team = brief(made.edition, plan, then.date())
                return _team(one, team)
            issue = _issue(one, made.edition, made.sources.shelf.posts)
            return _make(one, issue, made.edition)
    except Refused as refused:
        raise DiagnosticsError(
            [Diagnostic(file=file.name, line=0, what=str(refused), do="")]
        ) from None


def _sensible(chosen: argparse.Namespace) -> None:
    """Raises Misused for words that do not go together."""
    asked = [
        word
        for word, said in (
            ("--month", chosen.month),
            ("--week", chosen.week),
            ("--staff", chosen.staff),
            (say(chosen.language, "letters.a_name"), chosen.names),
        )
        if said
    ]
    if not asked:
        raise Misused("letters.what")
    if len(asked) > 1:
        raise Misused("commands.one_of", words=", ".join(asked))
    if chosen.sent and (len(chosen.names or ()) != 1 or chosen.draft or chosen.mail):
        raise Misused("letters.which_sent")
    if chosen.staff and chosen.draft:
        raise Misused("letters.team_stays")
    if chosen.issue and slugify(chosen.issue) != chosen.issue:
        raise Misused("letters.bad_name_typed", value=chosen.issue, better=slugify(chosen.issue))


def _issue(one: _Run, edition: Edition, shelf: Sequence[Post]) -> Issue:
    """The issue that is asked for, begun where it is not there yet."""
    chosen, known = one.chosen, {each.id: each for each in edition.issues}
    names = [_slug(name) for name in chosen.names or ()]
    if len(names) == 1 and names[0] in known and not chosen.issue:
        return known[names[0]]
    lang = chosen.lang or edition.site.tongue
    period: Period | None = chosen.month or chosen.week
    if period is not None:
        posts = posts_of(edition.posts, period, lang, chosen.category or "")
        id = chosen.issue or _id(period.key, lang, chosen.category or "", edition.site)
        if id in known:
            one.say("begun_before", file=known[id].file)
            return known[id]
        if not posts:
            raise one.wrong("no_posts", period=period.named(one.lang))
    else:
        posts = tuple(_named(one, name, edition, shelf) for name in names)
        if len(posts) > 1 and not chosen.issue:
            raise Misused("letters.name_it")
        id = chosen.issue or posts[0].slug
        lang = chosen.lang or posts[0].lang
        if id in known:
            one.say("begun_before", file=known[id].file)
            return known[id]
    return _begin(one, id, posts, lang, period)


def _id(key: str, lang: str, category: str, site: Site) -> str:
    parts = (key, slugify(category), "" if lang == site.tongue else lang.lower())
    return "-".join(part for part in parts if part)


def _slug(name: str) -> str:
    last = name.rstrip("/").replace("\\", "/").rpartition("/")[2]
    return last.removesuffix(".md").removesuffix(".yml")


def _named(one: _Run, name: str, edition: Edition, shelf: Sequence[Post]) -> Post:
    for post in edition.posts:
        if name in (post.slug, _slug(post.file)):
            return post
    ahead = any(name in (post.slug, _slug(post.file)) for post in shelf)
    raise one.wrong("not_out_typed" if ahead else "no_such", name=name)


def _begin(one: _Run, id: str, posts: Sequence[Post], lang: str, period: Period | None) -> Issue:
    """Write the file of an issue, over nothing."""
    whole = period is None and len(posts) == 1
    text = render_issue(id, posts, lang=lang, ours=one.site.tongue, period=period, whole=whole)
    file = one.folder / f"{id}.yml"
    one.folder.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as written:
        written.write(text)
    one.say("begun", file=shown(file, Path.cwd()))
    from portevoix.diagnostics import Diagnostics
    from portevoix.yaml_text import read_yaml

    values, _ = read_yaml(text, file=file.name, diagnostics=Diagnostics(one.lang))
    assert isinstance(values, dict)
    return Issue(
        id=id,
        file=shown(file, Path.cwd()),
        subject=str(values["subject"]),
        lang=lang,
        posts=tuple(Chosen(post.slug) for post in posts),
        whole=whole,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """A letter as one tool takes it, or nobody's."""

    subject: str
    html: str
    text: str


def _parts(one: _Run, issue: Issue, edition: Edition, tool: Tool | None) -> _Parts:
    letter = compose(issue, edition, tool, one.now)
    codes = codes_of(edition.newsletter, tool)
    html = render_html(letter, edition.site, one.configuration.overrides)
    return _Parts(
        text_for_tool(letter.subject, tool, {}),
        for_tool(html, tool, codes),
        text_for_tool(text_of(letter), tool, codes),
    )


def _make(one: _Run, issue: Issue, edition: Edition) -> int:
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


def _tool_key(one: _Run) -> str:
    if one.chosen.draft:
        return "listmonk"
    return getattr(one.chosen, "for") or one.configuration.newsletter.tool


def _mailed(
    one: _Run, parts: _Parts, id: str, lang: str, to: str, *, unsent: bool = False
) -> EmailMessage:
    return mail_of(
        subject=parts.subject,
        text=parts.text,
        html=parts.html,
        lang=lang,
        id=id,
        to=to,
        moment=one.now,
        options=one.configuration.newsletter,
        site=one.site,
        unsent=unsent,
    )


def _write(one: _Run, files: Mapping[str, bytes]) -> None:
    """Made anew each time: they are drawn from the issue, and nobody's only copy."""
    folder = one.chosen.to or one.configuration.file.parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        file = folder / name
        new = file.with_name(f".{name}.new")
        new.write_bytes(content)
        new.replace(file)
        one.say("wrote", file=shown(file, Path.cwd()), weight=max(1, round(len(content) / 1024)))


def _weigh(one: _Run, html: str) -> None:
    weight = len(html.encode())
    if weight > CLIPPED:
        one.say("too_heavy", weight=round(weight / 1024), most=CLIPPED // 1024)


def _told_of(one: _Run, tool: Tool, codes: Mapping[str, str]) -> None:
    """Which link the tool makes, and who says that it is called so."""
    codes = {name.strip("\ue000\ue001"): code for name, code in codes.items()}
    if code := codes.get("unsubscribe"):
        one.say("code", tool=tool.label, code=code)
    else:
        one.say("no_code", tool=tool.label)


def _post(one: _Run, mail: EmailMessage) -> None:
    to = one.chosen.mail
    try:
        send_mail(mail, one.configuration.newsletter.smtp, to)
    except NotSent as error:
        raise one.wrong(error.wording, **error.values) from None
    one.say("posted", to=to)


def _draft(one: _Run, issue: Issue, parts: _Parts) -> None:
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
        what = say(one.lang, f"sending.{error.wording}", **error.values)
        do = say(one.lang, f"sending.{error.wording}_do", **error.values)
        raise DiagnosticsError([Diagnostic(file=one_of.server, line=0, what=what, do=do)]) from None
    one.say("drafted" if made.new else "drafted_again", address=made.address(one_of.server))


def _team(one: _Run, team: Team | None) -> int:
    """The team's letter of the day before."""
    if team is None:
        one.say("team_nothing")
        return 0
    site = one.site
    html = render_team(team, site, one.configuration.overrides)
    parts = _Parts(team.subject, html, team_text(team))
    to = one.chosen.mail or sender_of(one.configuration.newsletter, site)
    mail = _mailed(one, parts, f"team {team.id}", team.lang, to, unsent=not one.chosen.mail)
    if one.chosen.mail:
        _post(one, mail)
        return 0
    _write(one, {say(one.lang, "letters.team_file", day=team.id): mail.as_bytes()})
    return 0


def _mark(one: _Run) -> int:
    """Write into an issue when it left."""
    (name,) = one.chosen.names
    file = one.folder / f"{_slug(name)}.yml"
    place = shown(file, Path.cwd())
    try:
        before = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise one.wrong("no_such", name=name) from None
    except UnicodeDecodeError:
        raise one.wrong("cannot_mark", file=place) from None
    after = marked_sent(before, one.now)
    if after is None:
        raise one.wrong("cannot_mark", file=place)
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(after.encode())
    new.replace(file)
    one.say("marked", file=place)
    return 0
