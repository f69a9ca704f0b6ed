"""Every tool whose files are told by their columns, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.results.importers.hootsuite import HOOTSUITE
from portevoix.results.importers.importer import Importer
from portevoix.results.importers.linkedin import LINKEDIN
from portevoix.results.importers.matomo import MATOMO
from portevoix.results.importers.meta import META
from portevoix.results.importers.plausible import PLAUSIBLE
from portevoix.results.importers.sprout import SPROUT

IMPORTERS: Mapping[str, Importer] = {
    one.key: one for one in (META, LINKEDIN, HOOTSUITE, SPROUT, MATOMO, PLAUSIBLE)
}
