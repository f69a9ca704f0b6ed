"""The tools whose files are read, with what an organisation says of them and of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from portevoix.result_options import Declared
from portevoix.results.importers import IMPORTERS
from portevoix.results.importers.importer import LINK, PAGE, TEXT, Grade, Importer
from portevoix.results.measures import MEASURES


def importers_of(declared: Iterable[Declared]) -> Mapping[str, Importer]:
    """Those of the organisation are tried first."""
    own = {one.name: _importer(one, IMPORTERS.get(one.name)) for one in declared}
    return {**own, **{key: one for key, one in IMPORTERS.items() if key not in own}}


def _importer(one: Declared, known: Importer | None) -> Importer:
    made = known or Importer(
        key=one.name,
        label=one.name,
        columns={},
        needs=(),
        grade=Grade.OFFICIAL,
        checked_on=date(2026, 11, 28),
    )
    columns: dict[str, tuple[str, ...]] = {}
    for title, holds in one.columns:
        columns[holds] = (*columns.get(holds, ()), title)
    if columns:
        told = tuple(key for key in (LINK, TEXT, PAGE) if key in columns)
        measures = tuple(key for key in columns if key in MEASURES)
        made = replace(made, columns=columns, needs=(told, measures), stretch=PAGE in columns)
    return replace(
        made,
        network=one.network or made.network,
        stretch=made.stretch if one.stretch is None else one.stretch,
        months_first=one.months_first,
    )
