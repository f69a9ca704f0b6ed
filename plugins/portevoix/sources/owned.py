"""Files that only unpublished texts own or name: they stay in the house with them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from portevoix.text import sound
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A post or a page below docs/."""

    uri: str
    is_public: bool  # whether this build publishes it
    names: tuple[str, ...]  # of the files that it names, as written


def withheld(files: Mapping[str, str], texts: Iterable[Text]) -> frozenset[str]:
    """The places of files that this build leaves out; `files` gives the place of each by its path
    below docs/.

    A file that a published text names goes out. Of the others, those stay that an unpublished text
    names, or owns: it lies beside it under its name, or in a folder whose texts are all unpublished.
    """
    every = tuple(texts)
    if all(text.is_public for text in every):
        return frozenset()
    places = frozenset(files.values())
    shown: set[str] = set()
    hidden: set[str] = set()
    beside: dict[str, list[Text]] = {}
    for text in every:
        beside.setdefault(posixpath.dirname(text.uri), []).append(text)
        named = shown if text.is_public else hidden
        for name in text.names:
            if (place := _place(name, text.uri, files, places)) is not None:
                named.add(place)
    return frozenset(
        place
        for uri, place in files.items()
        if place not in shown and (place in hidden or _is_owned(uri, beside))
    )


def _place(name: str, uri: str, files: Mapping[str, str], places: frozenset[str]) -> str | None:
    """The place of a file that a text names: from where it lies, from docs/, or from the site."""
    path = sound(unquote(name))
    if path.startswith("/"):
        path = path.lstrip("/")
        return files.get(path) or (path if path in places else None)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path))
    return files.get(target)


def _is_owned(uri: str, beside: Mapping[str, list[Text]]) -> bool:
    """Whether the texts that a file belongs to are all unpublished: those of its name in the nearest
    folder that holds texts, or else all of that folder."""
    folder, _, name = uri.rpartition("/")
    names = [name.rpartition(".")[0] or name]
    while True:
        texts = beside.get(folder)
        if texts:
            of_its_name = _of_name(names, texts)
            return not any(text.is_public for text in of_its_name or texts)
        if not folder:
            return False
        folder, _, inside = folder.rpartition("/")
        names.append(inside)


def _of_name(names: list[str], texts: list[Text]) -> list[Text]:
    """The texts whose own name one of `names` begins with: of those, the longest."""
    found: list[Text] = []
    longest = 0
    for text in texts:
        stem = posixpath.basename(text.uri).rpartition(".")[0]
        if stem.lower() in ("index", "readme") or len(stem) < longest:
            continue
        if any(_begins(name, stem) for name in names):
            if len(stem) > longest:
                found, longest = [], len(stem)
            found.append(text)
    return found


def _begins(name: str, stem: str) -> bool:
    return name.startswith(stem) and not name[len(stem) : len(stem) + 1].isalnum()
