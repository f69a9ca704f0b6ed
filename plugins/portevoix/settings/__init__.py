"""Every setting that mkdocs.yml may have for us, declared once: readers, messages, reference and schema
take them from here."""

from __future__ import annotations

from portevoix.settings.charter import CHARTER
from portevoix.settings.publishing import INDEXNOW, POCKET, PUBLISH, REDIRECTS
from portevoix.settings.resonance import RESONANCE, SETTINGS

__all__ = ["CHARTER", "INDEXNOW", "POCKET", "PUBLISH", "REDIRECTS", "RESONANCE", "SETTINGS"]
