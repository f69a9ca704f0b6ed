"""`porte-voix today`: what is due or late, and the next gesture of each; as a mail in the morning."""

from __future__ import annotations

import argparse
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from portevoix.alerts import Alert, dump_alerts, mail_subject, mail_text, print_alerts
from portevoix.building.outlook import due_alerts, with_results
from portevoix.building.planned import staff_file
from portevoix.commands.options import CONFIG, JSON, NOW, Option, config_of
from portevoix.commands.planned import Ahead, look_ahead, tell
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.letters.eml import sender_of
from portevoix.letters.smtp import NotSent, send_mail

OPTIONS = (Option("--morning", "alerts.help_mail"), JSON, NOW, CONFIG)


def run(chosen: argparse.Namespace) -> int:
    """Print the list; nothing is written. Raises DiagnosticsError."""
    ahead = look_ahead(staff_file(config_of(chosen)), chosen.now)
    sources = with_results(ahead.sources)
    tell((*sources.unheard, *sources.uncounted, *sources.unseen))
    alerts = due_alerts(sources, ahead.plan)
    if chosen.json:
        print(dump_alerts(alerts), end="")
    elif not chosen.morning:
        print(print_alerts(alerts, ahead.site, ahead.now.date()), end="")
    if chosen.morning:
        _mail(ahead, alerts)
    return 0


def _mail(ahead: Ahead, alerts: tuple[Alert, ...]) -> None:
    """One mail to each address, each alone in it; none where nothing is due."""
    lang, configuration = ahead.site.lang, ahead.configuration
    to, smtp = configuration.alerts.mail_to, configuration.newsletter.smtp
    lacking = [
        wording for wording, there in (("no_mail_to", to), ("no_server", smtp.server)) if not there
    ]
    if lacking:
        raise DiagnosticsError([_told(ahead, one) for one in lacking])
    if not alerts:
        print(say(lang, "alerts.mail_none"))
        return
    failed = []
    for address in to:
        try:
            send_mail(_message(ahead, alerts, address), smtp, address)
        except NotSent as error:
            what = say(lang, f"letters.{error.wording}", **error.values)
            failed.append(
                Diagnostic(
                    file="mkdocs.yml",
                    line=0,
                    what=say(lang, "alerts.mail_failed", what=what),
                    do=say(lang, f"letters.{error.wording}_do", **error.values),
                )
            )
        else:
            print(say(lang, "alerts.mail_sent", to=address))
    if failed:
        raise DiagnosticsError(failed)


def _message(ahead: Ahead, alerts: tuple[Alert, ...], to: str) -> EmailMessage:
    site, day = ahead.site, ahead.now.date()
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = mail_subject(alerts, site)
    mail["From"] = Address(
        site.name, addr_spec=sender_of(ahead.configuration.newsletter, site) or to
    )
    mail["To"] = Address(addr_spec=to)
    mail["Date"] = format_datetime(ahead.now)
    unique = uuid5(NAMESPACE_URL, f"{site.url}#today {day.isoformat()} {to}").hex
    mail["Message-ID"] = f"<{unique}@{urlsplit(site.url).hostname}>"
    mail["Content-Language"] = site.lang
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply comes back
    mail.set_content(mail_text(alerts, site, day), cte="quoted-printable")
    return mail


def _told(ahead: Ahead, wording: str) -> Diagnostic:
    lang = ahead.site.lang
    return Diagnostic(
        file="mkdocs.yml",
        line=0,
        what=say(lang, f"alerts.{wording}"),
        do=say(lang, f"alerts.{wording}_do"),
    )
