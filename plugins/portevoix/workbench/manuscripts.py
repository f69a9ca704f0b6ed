"""What somebody is typing: kept beside, never in the file before they say so, and never lost.

A manuscript is the text of a post as its writer has it now. As long as it says what the file says
there is no draft. A draft lies in `.cache/porte-voix/atelier/drafts`: the text as the post's file
would be, and a line that says which file it stands for and which text of it the typing began with.

Each state of a draft has a number that no other one ever has, of no post and in no run: who tells the
number of the draft that they know has seen what they are about to replace. 0 says that they know the
file, and no draft. A number counted up would be given again once a draft was saved and another begun.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from portevoix.digests import digest
from portevoix.values import dataclass
from portevoix.workbench.bases import base_of, keep_base
from portevoix.workbench.bin import keep_copy
from portevoix.workbench.desk import Workbench
from portevoix.workbench.merging import Choice, Passage, merged, passages
from portevoix.workbench.places import inside
from portevoix.workbench.writing import Changed, Held, Unreadable, content_of, digest_of, held, save

_LOCK = threading.RLock()  # one hand at a time: of the whole workbench, which is one process
NOTHING = ""  # the base of a text whose file was not there


class Overtaken(Exception):
    """Another window made something else of the text meanwhile; `now` is what it says."""

    def __init__(self, now: Manuscript) -> None:
        super().__init__("overtaken")
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    name: str  # below the folder of posts
    file: Path
    text: str = field(repr=False)
    base: str  # digest of the file that the typing began with
    disc: bytes | None = field(repr=False)  # the file as it stands now; None when it is gone
    rev: int = 0  # of the draft, another one with each change; 0 without one
    sent: str = ""  # how a page named the typing that made the draft what it is
    is_draft: bool = False  # whether it says anything that the file does not
    typed: datetime | None = None  # when the draft was last written
    draft: Path | None = None  # where it lies

    @property
    def has_conflict(self) -> bool:
        """Whether the file is another one than the typing began with."""
        return self.is_draft and self.base != _digest(self.disc)

    @property
    def there(self) -> str:
        """The text of the file as it stands."""
        if self.disc is None:
            return ""
        try:
            return held(self.disc).text
        except Unreadable:  # saved elsewhere in another encoding: shown beside what was typed
            return self.disc.decode("utf-8", "replace")


def posts_folder(desk: Workbench) -> Path:
    """Raises DiagnosticsError where the configuration cannot be read."""
    configuration = desk.configuration()
    return configuration.docs / configuration.site.blog.strip("/") / "posts"


def open_post(desk: Workbench, name: str) -> Manuscript:
    """Raises Outside, FileNotFoundError where there is neither file nor draft, Unreadable."""
    with _LOCK:
        file = inside(posts_folder(desk), name)
        disc = content_of(file)
        draft = _read(desk, name)
        if draft is None:
            if disc is None:
                raise FileNotFoundError(2, os.strerror(2), str(file))
            there = held(disc)
            keep_base(desk.place, there.digest, disc)
            return Manuscript(name=name, file=file, text=there.text, base=there.digest, disc=disc)
        content, base, rev, sent, when = draft
        if content == disc:  # saved, and stopped before the draft was taken away
            _drop(desk, name)
            text = held(content).text
            return Manuscript(name=name, file=file, text=text, base=_digest(disc), disc=disc)
        return Manuscript(
            name=name,
            file=file,
            text=held(content).text,
            base=base,
            disc=disc,
            rev=rev,
            sent=sent,
            is_draft=True,
            typed=when,
            draft=_places(desk, name)[0],
        )


def type_text(
    desk: Workbench,
    name: str,
    change: Callable[[str], str],
    *,
    rev: int | None = None,
    base: str | None = None,
    sent: str = "",
    unanswered: Collection[str] = (),
) -> Manuscript:
    """Keep what somebody typed in the draft: it begins with the file of digest `base`, which may be
    gone by now.

    `rev` is that of the draft which they know; `sent` names what they typed, and `unanswered` what they
    sent before and were not told of. Raises Overtaken where there is another draft than the one they
    know, or none any more; FileNotFoundError where there is neither file nor draft nor base.
    """
    with _LOCK:
        try:
            now = open_post(desk, name)
        except FileNotFoundError:  # nothing is there that could be replaced
            now, rev = _begun_with(desk, name, base or NOTHING), None
        if rev not in (None, now.rev) and not (now.sent and now.sent in unanswered):
            raise Overtaken(now)
        if not now.is_draft:
            now = replace(now, base=base or now.base)
        text = change(now.text)
        if text == now.text and (now.is_draft or now.disc is not None):
            return now
        content = _like(now).encoded(text)
        if content == now.disc:
            _drop(desk, name)
            _show(desk, now, False)
            return replace(now, text=text, base=_digest(now.disc), rev=0, sent="", is_draft=False)
        made = replace(
            now,
            text=text,
            rev=_new_rev(),
            sent=sent,
            is_draft=True,
            typed=datetime.now().astimezone(),
            draft=_places(desk, name)[0],
        )
        _write(desk, made, content)
        _show(desk, made, True)
        return made


def _begun_with(desk: Workbench, name: str, base: str) -> Manuscript:
    """The text of a file that is gone, as the typing began with it. Raises FileNotFoundError."""
    content, file = base_of(desk.place, base), inside(posts_folder(desk), name)
    if content is None:
        raise FileNotFoundError(2, os.strerror(2), str(file))
    return Manuscript(name=name, file=file, text=held(content).text, base=base, disc=None)


def save_post(desk: Workbench, name: str, *, rev: int | None = None) -> Manuscript:
    """Write the draft into the file. Raises Changed when that is another one than the typing began
    with, Overtaken where `rev` is not that of the draft, or there is none any more, OSError."""
    with _LOCK:
        now = open_post(desk, name)
        if rev not in (None, now.rev):
            raise Overtaken(now)
        if not now.is_draft:
            return now
        if now.has_conflict:
            raise Changed(now.disc)
        content = _like(now).encoded(now.text)
        save(now.file, now.disc, content)
        keep_base(desk.place, digest_of(content), content)
        _drop(desk, name)
        _show(desk, now, False)
        return replace(
            now, base=digest_of(content), disc=content, rev=0, sent="", is_draft=False, draft=None
        )


def edit(desk: Workbench, name: str, change: Callable[[str], str]) -> Manuscript:
    """Change a post from another page than its editor: in the draft where somebody is typing, else
    in the file. Raises Changed, OSError, and what `change` raises."""
    with _LOCK:
        now = open_post(desk, name)
        if now.is_draft:
            return type_text(desk, name, change)
        text = change(now.text)
        content = _like(now).encoded(text)
        if content != now.disc:
            save(now.file, now.disc, content)
        return replace(now, text=text, base=digest_of(content), disc=content)


def keep_mine(desk: Workbench, name: str) -> Manuscript:
    """Go on with what was typed; what the file says now goes to the bin when this is saved over."""
    with _LOCK:
        now = open_post(desk, name)
        if now.disc is not None:
            keep_copy(desk.home, now.file, now.disc)
            keep_base(desk.place, _digest(now.disc), now.disc)
        made = replace(now, base=_digest(now.disc), rev=_new_rev(), sent="")
        _write(desk, made, _like(now).encoded(now.text))
        return made


def keep_theirs(desk: Workbench, name: str) -> None:
    """Go on with what the file says; what was typed goes to the bin."""
    with _LOCK:
        now = open_post(desk, name)
        if now.is_draft:
            keep_copy(desk.home, now.file, _like(now).encoded(now.text))
        _drop(desk, name)
        _show(desk, now, False)


def passages_of(desk: Workbench, now: Manuscript) -> tuple[Passage, ...]:
    """What was typed and what the file says now, passage by passage."""
    base = base_of(desk.place, now.base)
    try:
        begun = held(base).text if base is not None else None
    except Unreadable:
        begun = None
    return passages(begun, now.text, now.there)


def keep_merged(desk: Workbench, name: str, seen: str, chosen: Mapping[int, Choice]) -> Manuscript:
    """Go on with one text of both; each as it was goes to the bin. `seen` names the two texts that the
    choice was made of.

    Raises Overtaken when they are others by now, KeyError where nothing was chosen.
    """
    with _LOCK:
        now = open_post(desk, name)
        if not now.has_conflict or seen != seen_of(now):
            raise Overtaken(now)
        text = merged(passages_of(desk, now), chosen)
        keep_copy(desk.home, now.file, _like(now).encoded(now.text))
        if now.disc is not None:
            keep_copy(desk.home, now.file, now.disc)
        made = replace(now, text=text, base=_digest(now.disc), rev=_new_rev(), sent="")
        if now.disc is not None:
            keep_base(desk.place, made.base, now.disc)
        _write(desk, made, _like(now).encoded(text))
        _show(desk, made, True)
        return made


def seen_of(now: Manuscript) -> str:
    """Names the two texts of a manuscript."""
    return digest(now.rev, now.text, _digest(now.disc))


def lay_aside(desk: Workbench, name: str) -> None:
    """Put what is typed into the bin: another window is about to write over it."""
    with _LOCK:
        now = open_post(desk, name)
        if now.is_draft:
            keep_copy(desk.home, now.file, _like(now).encoded(now.text))


def lay_unkept_aside(desk: Workbench, name: str, change: Callable[[str], str]) -> None:
    """Put what a window shows and nobody kept into the bin: its page goes on with another text."""
    with _LOCK:
        now = open_post(desk, name)
        keep_copy(desk.home, now.file, _like(now).encoded(change(now.text)))


def move_draft(desk: Workbench, name: str, other: str) -> None:
    """A draft follows its file to another name."""
    with _LOCK, contextlib.suppress(FileNotFoundError):
        now = open_post(desk, name)
        if now.is_draft:
            _drop(desk, name)
            _show(desk, now, False)
            _write(desk, replace(now, name=other), _like(now).encoded(now.text))


def drafts(desk: Workbench) -> Iterator[str]:
    """The names of all posts that a draft lies for."""
    for file in sorted(_folder(desk).glob("*.json")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            yield str(json.loads(file.read_text("utf-8"))["name"])


def _new_rev() -> int:
    return 1 + secrets.randbits(52)  # a script holds it exactly


def _digest(content: bytes | None) -> str:
    return NOTHING if content is None else digest_of(content)


def _like(now: Manuscript) -> Held:
    """How the text is put into bytes: as its file is."""
    return held(now.disc) if now.disc is not None else held(b"")


def _folder(desk: Workbench) -> Path:
    return desk.place / "drafts"


def _places(desk: Workbench, name: str) -> tuple[Path, Path]:
    beside = _folder(desk) / digest(name)[:24]
    return beside.with_suffix(".md"), beside.with_suffix(".json")


def _read(desk: Workbench, name: str) -> tuple[bytes, str, int, str, datetime] | None:
    text, about = _places(desk, name)
    try:
        content = text.read_bytes()
        when = datetime.fromtimestamp(text.stat().st_mtime).astimezone()
    except OSError:
        return None
    try:
        told = json.loads(about.read_text("utf-8"))
        return content, str(told["base"]), int(told["rev"]), str(told.get("sent", "")), when
    except (OSError, ValueError, KeyError, TypeError):  # a text is worth more than what is told
        return content, "?", 1 + int(digest_of(content)[:13], 16), "", when


def _write(desk: Workbench, made: Manuscript, content: bytes) -> None:
    text, about = _places(desk, made.name)
    text.parent.mkdir(parents=True, exist_ok=True)
    told = {"name": made.name, "base": made.base, "rev": made.rev, "sent": made.sent}
    _put(about, json.dumps(told, ensure_ascii=False).encode())
    _put(text, content)


def _put(file: Path, content: bytes) -> None:
    part = file.with_suffix(f"{file.suffix}.part")
    part.write_bytes(content)
    part.replace(file)


def _drop(desk: Workbench, name: str) -> None:
    for file in _places(desk, name):
        file.unlink(missing_ok=True)


def _show(desk: Workbench, now: Manuscript, typed: bool) -> None:
    desk.running.type(now.file, _places(desk, now.name)[0] if typed else None)
