"""Blogs of elsewhere, brought along: read, planned, written whole or not at all."""

from portevoix.importing.fetching import Web
from portevoix.importing.gathering import Gathering
from portevoix.importing.plan import Plan, make_plan, read_records
from portevoix.importing.reading import Source, read_source
from portevoix.importing.report import render_json, render_report
from portevoix.importing.standing import Standing
from portevoix.importing.table import KINDS
from portevoix.importing.writing import STAGE, Changed, Staged, commit, staged

__all__ = [
    "KINDS",
    "STAGE",
    "Changed",
    "Gathering",
    "Plan",
    "Source",
    "Staged",
    "Standing",
    "Web",
    "commit",
    "make_plan",
    "read_records",
    "read_source",
    "render_json",
    "render_report",
    "staged",
]
