"""Which pages of docs/ stay in the house, said in their front matter or for a whole folder, and which
files pages name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath

from portevoix.conflicts import conflict_line
from portevoix.diagnostics import Diagnostics
from portevoix.form import Form
from portevoix.near import nearest
from portevoix.posts import (
    FolderValues,
    Parts,
    decode,
    files_named,
    meant,
    over_folders,
    read_folder_values,
    shown,
    split,
)
from portevoix.site import Audience
from portevoix.sources.fields import PAGE, TO_WRITE
from portevoix.sources.tree import DocTree
from portevoix.values import dataclass
from portevoix.yaml_text import Yaml, read_yaml

# Keys that keep a page from readers: mistyped, they would publish it.
HELD_BACK = frozenset({"audience", "draft", "published", TO_WRITE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What pages say of themselves, by their path below docs/; folders end with a slash."""

    internal: frozenset[str] = frozenset()  # for the staff site alone
    drafts: frozenset[str] = frozenset()  # for a preview alone
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)  # of files


def read_pages(
    tree: DocTree, posts: str, charter: str, base: Path, diagnostics: Diagnostics
) -> Pages:
    """Look into all pages but posts, which say themselves what they are; articles of the charter do
    so too, and are only asked which files they name.

    A page that says what is still to be written on it waits in the house; each such line is a
    notice. A page that cannot be read is a mistake, never public by accident.
    """
    folders = read_folder_values(tree.folder_files, base, diagnostics)
    internal, drafts = set(), set()
    names: dict[str, tuple[str, ...]] = {}
    for one in folders:
        place = _below(Path(base, one.folder), tree.folder)
        said = _said(Form(one.values, one.lines, one.file, diagnostics))
        if said.audience is Audience.INTERNAL:
            internal.add(place)
        if said.draft:
            drafts.add(place)
    for page in tree.files.values():
        if not page.is_markdown or page.uri.startswith((posts, f"{charter}versions/")):
            continue
        told = Diagnostics(diagnostics.lang) if page.uri.startswith(charter) else diagnostics
        said = _page(page.path, folders, base, told, diagnostics)
        if said.audience is Audience.INTERNAL:
            internal.add(page.uri)
        if said.draft:
            drafts.add(page.uri)
        if said.names:
            names[page.uri] = said.names
    return Pages(internal=frozenset(internal), drafts=frozenset(drafts), names=names)


def is_internal(path: str, internal: frozenset[str]) -> bool:
    """Whether a path, or a folder above it, is among those."""
    if not internal:
        return False
    return path in internal or any(
        f"{parent.as_posix()}/" in internal for parent in PurePosixPath(path).parents
    )


@dataclass(frozen=True, slots=True)
class _Said:
    audience: Audience
    draft: bool = False
    names: tuple[str, ...] = ()


def _below(folder: Path, docs: Path) -> str:
    try:
        return f"{folder.resolve().relative_to(docs.resolve()).as_posix()}/"
    except ValueError:  # a folder that a link leads to, elsewhere
        return "\0"


def _page(
    file: Path,
    folders: tuple[FolderValues, ...],
    base: Path,
    diagnostics: Diagnostics,
    conflicts: Diagnostics,
) -> _Said:
    name = shown(file, base)
    try:
        parts = split(decode(file.read_bytes()))
    except (OSError, UnicodeDecodeError):
        diagnostics.mistake(name, 0, "posts.not_utf8")
        return _Said(Audience.INTERNAL)
    if (conflict := conflict_line(parts.body)) is not None:
        conflicts.mistake(name, parts.body_line + conflict, "form.conflict")
    names = files_named(parts.body)
    form = _form(parts, name, folders, diagnostics)
    if form is None:
        return _Said(Audience.INTERNAL, names=names)
    said = _said(form)
    return _Said(said.audience, said.draft, names)


def _form(
    parts: Parts, name: str, folders: tuple[FolderValues, ...], diagnostics: Diagnostics
) -> Form | None:
    values: Yaml = {}
    lines: dict[str, int] = {"": 1}
    if parts.yaml.strip():
        asks = any(word in parts.yaml for word in HELD_BACK)
        # What cannot be read and asks nothing of us is for the engine to tell.
        heard = diagnostics if asks else Diagnostics(diagnostics.lang)
        read, found = read_yaml(
            parts.yaml, file=name, first_line=parts.yaml_line, diagnostics=heard
        )
        if isinstance(read, dict):
            values, lines = read, found
        elif asks:
            values = None
    return (
        over_folders(folders, values, lines, name, diagnostics)
        if isinstance(values, dict)
        else None
    )


def _said(form: Form) -> _Said:
    audience = form.choice("audience", tuple(Audience), Audience.PUBLIC)
    draft = form.values.get("draft") is True or form.values.get("published") is False
    for key, value in form.values.items():
        near = meant(key, value) or nearest(key, PAGE.names)
        if key not in PAGE.names and near in HELD_BACK:
            form.wrong(key, "form.mistyped", near=near)
    left = form.texts(TO_WRITE)
    for n, one in enumerate(left):
        form.diagnostics.notice(*form.place(f"{TO_WRITE}.{n}"), "site.to_write", text=one)
    return _Said(Audience.INTERNAL if left else Audience(audience), draft)
