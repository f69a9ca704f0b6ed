"""What `results` says in mkdocs.yml: the file, whether the public site shows the bilan, and the columns
of tools that we do not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from portevoix.form import Form
from portevoix.results.importers import IMPORTERS
from portevoix.results.importers.importer import PAGE, PARTS, Grade, Importer
from portevoix.results.measures import MEASURES, RESULT

FILE = "resultats.csv"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
HOLDS = (*PARTS, *(key for key in MEASURES if key != RESULT))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOptions:
    file: str = FILE  # beside mkdocs.yml
    public: bool = False  # whether the public site shows the bilan
    importers: Mapping[str, Importer] = field(default_factory=lambda: dict(IMPORTERS), hash=False)


def read_result_options(options: Form) -> ResultOptions:
    """Mistakes stay with the form."""
    form = options.form("results") or options.below("results", {})
    file = form.text("file", FILE)
    if "/" in file or "\\" in file or file.startswith(".") or not file.endswith(".csv"):
        form.wrong("file", "results.bad_file", value=file[:80])
        file = FILE
    importers = dict(IMPORTERS)
    declared = form.form("imports")
    for name in declared.values if declared else ():
        assert declared
        below = declared.form(name)
        if not _NAME.fullmatch(name):
            declared.wrong(name, "results.bad_name", value=name[:80])
        elif below is not None and (made := _importer(name, below, importers.get(name))):
            importers = {name: made, **{key: one for key, one in importers.items() if key != name}}
    return ResultOptions(file=file, public=form.flag("public"), importers=importers)


def _importer(name: str, form: Form, known: Importer | None) -> Importer | None:
    """A tool of the organisation, or other columns of one that we know."""
    columns: dict[str, tuple[str, ...]] = {}
    below = form.form("columns")
    if below is None and known is None:
        form.wrong("columns", "results.no_columns", known=", ".join(HOLDS))
        return None
    if below is None and known:
        return _changed(known, form)
    assert below
    for title in below.values:
        holds = below.choice(title, HOLDS)
        if holds:
            columns[holds] = (*columns.get(holds, ()), title)
    measures = tuple(key for key in columns if key in MEASURES)
    told = tuple(key for key in ("link", "text", PAGE) if key in columns)
    if not measures or not told:
        form.wrong("columns", "results.few_columns")
        return None
    start = known or Importer(
        key=name,
        label=name,
        columns={},
        needs=(),
        grade=Grade.OFFICIAL,
        checked_on=date(2026, 11, 28),
    )
    made = replace(start, columns=columns, needs=(told, measures), stretch=PAGE in columns)
    return _changed(made, form)


def _changed(importer: Importer, form: Form) -> Importer:
    return replace(
        importer,
        network=form.text("network", importer.network),
        stretch=form.flag("period", importer.stretch),
        months_first=form.flag("months_first", importer.months_first),
    )
