"""Which pages of docs/ stay in the house: said in their front matter, or for a whole folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from portevoix.form import Diagnostics, Form, read_yaml
from portevoix.posts import decode, shown, split
from portevoix.site import Audience
from portevoix.sources.tree import DocTree

TO_WRITE = "to_write"  # front matter of a page: what it still lacks


def internal_paths(
    tree: DocTree, ours: tuple[str, ...], base: Path, diagnostics: Diagnostics
) -> frozenset[str]:
    """Pages and folders of docs/ that only the staff site may hold; what lies in folders of `ours`,
    the posts and the charter, says so itself.

    A page that says what is still to be written on it waits in the house too; each such line is a
    notice. Folders end with a slash. A page that cannot be read is a mistake, never public by accident.
    """
    found = set()
    for file in tree.folder_files:
        if _audience(file, base, diagnostics, whole=True) is Audience.INTERNAL:
            found.add(f"{file.parent.relative_to(tree.folder).as_posix()}/")
    for one in tree.files.values():
        if not one.is_markdown or one.uri.startswith(ours) or _below(one.uri, found):
            continue
        if _audience(one.path, base, diagnostics, whole=False) is Audience.INTERNAL:
            found.add(one.uri)
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
    if "audience" not in text and TO_WRITE not in text:
        return Audience.PUBLIC
    values, lines = read_yaml(text, file=name, first_line=first, diagnostics=diagnostics)
    if not isinstance(values, dict):
        return Audience.INTERNAL
    form = Form(values, lines, name, diagnostics)
    left = () if whole else form.texts(TO_WRITE)
    for n, one in enumerate(left):
        diagnostics.notice(*form.place(f"{TO_WRITE}.{n}"), "site.to_write", text=one)
    said = form.choice("audience", tuple(Audience), Audience.PUBLIC)
    return Audience.INTERNAL if left else Audience(said)
