"""mkdocs.yml → Configuration. The file itself is read, so that every command says the same, with lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from portevoix.alert_options import AlertOptions, read_alert_options
from portevoix.approval_options import ApprovalOptions, read_approval_options
from portevoix.blog_options import refused as refused_of
from portevoix.diagnostics import Diagnostic, Diagnostics, DiagnosticsError
from portevoix.doors import has_scripts
from portevoix.file_naming import shown
from portevoix.file_stats import folder_stands
from portevoix.form import Form
from portevoix.inherited import MAX_INHERITED, merged_settings
from portevoix.language import LANGUAGES, say
from portevoix.listening_options import ListeningOptions, read_listening
from portevoix.looks import has_our_look
from portevoix.near import nearest
from portevoix.newsletter_options import NewsletterOptions, read_newsletter
from portevoix.plugin_options import (
    CHARTER_PLUGIN,
    PLUGIN,
    blog_of,
    charter_folder,
    is_alone,
    options_of,
)
from portevoix.result_options import ResultOptions, read_result_options
from portevoix.sending_options import SendingOptions, read_sending
from portevoix.site import Site
from portevoix.site_options import read_site
from portevoix.values import dataclass


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
    values, lines, origins = merged_settings(file.resolve(), base, diagnostics, MAX_INHERITED)
    values |= known or {}
    top = Form(values, lines, shown(file, base), diagnostics, origins=origins)
    folder = file.resolve().parent
    theme, overrides = _look(top, folder)
    ours = has_our_look(theme, overrides)
    diagnostics.lang = _language(values.get("theme"), ours=ours)
    site = replace(read_site(top, diagnostics, ours=ours), scripts=has_scripts(folder))
    docs = folder / top.path("docs_dir", "docs")
    output = folder / top.path("site_dir", "site")
    charter = charter_folder(top, docs)
    _known_engine(top, docs, ours=ours)
    sending = read_sending(options_of(top))
    approvals = read_approval_options(options_of(top))
    newsletter = read_newsletter(options_of(top))
    results = read_result_options(options_of(top), folder)
    listening = read_listening(options_of(top), folder)
    alerts = read_alert_options(options_of(top), folder)
    blog = blog_of(top) if ours else replace(blog_of(top), diagnostics=Diagnostics())
    per_page = blog.number("pagination_per_page", 12, least=1, most=200)
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    # Of another look the blog is its own plugin's, with all that it can do.
    refused, notices = refused_of(top, blog_of(top), site.names, ours=True) if ours else ((), ())
    return Configuration(
        file=file.resolve(),
        docs=docs,
        theme=theme,
        overrides=overrides,
        output=output,
        charter=charter,
        site=site,
        options=options_of(top),
        top=top,
        sending=sending,
        approvals=approvals,
        newsletter=newsletter,
        results=results,
        listening=listening,
        alerts=alerts,
        per_page=per_page,
        ours=ours,
        charter_only=not ours and PLUGIN not in (values.get("plugins") or ()),
        engine_alone=is_alone(top),
        refused=refused,
        notices=notices,
    )


def _language(theme: object, *, ours: bool) -> str:
    """That of our words. A site of ours speaks French unless it says otherwise, and any other what
    its theme does: English where we do not speak its language."""
    said = str(theme.get("language") or "") if isinstance(theme, Mapping) else ""
    if ours:
        return "en" if said.startswith("en") else "fr"
    return "fr" if said.startswith("fr") else "en"


_OF_THEME = ("name", "custom_dir", "language", "locale", "static_templates")


def _known_engine(top: Form, docs: Path, *, ours: bool) -> None:
    """What MkDocs would stop at later, in a language of its own."""
    plugins = top.values.get("plugins")
    wanted = {PLUGIN} if ours else {PLUGIN, CHARTER_PLUGIN}
    written = [one for one in plugins if isinstance(one, str)] if isinstance(plugins, dict) else []
    if wanted.isdisjoint(written):
        if slip := _mistyped(PLUGIN, written):
            hint = say(top.diagnostics.lang, "form.near", near=PLUGIN)
            top.wrong(f"plugins.{slip}", "configuration.unknown_plugin", name=slip, hint=hint)
        else:
            top.wrong("plugins", "configuration.no_plugin", name=PLUGIN)
    if not folder_stands(docs):
        top.wrong("docs_dir", "configuration.no_docs", value=docs.name[:120])
    theme = top.values.get("theme")
    lang = str(theme.get("language") or "fr") if isinstance(theme, Mapping) else "fr"
    for key in theme if ours and isinstance(theme, Mapping) else ():
        # Left as it is, the site would speak French, or lose what the organisation changed.
        if key not in _OF_THEME and (near := nearest(key, _OF_THEME)):
            top.wrong(f"theme.{key}", "form.mistyped", near=near)
    if ours and isinstance(theme, Mapping) and theme.get("language", "fr") in (None, ""):
        top.wrong("theme.language", "configuration.empty", example="fr")
    if ours and not lang.startswith(LANGUAGES):
        top.wrong("theme.language", "configuration.no_language", value=lang)


def _mistyped(name: str, written: Iterable[str]) -> str:
    """The word of those written that stands for a name, with a slip or without what is before it."""
    short = name.rpartition("/")[2]
    return next((word for word in written if nearest(word, (name, short))), "")


def _look(top: Form, folder: Path) -> tuple[str, Path | None]:
    """The name of the theme, and the folder that changes it."""
    value = top.values.get("theme")
    if isinstance(value, str):
        return value, None
    form = top.form("theme")
    name, custom = (form.text("name"), form.path("custom_dir")) if form else ("", "")
    return name, folder / custom if custom else None
