"""Files for planning tools: each a value with its columns, its limits, its source and its date."""

from portevoix.schedulers.exporting import (
    Asked,
    Export,
    ExportFile,
    Left,
    Note,
    Told,
    Why,
    digest_of,
    export,
    export_seen,
    render,
)
from portevoix.schedulers.handing import APIS, Api, Handed, Strange
from portevoix.schedulers.reading import Tool, read_tools
from portevoix.schedulers.recipes import Row, cook, is_recipe, nest
from portevoix.schedulers.scheduler import Scheduler, Shape
from portevoix.schedulers.table import SCHEDULERS

__all__ = [
    "APIS",
    "SCHEDULERS",
    "Api",
    "Asked",
    "Export",
    "ExportFile",
    "Handed",
    "Left",
    "Note",
    "Row",
    "Scheduler",
    "Shape",
    "Strange",
    "Told",
    "Tool",
    "Why",
    "cook",
    "digest_of",
    "export",
    "export_seen",
    "is_recipe",
    "nest",
    "read_tools",
    "render",
]
