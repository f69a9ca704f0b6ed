"""Sending tools, and what each calls the links that it makes for every reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portevoix.networks import Grade
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    key: str
    label: str
    unsubscribe: str  # "": the tool adds that link itself
    preferences: str = ""
    browser: str = ""
    marks: tuple[str, ...] = ()  # what begins one of its codes: in what people wrote, made inert
    drops_comments: bool = False  # Outlook's conditional ones too, unless they come as a code
    grade: Grade
    source: str = ""
    checked_on: date


TOOLS: Mapping[str, Tool] = {
    one.key: one
    for one in (
        Tool(
            key="mailchimp",
            label="Mailchimp",
            unsubscribe="*|UNSUB|*",
            preferences="*|UPDATE_PROFILE|*",
            browser="*|ARCHIVE|*",
            marks=("*|",),
            grade=Grade.OFFICIAL,
            source="https://mailchimp.com/help/customize-your-footer-content/",
            checked_on=date(2026, 11, 28),
        ),
        Tool(
            key="brevo",
            label="Brevo",
            unsubscribe="{{ unsubscribe }}",
            preferences="{{ update_profile }}",
            browser="{{ mirror }}",
            marks=("{{", "{%", "{#"),
            grade=Grade.OFFICIAL,
            source="https://help.sendinblue.com/hc/en-us/articles/360000946299-About-Sendinblue-Template-Language",
            checked_on=date(2026, 11, 28),
        ),
        Tool(
            key="cyberimpact",
            label="Cyberimpact",
            # It stands at the foot of every mailing, until Cyberimpact itself takes it off an account.
            unsubscribe="",
            marks=("{{", "[["),
            grade=Grade.OFFICIAL,
            source="https://www.cyberimpact.com/en/mandatory-messaging/",
            checked_on=date(2026, 11, 28),
        ),
        Tool(
            key="listmonk",
            label="listmonk",
            unsubscribe="{{ UnsubscribeURL }}",
            browser="{{ MessageURL }}",
            marks=("{{",),
            # Its bodies go through Go's html/template, which leaves comments out (6.2.0).
            drops_comments=True,
            grade=Grade.OFFICIAL,
            source="https://listmonk.app/docs/templating/",
            checked_on=date(2026, 11, 28),
        ),
    )
}
