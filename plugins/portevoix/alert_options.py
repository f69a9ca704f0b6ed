"""What `alerts` says in mkdocs.yml: who gets the morning mail, which facts people checked themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from portevoix.form import Form
from portevoix.paths import FRENCH, standing
from portevoix.safe_addresses import is_mail
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOptions:
    mail_to: tuple[str, ...] = ()
    checked: Mapping[str, date] = field(default_factory=dict, hash=False)  # network → day
    links: str = FRENCH.links  # beside mkdocs.yml


def read_alert_options(options: Form, folder: Path) -> AlertOptions:
    """`folder` is that of mkdocs.yml. Mistakes stay with the form."""
    form = options.form("alerts") or options.below("alerts", {})
    mails = form.texts("mail_to")
    for one in mails:
        if not is_mail(one):
            form.wrong("mail_to", "form.not_mail", value=one[:80])
    checked = form.form("checked")
    days: dict[str, date] = {}
    for key in checked.values if checked else ():
        if checked and (day := checked.day(key)):
            days[key] = day
    usual = standing(folder, "links", form.diagnostics.lang)
    links = form.path("links", usual)
    if "/" in links or "\\" in links or links.startswith(".") or not links.endswith(".csv"):
        form.wrong("links", "alerts.bad_file", value=links[:80])
        links = usual
    return AlertOptions(mail_to=mails, checked=days, links=links)
