"""mkdocs.yml → Site. The file itself is read, so that every command says the same, with lines."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import regex

from portevoix.alert_options import AlertOptions, read_alert_options
from portevoix.approvals import ApprovalOptions, read_approval_options
from portevoix.blog_options import refused as refused_of
from portevoix.contrast import AA, contrast
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.doors import has_scripts
from portevoix.fields import refuse_unknown
from portevoix.file_stats import folder_stands
from portevoix.form import Form
from portevoix.language import LANGUAGES, say
from portevoix.listening_options import ListeningOptions, read_listening
from portevoix.looks import has_our_look
from portevoix.newsletter_options import NewsletterOptions, read_newsletter
from portevoix.paths import ENGLISH, Names
from portevoix.posts import decode, shown
from portevoix.profiles import PROFILES
from portevoix.result_options import ResultOptions, read_result_options
from portevoix.sending_options import SendingOptions, read_sending
from portevoix.settings import CHARTER, INDEXNOW, REDIRECTS, SETTINGS
from portevoix.site import Account, Audience, IndexNow, Organisation, Palette, Pocket, Site
from portevoix.snippets import read_boards
from portevoix.typography import unbroken_hours
from portevoix.yaml_text import read_yaml

PLUGIN = "portevoix/resonance"
CHARTER_PLUGIN = "portevoix/charter"
# Our own, and those that rest on a site of ours: the makers do what they did.
KNOWN_PLUGINS = frozenset(
    {
        *(PLUGIN, CHARTER_PLUGIN, "portevoix/incremental"),
        *("blog", "search", "tags", "material/blog", "material/search", "material/tags"),
    }
)
MAX_INHERITED = 5
_COLOUR = regex.compile(r"#[0-9a-f]{6}")
_KEY = regex.compile(r"[A-Za-z0-9-]{8,128}").fullmatch  # https://www.indexnow.org/documentation
_CAMPAIGN = regex.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_HOUR = regex.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
# Pairs that text is set in: each must hold AA.
_PAIRS = (("ink", "paper"), ("signal", "paper"), ("light", "night"), ("signal_dark", "night"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Where things lie, and the site."""

    file: Path
    docs: Path
    theme: str  # its name
    overrides: Path | None  # what the project changes of it
    output: Path
    charter: Path | None  # the folder of the charter; None on a site without one
    site: Site
    options: Form  # all options of the plugin, for rooms that read their own
    top: Form  # all of the file, for the same
    sending: SendingOptions = field(default_factory=SendingOptions)
    approvals: ApprovalOptions = field(default_factory=ApprovalOptions)
    newsletter: NewsletterOptions = field(default_factory=NewsletterOptions)
    results: ResultOptions = field(default_factory=ResultOptions)
    listening: ListeningOptions = field(default_factory=ListeningOptions)
    alerts: AlertOptions = field(default_factory=AlertOptions)
    per_page: int = 12  # posts on a page of a list
    ours: bool = True  # whether the pages have our look; else we are added to those of another
    charter_only: bool = False  # whether the charter is all that is asked of us
    engine_alone: bool = True  # whether no plugin or hook but ours has a say in the site
    refused: tuple[Diagnostic, ...] = ()  # what it asks of a blog and this one does not do
    notices: tuple[Diagnostic, ...] = ()


def read_configuration(
    file: Path, *, shown_from: Path | None = None, known: Mapping[str, Any] | None = None
) -> Configuration:
    """Raises DiagnosticsError with every mistake of the file and of those it inherits.

    `known` are the values that the engine has read already, of keys that are its own: they may come
    from the environment, or from its command line.
    """
    base = (shown_from or Path.cwd()).resolve()
    diagnostics = Diagnostics()
    values, lines, origins = _merged(file.resolve(), base, diagnostics, MAX_INHERITED)
    values |= known or {}
    top = Form(values, lines, shown(file, base), diagnostics, origins=origins)
    folder = file.resolve().parent
    theme, overrides = _look(top, folder)
    ours = has_our_look(theme, overrides)
    diagnostics.lang = _language(values.get("theme"), ours=ours)
    site = replace(_site(top, diagnostics, ours=ours), scripts=has_scripts(folder))
    docs = folder / top.text("docs_dir", "docs")
    _known_engine(top, docs, ours=ours)
    sending = read_sending(_options(top))
    approvals = read_approval_options(_options(top))
    newsletter = read_newsletter(_options(top))
    results = read_result_options(_options(top))
    listening = read_listening(_options(top))
    alerts = read_alert_options(_options(top))
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    # Of another look the blog is its own plugin's, with all that it can do.
    refused, notices = refused_of(top, _blog(top), ours=True) if ours else ((), ())
    return Configuration(
        file=file.resolve(),
        docs=docs,
        theme=theme,
        overrides=overrides,
        output=folder / top.text("site_dir", "site"),
        charter=_charter(top, docs),
        site=site,
        options=_options(top),
        top=top,
        sending=sending,
        approvals=approvals,
        newsletter=newsletter,
        results=results,
        listening=listening,
        alerts=alerts,
        per_page=_blog(top).number("pagination_per_page", 12, least=1, most=200),
        ours=ours,
        charter_only=not ours and PLUGIN not in (values.get("plugins") or ()),
        engine_alone=_is_alone(top),
        refused=refused,
        notices=notices,
    )


def _merged(
    file: Path, base: Path, diagnostics: Diagnostics, depth: int
) -> tuple[dict[str, Any], dict[str, int], dict[str, str]]:
    """The values of a file over those of the file it inherits, as MkDocs merges them."""
    name = shown(file, base)
    try:
        text = decode(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        diagnostics.mistake(name, 0, "configuration.no_file")
        raise DiagnosticsError(diagnostics.mistakes) from None
    values, lines = read_yaml(text, file=name, diagnostics=diagnostics, prose=False)
    if not isinstance(values, dict):
        if not diagnostics.mistakes:
            diagnostics.mistake(name, 0, "configuration.no_file")
        raise DiagnosticsError(diagnostics.mistakes)
    values["plugins"] = _by_name(values.get("plugins"), lines)
    parent = values.pop("INHERIT", None)
    origins = dict.fromkeys(lines, name)
    if isinstance(parent, str) and depth:
        below, below_lines, below_origins = _merged(
            file.parent / parent, base, diagnostics, depth - 1
        )
        return _over(values, below), {**below_lines, **lines}, {**below_origins, **origins}
    return values, lines, origins


def _language(theme: object, *, ours: bool) -> str:
    """That of our words. A site of ours speaks French unless it says otherwise, and any other what
    its theme does: English where we do not speak its language."""
    said = str(theme.get("language") or "") if isinstance(theme, Mapping) else ""
    if ours:
        return "en" if said.startswith("en") else "fr"
    return "fr" if said.startswith("fr") else "en"


def _known_engine(top: Form, docs: Path, *, ours: bool) -> None:
    """What MkDocs would stop at later, in a language of its own."""
    plugins = top.values.get("plugins")
    wanted = {PLUGIN} if ours else {PLUGIN, CHARTER_PLUGIN}
    if not isinstance(plugins, dict | list) or wanted.isdisjoint(plugins):
        top.wrong("plugins", "configuration.no_plugin", name=PLUGIN)
    if not folder_stands(docs):
        top.wrong("docs_dir", "configuration.no_docs", value=docs.name[:120])
    theme = top.values.get("theme")
    lang = str(theme.get("language") or "fr") if isinstance(theme, Mapping) else "fr"
    if ours and not lang.startswith(LANGUAGES):
        top.wrong("theme.language", "configuration.no_language", value=lang)


def _by_name(plugins: Any, lines: dict[str, int]) -> dict[str, Any]:
    """Plugins as a mapping, whether written as a list or as a mapping."""
    if isinstance(plugins, dict):
        return plugins
    found: dict[str, Any] = {}
    for n, item in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(item, dict):
            found.update(item)
            for path in [path for path in lines if path.startswith(f"plugins.{n}.")]:
                lines["plugins." + path.split(".", 2)[2]] = lines[path]
        elif isinstance(item, str):
            found[item] = {}
    return found


def _over(values: Mapping[str, Any], below: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in values.items():
        under = merged.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            merged[key] = _over(value, under)
        else:
            merged[key] = value
    return merged


def _look(top: Form, folder: Path) -> tuple[str, Path | None]:
    """The name of the theme, and the folder that changes it."""
    value = top.values.get("theme")
    if isinstance(value, str):
        return value, None
    form = top.form("theme")
    name, custom = (form.text("name"), form.text("custom_dir")) if form else ("", "")
    return name, folder / custom if custom else None


def _is_alone(top: Form) -> bool:
    """Whether what MkDocs makes follows from the sources alone."""
    plugins = top.values.get("plugins")
    named = plugins if isinstance(plugins, dict) else {}
    more = any(top.values.get(key) for key in ("hooks", "extra_templates"))
    return not more and KNOWN_PLUGINS.issuperset(named)


def _charter(top: Form, docs: Path) -> Path | None:
    plugins = top.form("plugins")
    if plugins is None or CHARTER_PLUGIN not in plugins.values:
        return None
    options = plugins.form(CHARTER_PLUGIN)
    return docs / (options.text("folder", "charte") if options else "charte")


def _options(top: Form) -> Form:
    plugins = top.form("plugins") or top.below("plugins", {})
    return plugins.form(PLUGIN) or plugins.below(PLUGIN, {})


def _blog(top: Form) -> Form:
    """The settings of the blog: ours, or those of Material's plugin where it is listed."""
    plugins = top.form("plugins") or top.below("plugins", {})
    ours = _options(top).form("blog")
    return (
        ours or plugins.form("blog") or plugins.form("material/blog") or plugins.below("blog", {})
    )


def _site(top: Form, diagnostics: Diagnostics, *, ours: bool) -> Site:
    options = _options(top)
    refuse_unknown(options, SETTINGS)
    charter = (top.form("plugins") or top.below("plugins", {})).form(CHARTER_PLUGIN)
    if charter is not None:
        refuse_unknown(charter, CHARTER.fields)
    blog = _blog(top)
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
        campaign=_campaign(options, "billet" if ours or diagnostics.lang == "fr" else "post"),
        hub=options.address("hub", local=False),
        indexnow=_indexnow(options.form("indexnow")),
        pocket=_pocket(options.form("pocket")),
        redirects=_redirects(options),
        names=_names(diagnostics.lang, ours=ours),
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


def _names(lang: str, *, ours: bool) -> Names:
    """A site of our look keeps the addresses that it has always had, whatever its language; those of
    the newsletter came later."""
    if lang == "fr":
        return Names()
    return replace(Names(), letters=ENGLISH.letters) if ours else ENGLISH


def _url(top: Form) -> str:
    url = os.environ.get("SITE_URL") or top.text("site_url")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or not url.isascii():
        top.wrong("site_url", "configuration.no_url", value=url)
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
        one.name: form.text(one.name) for one in fields(Organisation) if one.name != "accounts"
    }
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
    return time(int(match[1]), int(match[2]))


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
