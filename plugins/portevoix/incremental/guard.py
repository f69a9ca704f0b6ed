"""The versions whose private parts this room knows."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

# Each was compared byte for byte with a stock build before it was added here.
PROVED = {"mkdocs": ("1.6.1",), "mkdocs-material": ("9.8.1",)}


def unknown_versions() -> list[str]:
    """What is installed and was not proved, as `name version`; empty when all is known."""
    found = []
    for name, proved in PROVED.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "?"
        if installed not in proved:
            found.append(f"{name} {installed}")
    return found
