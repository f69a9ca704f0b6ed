"""What mkdocs.yml says of the site itself: its address, its organisation, its words and colours."""

from __future__ import annotations

import os
import re
from dataclasses import fields, replace
from datetime import time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portevoix.contrast import AA, contrast
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.fields import refuse_empty, refuse_unknown
from portevoix.form import Form
from portevoix.language import say
from portevoix.paths import NAMES, Names
from portevoix.plugin_options import CHARTER_PLUGIN, blog_of, options_of
from portevoix.profiles import PROFILES
from portevoix.safe_addresses import is_base, safe_address, without_secret
from portevoix.settings import CHARTER, INDEXNOW, REDIRECTS, SETTINGS
from portevoix.site import Account, Audience, IndexNow, Organisation, Palette, Pocket, Site

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}").fullmatch  # https://www.indexnow.org/documentation
_CAMPAIGN = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_SPACE = "[ \u00a0\u202f]?"
_HOUR = re.compile(rf"([01]?\d|2[0-3])(?::([0-5]\d)|{_SPACE}h(?:{_SPACE}([0-5]\d))?)")
# Pairs that text is set in: each must hold AA.
_PAIRS = (("ink", "paper"), ("signal", "paper"), ("light", "night"), ("signal_dark", "night"))


def read_site(top: Form, diagnostics: Diagnostics, *, ours: bool) -> Site:
    """Mistakes stay with the diagnostics."""
    options = options_of(top)
    refuse_unknown(options, SETTINGS)
    refuse_empty(options, SETTINGS)
    for form, key in ((top, "site_name"), (options.form("organisation"), "name")):
        if form and isinstance(said := form.values.get(key), str) and not said.strip():
            form.wrong(key, "configuration.empty_name")
    charter = (top.form("plugins") or top.below("plugins", {})).form(CHARTER_PLUGIN)
    if charter is not None:
        refuse_unknown(charter, CHARTER.fields)
    blog = blog_of(top)
    audience = Audience(options.choice("audience", tuple(Audience), Audience.PUBLIC))
    name = top.text("site_name")
    if name and audience is Audience.INTERNAL and top.place("site_name")[0] != top.file:
        # Inherited from the public site: said once, there.
        name = say(diagnostics.lang, "configuration.internal_name", name=name)
    organisation = _organisation(options.form("organisation") or options.below("organisation", {}))
    if not ours and not organisation.name:
        organisation = replace(organisation, name=name)
    return Site(
        url=_url(top),
        name=name,
        description=top.text("site_description") or organisation.mission or name,
        lang=diagnostics.lang,
        profile=options.choice(
            "profile", tuple(PROFILES), "en" if diagnostics.lang == "en" else "fr-CA"
        ),
        zone=_zone(options, "America/Toronto" if ours else "UTC"),
        publish_at=_hour(options),
        blog=f"{blog.text('blog_dir', 'blog').strip('/.')}/".lstrip("/"),
        audience=audience,
        organisation=organisation,
        palette=_palette(options),
        objectives=_labels(options, "objectives"),
        category_hashtags=_hashtags(options),
        networks=_networks(options, diagnostics),
        campaign=_campaign(options, "billet" if diagnostics.lang == "fr" else "post"),
        hub=options.address("hub", local=False),
        indexnow=_indexnow(options.form("indexnow")),
        pocket=_pocket(options.form("pocket")),
        redirects=_redirects(options),
        names=_names(options, diagnostics.lang),
    )


def _indexnow(form: Form | None) -> IndexNow | None:
    if form is None:
        return None
    key = form.text("key")
    if not _KEY(key):
        form.wrong("key", "configuration.indexnow_key", value=key[:80])
        return None
    (usual,) = (one.default for one in INDEXNOW if one.key == "endpoint")
    return IndexNow(key=key, endpoint=form.address("endpoint", local=False) or usual)


def _pocket(form: Form | None) -> Pocket | None:
    if form is None:
        return Pocket()
    days = form.number("days", Pocket().days, least=2, most=30)
    calls = form.form("call")
    said = [(name, calls.text(name)) for name in calls.values] if calls else []
    for name, number in said:
        if calls is not None and not any(sign.isdigit() or sign == "{" for sign in number):
            calls.wrong(name, "configuration.no_number", value=number[:80])
    return Pocket(days=days, calls=tuple(said)) if form.flag("show", True) else None


def _redirects(options: Form) -> tuple[str, ...]:
    servers = options.texts("redirects")
    for n, server in enumerate(servers):
        if server not in REDIRECTS:
            options.choice_of(f"redirects.{n}", server, REDIRECTS, "form.not_choice")
    if {"netlify", "cloudflare"} <= set(servers):
        options.wrong("redirects", "configuration.redirects_both")
    return servers


def _names(options: Form, lang: str) -> Names:
    """Those of the site's language, unless it says otherwise: it had others before, and keeps them."""
    return NAMES[options.choice("addresses", tuple(NAMES), lang)]


def _url(top: Form) -> str:
    url = os.environ.get("SITE_URL") or top.text("site_url")
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that nothing closes
        parts = urlsplit("")
    if not url:
        top.wrong("site_url", "configuration.url_missing")
    elif (meant := without_secret(url)) != url:
        top.wrong("site_url", "form.secret_address", meant=meant[:200])
    elif (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or not url.isascii()
        or not safe_address(url)
    ):
        top.wrong("site_url", "configuration.no_url", value=url[:200])
    elif not is_base(url):
        meant = url.partition("?")[0].partition("#")[0]
        top.wrong("site_url", "form.not_base", value=url[:200], meant=meant)
    return url.rstrip("/") + "/"


def _organisation(form: Form) -> Organisation:
    accounts = []
    for one in form.forms("accounts"):
        account = Account(
            network=one.text("network"),
            name=one.text("name"),
            url=one.address("url", local=False),
        )
        if not account.network or not account.url:
            form.wrong("accounts", "configuration.account")
        accounts.append(account)
    words = {
        one.name: form.mail("email") if one.name == "email" else form.text(one.name)
        for one in fields(Organisation)
        if one.name != "accounts"
    }
    if words["hours"]:
        from portevoix.typography import unbroken_hours

        words["hours"] = unbroken_hours(words["hours"])
    return Organisation(**words, accounts=tuple(accounts))


def _zone(options: Form, usual: str) -> ZoneInfo:
    name = options.text("time_zone", usual)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        options.wrong("time_zone", "configuration.bad_zone", value=name)
        return ZoneInfo("UTC")


def _hour(options: Form) -> time:
    text = options.text("publish_at", "09:00")
    match = _HOUR.fullmatch(text)
    if not match:
        options.wrong("publish_at", "configuration.bad_hour", value=text)
        return time(9)
    return time(int(match[1]), int(match[2] or match[3] or 0))


def _palette(options: Form) -> Palette:
    form = options.form("palette")
    if form is None:
        return Palette()
    said = {}
    for one in fields(Palette):
        if colour := form.text(one.name).lower():
            if _COLOUR.fullmatch(colour):
                said[one.name] = colour
            else:
                form.wrong(one.name, "configuration.bad_colour", value=colour)
    palette = Palette(**said)
    for front, back in _PAIRS:
        ratio = contrast(getattr(palette, front), getattr(palette, back))
        if ratio < AA:
            told = f"{ratio:.1f}"
            if form.diagnostics.lang == "fr":
                told = told.replace(".", ",")
            form.wrong(front, "configuration.contrast", front=front, back=back, ratio=told)
    return palette


def _labels(options: Form, key: str) -> dict[str, str]:
    form = options.form(key)
    return {name: form.text(name, name) for name in form.values} if form else {}


def _hashtags(options: Form) -> dict[str, tuple[str, ...]]:
    form = options.form("hashtags")
    return {name: form.texts(name) for name in form.values} if form else {}


def _networks(options: Form, diagnostics: Diagnostics) -> dict[str, object]:
    """The organisation's own networks and wordings, checked here and made where they are used."""
    form = options.form("networks")
    if form is None:
        return {}
    file, _ = options.place("networks")
    start = len(options.prefix)
    lines = {
        path[start:]: line for path, line in form.lines.items() if path[:start] == options.prefix
    }
    from portevoix.snippets import read_boards  # takes every network: only where one is declared

    profile = options.text("profile", "fr-CA")
    try:
        read_boards(form.values, file, lines, diagnostics.lang, profile)
    except DiagnosticsError as found:
        diagnostics.mistakes += found.mistakes
    return dict(form.values)


def _campaign(options: Form, usual: str) -> str:
    """The name that tagged links bear: lower case, digits, hyphens."""
    said = options.text("campaign", usual)
    if not _CAMPAIGN.fullmatch(said):
        options.wrong("campaign", "configuration.bad_campaign", value=said)
    return said
