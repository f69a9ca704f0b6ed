"""The post that a page speaks of: its file as it lies now, and what was read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.networks import NETWORKS
from portevoix.posts import AUTHORS_FILE, Known, Post, read_authors, read_post, shown
from portevoix.site import Site
from portevoix.values import dataclass
from portevoix.workbench.manuscripts import Manuscript, edit, open_post
from portevoix.workbench.places import Outside
from portevoix.workbench.running import Shot
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.writing import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    name: str  # below the folder of the posts
    file: Path
    text: str  # with what somebody is typing
    post: Post
    site: Site
    docs: Path
    shot: Shot = field(repr=False)

    @property
    def picture(self) -> Path | None:
        """The file of its picture, if it lies below docs/."""
        picture = self.post.picture
        if picture is None:
            return None
        top, name = self.docs.resolve(), picture.file
        file = top / name.lstrip("/") if name.startswith("/") else self.file.parent / name
        try:
            found = file.resolve()
            return found if found.is_relative_to(top) and found.is_file() else None
        except (OSError, ValueError, RuntimeError):  # a name that no system takes, a loop of links
            return None


def opened(asked: Asked, name: str) -> Opened:
    """The post of that name, as its writer has it now.

    Raises DiagnosticsError with what keeps it from being read, Outside.
    """
    configuration = asked.desk.configuration()
    site, base = configuration.site, asked.desk.home
    folder = configuration.docs / site.blog.strip("/")
    if not name.endswith(".md"):
        raise Outside(name)
    try:
        now = open_post(asked.desk, name)
    except (FileNotFoundError, Unreadable):
        raise Outside(name) from None
    shot = asked.desk.running.state()
    diagnostics = Diagnostics(site.lang)
    authors = read_authors(folder / AUTHORS_FILE, base=base, diagnostics=diagnostics)
    networks = tuple(dict.fromkeys((*NETWORKS, *site.networks)))
    known = Known(site=site, authors=authors, networks=networks)
    post = read_post(
        now.text.encode(), file=shown(now.file, base), known=known, diagnostics=diagnostics
    )
    if post is None or diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return Opened(
        name=name,
        file=now.file,
        text=now.text,
        post=_as_built(post, shot),
        site=site,
        shot=shot,
        docs=configuration.docs,
    )


def _as_built(post: Post, shot: Shot) -> Post:
    """The post as the last build knows it, with what only a build finds out: what its text says where
    its author wrote no message, where its matter stands today."""
    if shot.assembled is None:
        return post
    built = next((one for one in shot.assembled.prepared.posts if one.file == post.file), None)
    if built is None:
        return post
    if built.digest == post.digest:
        return built
    message = post.message if post.intention.message else built.message
    summary = post.summary if post.description else built.summary
    return replace(post, slug=built.slug, message=message, summary=summary, state=built.state)


def written(asked: Asked, found: Opened, change: Callable[[str], str]) -> str:
    """Change the post, and what the next page says of it. Raises Changed, and what `change` raises."""
    made: Manuscript = edit(asked.desk, found.name, change)
    asked.desk.running.stir()
    return "workbench.said_in_draft" if made.is_draft else "workbench.said_saved"
