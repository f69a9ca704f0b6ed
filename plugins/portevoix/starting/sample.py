"""Where the sample lies: in the package that was installed, or else in the repository."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def sample_folder() -> Path:
    """The folder with mkdocs.yml, docs/ and overrides/ of the sample organisation."""
    packed = _PACKAGE / "sample"
    return packed if packed.is_dir() else _PACKAGE.parents[1]
