"""What `listening` says in mkdocs.yml: where what people say is kept, how long, and what of it."""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import urlsplit

from portevoix.form import Form
from portevoix.paths import FRENCH, standing
from portevoix.values import dataclass

VIEW = "https://public.api.bsky.app"
FOLLOW = 30  # days
_HERE = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningOptions:
    folder: str = FRENCH.listening  # beside mkdocs.yml, or a whole path
    names: bool = False  # whether the names of people who write are kept
    keep: str = ""  # how long a message is kept, in words; "": as the charter says
    delay: str = ""  # within what time people are answered; "": as the charter says
    follow: int = FOLLOW  # days after a text went out in which replies to it are looked for
    view: str = VIEW  # where posts of Bluesky are read

    def place(self, project: Path) -> Path:
        """The folder, seen from that of mkdocs.yml."""
        return project / self.folder


def read_listening(options: Form, project: Path) -> ListeningOptions:
    """`project` is the folder of mkdocs.yml. Mistakes stay with the form."""
    form = options.form("listening") or options.below("listening", {})
    usual = standing(project, "listening", form.diagnostics.lang)
    folder = form.path("folder", usual)
    first = PurePath(folder.replace("\\", "/")).parts[:1]
    if folder in (".", "/") or first in (("docs",), ("..",), ("site",)) or "\0" in folder:
        form.wrong("folder", "inbox.bad_folder", value=folder[:80])
        folder = usual
    view = form.base("bluesky_view").rstrip("/")
    parts = urlsplit(view)
    if view and parts.scheme != "https" and parts.hostname not in _HERE:
        form.wrong("bluesky_view", "sending.not_https", value=view[:80])
        view = ""
    return ListeningOptions(
        folder=folder,
        names=form.flag("names"),
        keep=form.text("keep"),
        delay=form.text("delay"),
        follow=form.number("follow", FOLLOW, least=1, most=365),
        view=view or VIEW,
    )
