"""One mail to oneself, by the organisation's own server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from portevoix.newsletter_options import Smtp
from portevoix.secret import secret

VARIABLE = "PORTEVOIX_SMTP_PASSWORD"
_TIMEOUT = 30  # seconds


class NotSent(Exception):
    """`wording` is a key below `letters.`; `values` its blanks."""

    def __init__(self, wording: str, /, **values: object) -> None:
        super().__init__(f"{wording} {values}")
        self.wording = wording
        self.values = values


def send_mail(mail: EmailMessage, options: Smtp, to: str) -> None:
    """Raises NotSent."""
    place = {"server": options.server, "port": options.port}
    try:
        with _opened(options) as server:
            if options.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if options.user:
                password = secret(VARIABLE, options.user)
                if not password:
                    raise NotSent("no_password", variable=VARIABLE, user=options.user)
                server.login(options.user, password)
            server.send_message(mail, to_addrs=[to])
    except smtplib.SMTPAuthenticationError:
        raise NotSent("bad_password", variable=VARIABLE, user=options.user) from None
    except smtplib.SMTPNotSupportedError:
        raise NotSent("no_starttls", **place) from None
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise NotSent("mail_refused", reason=_line(reason), **place) from None
    except smtplib.SMTPRecipientsRefused as error:
        refused = next((text for _, text in error.recipients.values()), b"")
        reason = refused.decode("utf-8", "replace")
        raise NotSent("mail_refused", reason=_line(reason), **place) from None
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent("no_mail_server", reason=_line(str(error)), **place) from None


def _opened(options: Smtp) -> smtplib.SMTP:
    if options.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(options.server, options.port, timeout=_TIMEOUT, context=context)
    return smtplib.SMTP(options.server, options.port, timeout=_TIMEOUT)


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
