"""The files of docs/ that a build publishes, those that it never does, and what is told of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.file_naming import below
from portevoix.posts import shown
from portevoix.sources.media_types import is_published
from portevoix.sources.owned import Text, withheld
from portevoix.sources.tree import DocFile, Leads, Link, look_over
from portevoix.text import sound

_NAMED = 20  # files that are told by name as not published
_LONG = 120  # characters of where a link leads that a message shows


def files_beside(
    folder: Path, blog: str, is_left_out: Callable[[str], bool]
) -> tuple[dict[str, DocFile], tuple[Link, ...]]:
    """Files beside posts, at the place that Material's blog gives them: that of the folder of
    posts left out; and the links among them."""
    found = look_over(
        folder / "posts", texts=False, is_left_out=lambda uri: is_left_out(f"{blog}posts/{uri}")
    )
    return {f"{blog}{one.uri}": one for one in found.files.values()}, found.links


def published_files(
    files: Mapping[str, DocFile], beside: Mapping[str, DocFile], blog: str, texts: Iterable[Text]
) -> tuple[dict[str, DocFile], list[Path]]:
    """Of the files of docs/ and those beside posts, by their places: those that this build may
    publish, and those that it never does because of what they are."""
    places = {
        **{uri: uri for uri in files},
        **{f"{blog}posts/{one.uri}": place for place, one in beside.items()},
    }
    kept_in = withheld(places, texts)
    found: dict[str, DocFile] = {}
    refused = []
    for some, beside_posts in ((files, False), (beside, True)):
        for place, one in some.items():
            if place in kept_in:
                continue
            if is_published(one.uri, beside_posts=beside_posts):
                found[place] = one
            else:
                refused.append(one.path)
    return found, refused


def notices_of_refused(paths: Sequence[Path], base: Path, lang: str) -> tuple[Diagnostic, ...]:
    """Notices of files that are no kind that is published; of many, the first are named."""
    diagnostics = Diagnostics(lang)
    for path in paths[:_NAMED]:
        diagnostics.notice(shown(path, base), 0, "posts.not_published")
    if len(paths) > _NAMED:
        path, more = paths[_NAMED], len(paths) - _NAMED
        diagnostics.notice(shown(path, base), 0, "posts.not_published_more", count=more)
    return tuple(diagnostics.notices)


def notices_of_links(
    links: Iterable[Link], docs: Path, base: Path, lang: str
) -> tuple[Diagnostic, ...]:
    """Notices of links of the file system that lead nowhere, or out of what is published; of many,
    the first are named."""
    diagnostics = Diagnostics(lang)
    root = f"{os.path.realpath(docs)}{os.sep}"
    told = {
        one.path: one.leads
        for one in links
        if one.leads is not Leads.OUT or not os.path.realpath(one.path).startswith(root)
    }
    for n, (path, leads) in enumerate(sorted(told.items())):
        file = below(path, base)
        if n == _NAMED:
            diagnostics.notice(file, 0, "posts.link_more", count=len(told) - n)
            break
        target = sound(str(path.readlink()))[:_LONG]
        diagnostics.notice(file, 0, f"posts.link_{leads}", target=target, docs=docs.name)
    return tuple(diagnostics.notices)
