"""What `newsletter` says in mkdocs.yml: who signs, the sending tool and what it calls its links."""

from __future__ import annotations

from dataclasses import field

from portevoix.form import Form
from portevoix.values import dataclass

TOOLS = ("mailchimp", "brevo", "cyberimpact", "listmonk")
SECURITIES = ("starttls", "tls", "none")
LINKS = ("unsubscribe", "preferences", "browser")  # that a sending tool makes for each reader
_HERE = ("http://127.0.0.1", "http://localhost")  # where a token may go without https


@dataclass(frozen=True, slots=True, kw_only=True)
class Listmonk:
    server: str = ""
    user: str = ""  # of the API
    lists: tuple[int, ...] = ()
    template: int = 0  # 0: one of ours, made at need


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    server: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterOptions:
    title: str = ""  # "": drawn from the organisation's name
    sender: str = ""  # e-mail address; "": the organisation's
    reply_to: str = ""
    subscribe: str = ""  # address of the form where people subscribe
    unsubscribe: str = ""  # address, where no sending tool makes one
    tool: str = ""
    links: tuple[tuple[str, str], ...] = ()  # what the tool calls its links, in place of our table
    pictures: bool = True
    listmonk: Listmonk = field(default_factory=Listmonk)
    smtp: Smtp = field(default_factory=Smtp)


def read_newsletter(options: Form) -> NewsletterOptions:
    """Mistakes stay with the form."""
    form = options.form("newsletter") or options.below("newsletter", {})
    links = form.form("links")
    return NewsletterOptions(
        title=form.text("title"),
        sender=form.mail("sender"),
        reply_to=form.mail("reply_to"),
        subscribe=form.address("subscribe", local=False),
        unsubscribe=form.address("unsubscribe", local=False),
        tool=form.choice("tool", TOOLS),
        links=tuple((name, links.text(name)) for name in LINKS if links.has(name)) if links else (),
        pictures=form.flag("pictures", True),
        listmonk=_listmonk(form),
        smtp=_smtp(form),
    )


def _listmonk(form: Form) -> Listmonk:
    below = form.form("listmonk")
    if below is None:
        return Listmonk()
    server = below.base("server").rstrip("/")
    if server and not server.startswith(("https://", *_HERE)):
        below.wrong("server", "letters.not_https", value=server[:80])
        server = ""
    said = below.texts("lists")
    lists = tuple(int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 10)
    if len(lists) != len(said):
        below.wrong("lists", "letters.bad_lists")
    return Listmonk(
        server=server,
        user=below.text("user"),
        lists=lists,
        template=below.number("template", 0),
    )


def _smtp(form: Form) -> Smtp:
    below = form.form("smtp")
    if below is None:
        return Smtp()
    security = below.choice("security", SECURITIES, "starttls")
    usual = 465 if security == "tls" else 587
    return Smtp(
        server=below.text("server"),
        port=below.number("port", usual, least=1, most=65_535),
        security=security,
        user=below.text("user"),
    )
