"""What `results` says in mkdocs.yml: the file, whether the public site shows the bilan, and the columns
of tools that we do not know. Light: every command reads the settings."""

from __future__ import annotations

import re
from pathlib import Path

from portevoix.form import Form
from portevoix.paths import FRENCH, standing
from portevoix.values import dataclass

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
# What a column may hold: whose numbers a row has, then the numbers. `results` gives them their sense.
PARTS = ("link", "text", "page", "network", "account", "day")
NUMBERS = (
    *("impressions", "views", "reach", "reactions", "comments", "shares", "quotes", "saves"),
    *("clicks", "pageviews", "visits", "visitors"),
)
HOLDS = (*PARTS, *NUMBERS)
TOOLS = ("meta", "linkedin", "hootsuite", "sprout", "matomo", "plausible")  # that we know
_TELLING = ("link", "text", "page")  # one of these says which post it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A tool of the organisation, or what it says otherwise of one that we know."""

    name: str
    columns: tuple[tuple[str, str], ...] = ()  # title, what it holds; none: those that we know
    network: str = ""
    stretch: bool | None = None  # None: as we know it
    months_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOptions:
    file: str = FRENCH.results  # beside mkdocs.yml
    public: bool = False  # whether the public site shows the bilan
    imports: tuple[Declared, ...] = ()


def read_result_options(options: Form, folder: Path) -> ResultOptions:
    """`folder` is that of mkdocs.yml. Mistakes stay with the form."""
    form = options.form("results") or options.below("results", {})
    usual = standing(folder, "results", form.diagnostics.lang)
    file = form.path("file", usual)
    if "/" in file or "\\" in file or file.startswith(".") or not file.endswith(".csv"):
        form.wrong("file", "results.bad_file", value=file[:80])
        file = usual
    declared = form.form("imports")
    imports = []
    for name in declared.values if declared else ():
        assert declared
        below = declared.form(name)
        if not _NAME.fullmatch(name):
            declared.wrong(name, "results.bad_name", value=name[:80])
        elif below is not None and (made := _declared(name, below)) and made != Declared(name=name):
            imports.append(made)
    return ResultOptions(file=file, public=form.flag("public"), imports=tuple(imports))


def _declared(name: str, form: Form) -> Declared | None:
    below = form.form("columns")
    if below is None and name not in TOOLS:
        form.wrong("columns", "results.no_columns", known=", ".join(HOLDS))
        return None
    columns = [
        (title, holds)
        for title in (below.values if below else ())
        if below and (holds := below.choice(title, HOLDS))
    ]
    held = {holds for _, holds in columns}
    if columns and not (held & set(_TELLING) and held & set(NUMBERS)):
        form.wrong("columns", "results.few_columns")
        return None
    return Declared(
        name=name,
        columns=tuple(columns),
        network=form.text("network"),
        stretch=form.flag("period") if form.has("period") else None,
        months_first=form.flag("months_first", True),
    )
