"""`porte-voix newsletter`: begins an issue, makes its mails, hands it to the tool that sends it."""

from __future__ import annotations

import argparse
from datetime import timedelta

from portevoix.building.assembling import assembled
from portevoix.commands.newsletter_issue import issue_asked, mark_sent
from portevoix.commands.newsletter_mail import make_issue, make_team
from portevoix.commands.newsletter_run import Run
from portevoix.commands.options import CONFIG, NOW, Misused, Option, config_of, moment_of, named
from portevoix.configuration import read_configuration
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.letters.beginning import Period, read_month, read_week
from portevoix.letters.eml import sender_of
from portevoix.letters.team import brief, end_of
from portevoix.letters.tools import TOOLS
from portevoix.planning import plan_of
from portevoix.posts import slugify
from portevoix.safe_addresses import is_mail
from portevoix.sources.options import SourceOptions
from portevoix.tongues import read_tongue


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


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; 1 when nothing could be made or handed over. Raises DiagnosticsError."""
    from portevoix.building.engine import Refused
    from portevoix.engine.mkdocs.host import MkDocs

    _sensible(chosen)
    file = config_of(chosen)
    staff = file.resolve().with_name("mkdocs.internal.yml")
    configuration = read_configuration(staff if chosen.staff and staff.is_file() else file)
    one = Run(chosen, configuration, moment_of(chosen, configuration.site))
    if chosen.sent:
        return mark_sent(one)
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
                return make_team(one, team)
            issue = issue_asked(one, made.edition, made.sources.shelf.posts)
            return make_issue(one, issue, made.edition)
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
