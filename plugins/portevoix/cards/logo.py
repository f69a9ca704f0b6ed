"""Which file of an organisation's logo cards can show."""

from __future__ import annotations

from pathlib import Path

from portevoix.site import Site


def logo_file(site: Site, docs: Path) -> Path | None:
    """The organisation's logo as a picture that can be drawn: beside an SVG, a PNG of its name.

    None where there is none: cards then bear the organisation's name and the arcs.
    """
    if not site.organisation.logo:
        return None
    file = docs / site.organisation.logo
    if file.suffix.lower() != ".svg":
        return file
    drawn = file.with_suffix(".png")
    return drawn if drawn.is_file() else None
