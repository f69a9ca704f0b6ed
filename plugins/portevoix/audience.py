"""Which pages of docs/ stay in the house: said in their front matter, or for a whole folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from portevoix.form import Diagnostics, Form, read_yaml
from portevoix.posts import decode, shown, split
from portevoix.site import Audience

FOLDER_FILE = ".meta.yml"  # Material's own: what it says holds for every page below


def internal_paths(docs: Path, base: Path, diagnostics: Diagnostics) -> frozenset[str]:
    """Pages and folders below `docs` that only the staff site may hold.

    Folders end with a slash. A page that cannot be read is a mistake, never public by accident.
    """
    found = set()
    for file in sorted(docs.rglob(FOLDER_FILE)):
        if _audience(file, base, diagnostics, whole=True) is Audience.INTERNAL:
            found.add(f"{file.parent.relative_to(docs).as_posix()}/")
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if _below(path, found) or path.startswith("blog/posts/") or not file.is_file():
            continue
        if _audience(file, base, diagnostics, whole=False) is Audience.INTERNAL:
            found.add(path)
    return frozenset(found)


def is_internal(path: str, internal: frozenset[str]) -> bool:
    return path in internal or _below(path, internal)


def _below(path: str, folders: frozenset[str] | set[str]) -> bool:
    return any(f"{parent.as_posix()}/" in folders for parent in PurePosixPath(path).parents)


def _audience(file: Path, base: Path, diagnostics: Diagnostics, *, whole: bool) -> Audience:
    name = shown(file, base)
    try:
        text = decode(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        diagnostics.mistake(name, 0, "posts.not_utf8")
        return Audience.INTERNAL
    first = 1
    if not whole:
        parts = split(text)
        text, first = parts.yaml, parts.yaml_line
    if "audience" not in text:
        return Audience.PUBLIC
    values, lines = read_yaml(text, file=name, first_line=first, diagnostics=diagnostics)
    if not isinstance(values, dict):
        return Audience.INTERNAL
    said = Form(values, lines, name, diagnostics).choice(
        "audience", tuple(Audience), Audience.PUBLIC
    )
    return Audience(said)
