"""The options `exports` of mkdocs.yml: an organisation's own template in the place of ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.form import Form
from portevoix.language import Words
from portevoix.networks import Grade
from portevoix.schedulers.recipes import WORDS, is_recipe
from portevoix.schedulers.scheduler import Scheduler, Shape
from portevoix.schedulers.table import SCHEDULERS
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    scheduler: Scheduler
    channels: Mapping[str, str]  # network → what the tool calls the account there
    server: str = ""  # where its API answers
    workspace: str = ""


def read_tools(options: Form | None, lang: str) -> dict[str, Tool]:
    """All tools by key, as the organisation has them. Raises DiagnosticsError with all mistakes."""
    found = {key: Tool(scheduler=one, channels={}) for key, one in SCHEDULERS.items()}
    if options is None:
        return found
    diagnostics = Diagnostics(lang)
    form = replace(options, diagnostics=diagnostics)
    for key in form.values:
        below = form.form(key)
        if below is not None:
            found[key] = _tool(key, below)
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return found


def _server(form: Form) -> str:
    said = form.address("server", local=False).rstrip("/")
    if said and not said.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        form.wrong("server", "schedulers.not_https", value=said[:80])
        return ""
    return said


def _tool(key: str, form: Form) -> Tool:
    ours = SCHEDULERS.get(key) or Scheduler(
        key=key,
        label=Words(key, key),
        columns={},
        pictures=(".jpg", ".jpeg", ".png", ".webp"),
        grade=Grade.CONFIGURATION,
        source="",
        checked_on=date(2026, 11, 27),
    )
    columns = _columns(form)
    if not columns and not ours.columns:
        form.wrong("columns", "schedulers.no_columns")
    channels = form.form("channels")
    scheduler = replace(
        ours,
        columns=columns or ours.columns,
        shape=Shape(form.choice("shape", tuple(Shape), ours.shape)),
        header=form.flag("header", ours.header),
        mark=form.flag("mark", ours.mark),
        rows=form.number("rows", ours.rows, most=100_000),
        step=form.number("step", ours.step, least=1, most=60),
        apart=form.number("apart", ours.apart, most=1440),
        needs_own=ours.needs_own and not columns,
        grade=Grade.CONFIGURATION if columns else ours.grade,
    )
    return Tool(
        scheduler=scheduler,
        channels={name: channels.text(name) for name in channels.values} if channels else {},
        server=_server(form),
        workspace=form.text("workspace"),
    )


def _columns(form: Form) -> dict[str, str]:
    below = form.form("columns")
    found: dict[str, str] = {}
    for header in below.values if below else ():
        assert below is not None
        recipe = below.text(header)
        if not is_recipe(recipe):
            known = ", ".join(WORDS)
            below.wrong(header, "schedulers.bad_recipe", value=recipe[:80], known=known)
        found[header] = recipe
    return found
