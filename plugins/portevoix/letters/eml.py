"""A letter as a mail, whole: RFC 5322 and MIME, the same bytes for the same letter."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from portevoix.newsletter_options import NewsletterOptions
from portevoix.site import Site
from portevoix.text import tidy
from portevoix.values import dataclass


def sender_of(options: NewsletterOptions, site: Site) -> str:
    """The address that letters come from; "" where nobody says one."""
    return options.sender or site.organisation.email


def name_of(site: Site) -> str:
    return tidy(site.organisation.sender or site.organisation.name or site.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A letter as it goes to everybody: both parts, and whose they are."""

    id: str  # of the issue
    lang: str
    subject: str
    text: str
    html: str


def mail_of(
    letter: Composed,
    *,
    to: str,
    moment: datetime,
    options: NewsletterOptions,
    site: Site,
    unsent: bool = False,
) -> EmailMessage:
    """Both parts, the text first as readers without HTML want it. `unsent` makes Outlook open the file
    as a message to be sent."""
    sender = sender_of(options, site)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = tidy(letter.subject)
    mail["From"] = Address(name_of(site), addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    if options.reply_to:
        mail["Reply-To"] = Address(addr_spec=options.reply_to)
    mail["Date"] = format_datetime(moment)
    unique = uuid5(NAMESPACE_URL, f"{site.url}{letter.id} {moment.isoformat()} {to}").hex
    mail["Message-ID"] = f"<{unique}@{urlsplit(site.url).hostname}>"
    mail["Content-Language"] = letter.lang
    if unsent:
        mail["X-Unsent"] = "1"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{uuid5(NAMESPACE_URL, unique).hex}")
    return mail
