"""The results files that are read, each tool a value."""

from portevoix.results.importers.table import IMPORTERS

__all__ = ["IMPORTERS"]
