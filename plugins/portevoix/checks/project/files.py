"""Review posts by their files: those of the blog together, others each on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from portevoix.cache.fingerprint import fingerprint_of
from portevoix.checks.findings import Report
from portevoix.checks.project.project import Project
from portevoix.checks.review import (
    Cache,
    PostReview,
    ReviewContext,
    check_subject,
    report_of,
    review_context,
    review_posts,
)
from portevoix.checks.sources import read_standalone
from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.networks import NETWORKS
from portevoix.posts import (
    AUTHORS_FILE,
    FOLDER_FILE,
    below,
    is_markdown,
    read_shelf,
    real_path,
    settle,
    turns,
)
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True)
class FilesReview:
    """What the rules found, what could not be read, how many files were looked at."""

    report: Report
    mistakes: tuple[Diagnostic, ...]
    files: int
    notices: tuple[Diagnostic, ...] = ()


# What else there is to say of the posts of those files, or of all: mistakes and notices.
Beyond = Callable[[frozenset[str] | None], tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]]


def nothing(files: frozenset[str] | None) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Nothing else is to be said."""
    return (), ()


def review_files(
    project: Project, named: Sequence[Path], path: Path | None, beyond: Beyond = nothing
) -> FilesReview:
    """Look at the files that are named, or else at every post; `path` is where reviews are kept."""
    own = project.own_files()
    context = review_context(project.source)
    if path is None:
        return _looked_at(project, context, named, own, beyond)[1]
    cache = Cache.read(path)
    key = "" if named else _state(project, own, context)
    if key and (kept := cache.whole_run(key)) is not None:
        return FilesReview(report_of(kept), (), len(own))
    reviews, found, steady = _looked_at(project, context, named, own, beyond, cache)
    silent = not found.mistakes and not found.notices and not found.report.failures
    if key and steady and silent:
        cache.keep_whole_run(key, reviews)
    cache.write(path)
    return found


def _state(project: Project, own: set[Path], context: ReviewContext) -> str:
    """The content of every post, and size and time of all that may lie beside them."""
    settings = fingerprint_of(project.config) if project.config else ""
    digest = hashlib.sha256(f"{context.digest} {project.today} {project.base} {settings}".encode())
    blog = project.blog
    for path in sorted(project.docs.rglob("*")):
        ours = path.is_relative_to(blog)
        if (is_markdown(path.name) and ours) or path.name in (AUTHORS_FILE, FOLDER_FILE):
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            digest.update(f"{path}\0{content}\0".encode())
        elif path.is_file():
            status = path.stat()
            digest.update(f"{path}\0{status.st_size} {status.st_mtime_ns}\0".encode())
    return digest.hexdigest() if all(path.is_relative_to(blog.resolve()) for path in own) else ""


def _looked_at(
    project: Project,
    context: ReviewContext,
    named: Sequence[Path],
    own: set[Path],
    beyond: Beyond,
    cache: Cache | None = None,
) -> tuple[list[PostReview], FilesReview, bool]:
    """What was found, post by post and in all, and whether all that holds until midnight: no post
    turns before."""
    steady = True
    folders: dict[str, Path] = {}
    real = {path: real_path(path, folders) for path in named}
    inside = [path for path in named if real[path] in own]
    outside = [path for path in named if real[path] not in own]
    reviews: list[PostReview] = []
    mistakes: list[Diagnostic] = []
    notices: tuple[Diagnostic, ...] = ()
    files = len(outside)
    if inside or not named:
        only = None if not named else {below(real[path], project.base) for path in inside}
        files += len(own) if only is None else len(only)
        try:
            shelf = read_shelf(
                project.blog,
                replace(project.site, objectives={}),
                networks=tuple(dict.fromkeys((*NETWORKS, *project.site.networks))),
                shown_from=project.base,
            )
        except DiagnosticsError as error:
            # One bad post hides no other's faults: each is then checked on its own.
            mistakes += [one for one in error.mistakes if only is None or one.file in only]
            outside = [*outside, *(inside if named else sorted(own))]
        else:
            posts = settle(shelf.posts, project.now)
            steady = all(at.date() != project.today for post in posts for at in turns(post))
            reviews += review_posts(posts, context, cache=cache, only=only)
        more, notices = beyond(None if only is None else frozenset(only))
        mistakes += more
    for path in outside:
        alone = read_standalone(path, context.source)
        mistakes += alone.mistakes
        if alone.subject:
            reviews.append(check_subject(alone.subject))
    found = FilesReview(
        report=report_of(reviews),
        mistakes=tuple(sorted(set(mistakes))),
        files=files,
        notices=notices,
    )
    return reviews, found, steady
