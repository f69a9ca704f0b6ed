"""Which file of an organisation's logo cards can show."""

from __future__ import annotations

from pathlib import Path

from portevoix.cards.render import SETTINGS
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.site import Site


def logo_file(site: Site, docs: Path) -> Path | None:
    """The organisation's logo as a picture that can be drawn: beside an SVG, a PNG of its name.

    Raises DiagnosticsError when there is none.
    """
    if not site.organisation.logo:
        return None
    file = docs / site.organisation.logo
    if file.suffix.lower() != ".svg":
        return file
    drawn = file.with_suffix(".png")
    if drawn.is_file():
        return drawn
    values = {"logo": site.organisation.logo, "png": drawn.name}
    raise DiagnosticsError(
        [
            Diagnostic(
                file=SETTINGS,
                line=0,
                what=say(site.lang, "cards.logo_vector", **values),
                do=say(site.lang, "cards.logo_vector_do", **values),
            )
        ]
    )
