"""What a person types for a command: the script of their project where it has one, else porte-voix."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portevoix.site import Site

MARK = Path("scripts") / "environment.py"  # what every script of a project enters by


def has_scripts(project: Path) -> bool:
    """Whether commands of a project are started by scripts of its own."""
    return (project / MARK).is_file()


def typed(command: str, site: Site) -> str:
    """« porte-voix check », or « python3 scripts/check.py »."""
    if site.scripts:
        return f"python3 scripts/{command.replace('-', '_')}.py"
    return f"porte-voix {command}"


def quoted(place: str) -> str:
    """A name as it is typed after a command: the same in every shell where that can be."""
    if re.fullmatch(r"[\w./\\:~+@%,-]+", place):
        return place
    return shlex.quote(place) if re.search(r'["$`\\!]', place) else f'"{place}"'
