"""Writing a new site: all of it or nothing, and over nothing that is there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say

# What a folder may hold already: a new repository, the environment that the command runs in.
LEFT_ALONE = frozenset({".cache", ".git", ".venv", "venv", ".DS_Store"})


def taken(folder: Path, lang: str) -> Diagnostic | None:
    """Why nothing can be written there, when nothing can."""
    if folder.is_dir():
        found = sorted(one.name for one in folder.iterdir() if one.name not in LEFT_ALONE)
        if not found:
            return None
        values = {"found": ", ".join(found[:5]) + (", …" if found[5:] else "")}
    elif folder.exists() or folder.is_symlink():
        values = {"found": folder.name}
    else:
        return None
    what, do = say(lang, "starting.taken", **values), say(lang, "starting.taken_do")
    return Diagnostic(file=str(folder), line=0, what=what, do=do)


def write_site(files: Mapping[str, bytes], folder: Path, lang: str) -> None:
    """Raises DiagnosticsError when the folder holds something; what fails leaves no file behind."""
    if wrong := taken(folder, lang):
        raise DiagnosticsError([wrong])
    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".porte-voix-", dir=folder))
    moved: list[Path] = []
    try:
        for path, content in files.items():
            file = made / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for one in sorted(made.iterdir()):
            place = folder / one.name
            if place.exists():  # somebody was quicker
                raise FileExistsError(place)
            one.rename(place)
            moved.append(place)
    except BaseException:
        for place in moved:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if new and not any(folder.iterdir()):
            folder.rmdir()
