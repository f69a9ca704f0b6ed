"""The body of a post as it goes into its file: Markdown, its links and pictures led here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from portevoix.importing.addresses import end_of, key_of, path_of, same_host
from portevoix.importing.dialect import for_python_markdown
from portevoix.importing.found import Found, Markup, OldPicture, OldPost
from portevoix.importing.gathering import Gathering
from portevoix.importing.html import TooLong, to_markdown
from portevoix.importing.links import Lead, Part, lead
from portevoix.importing.pictures import Chosen, is_document, nearest
from portevoix.pictures import is_picture
from portevoix.text import sound
from portevoix.values import dataclass

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """All that the links of one blog may lead to."""

    found: Found
    by_address: Mapping[str, str] = field(repr=False)  # key of an old address → file of a post
    by_query: Mapping[str, str] = field(repr=False)
    by_id: Mapping[str, str] = field(repr=False)
    media: Mapping[str, list[Path]] = field(repr=False)
    chosen: Chosen
    gathering: Gathering

    def body_of(self, post: OldPost) -> str:
        """Markdown with links between posts, pictures beside them."""
        is_html = post.markup is Markup.HTML
        body, first = self._converted(post) if is_html else post.body, post.body_line

        def ask(address: str, part: Part, at: int) -> Lead:
            line = post.line or (0 if is_html else first + body.count("\n", 0, at))
            return self.lead(post, address.strip(), part, line)

        led = sound(lead(body, ask))
        return (led if is_html else for_python_markdown(led)).strip("\n") + "\n"

    def _converted(self, post: OldPost) -> str:
        def tell(wording: str, said: Mapping[str, object]) -> None:
            self.gathering.change(post.file, post.line or post.body_line, wording, **said)

        try:
            return to_markdown(post.body, tell)
        except (TooLong, RecursionError) as error:
            size = error.args[0] if isinstance(error, TooLong) else len(post.body)
            self.gathering.mistake(post.file, post.line, "posts.body_too_long", size=size)
            return ""

    def cover(self, post: OldPost) -> OldPicture | None:
        """The picture of a post, copied; None when there is none that can be."""
        if post.cover is None:
            return None
        line = post.line or 1
        found = self.lead(post, post.cover.src.strip(), Part.PICTURE, line)
        if found.linked or found.dropped:
            return None
        alt = post.cover.alt or self._alt(post.cover.src)
        return OldPicture(src=found.address, alt=alt, credit=post.cover.credit)

    def lead(self, post: OldPost, address: str, part: Part, line: int) -> Lead:
        """Where an address of a post leads from now on."""
        if address.startswith("//"):
            address = f"https:{address}"
        if not address or address.startswith("#"):
            return Lead(address)
        if _SCHEME.match(address) and not address.startswith(("http:", "https:")):
            return Lead(address, dropped=part is Part.PICTURE)
        home = self.found.home
        remote = address.startswith(("http:", "https:"))
        here = not remote or (bool(home) and same_host(address, home))
        if part is Part.LINK and here and (other := self._post(post, address)):
            return Lead(other + _end(address))
        if here and (file := self._file(post, address)):
            return self._copied(post, file, address, part, line)
        if part is Part.LINK:
            return self._left(post, address, line) if here else Lead(address)
        return self._from_web(post, address, line)

    def _post(self, post: OldPost, address: str) -> str:
        """The file of the post at an old address, by its path, its query or its own file."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.query and (file := self.by_query.get(f"?{parts.query}")):
            return file
        path = unquote(parts.path)
        if not path:
            return ""
        files = self.found.files
        for name in self._names(post, path):
            if name in files:
                return self.by_id.get(files[name], "")
        base = f"/{post.addresses[0]}" if post.addresses else "/"
        whole = path_of(urljoin(base, parts.path))
        return self.by_address.get(key_of(whole), "") if whole else ""

    def _names(self, post: OldPost, path: str) -> list[str]:
        """Paths that may name a file of the folder."""
        found = [path.strip("/")]
        root = self.found.root
        if post.folder is not None and root is not None and not path.startswith("/"):
            joined = Path(posixpath.normpath((post.folder / path).as_posix()))
            roots = [one for one in (root, *self.found.roots) if joined.is_relative_to(one)]
            found += [joined.relative_to(one).as_posix() for one in roots]
        return found

    def _file(self, post: OldPost, address: str) -> Path | None:
        """A file of the folder, or of the folder of media, that an address names."""
        path = unquote(urlsplit(address).path)
        if not path or path.endswith("/"):
            return None
        root = self.found.root
        if root is not None:
            places = [] if path.startswith("/") or post.folder is None else [post.folder]
            base = path_of(self.found.home).strip("/")
            inside = path.lstrip("/").removeprefix(f"{base}/") if base else path.lstrip("/")
            candidates = [one / path for one in places] + [one / inside for one in self.found.roots]
            for candidate in (*candidates, *map(_as_written, candidates)):
                if candidate is not None and _is_inside(candidate, root):
                    return candidate
        return nearest(path, self.media) if self.media else None

    def _copied(self, post: OldPost, file: Path, address: str, part: Part, line: int) -> Lead:
        if not is_picture(file) and not is_document(file):
            if part is Part.LINK:
                return self._left(post, address, line)
            self.gathering.change(post.file, line, "importing.not_kept", name=file.name)
            return Lead(address, dropped=True)
        name = self.chosen.copy(file)
        if name is None:
            self.chosen.tell(str(file), address, post.file, line, self.gathering)
            return Lead(address, dropped=part is Part.PICTURE)
        return Lead(name + (_end(address) if part is Part.LINK else ""), alt=self._alt(address))

    def _left(self, post: OldPost, address: str, line: int) -> Lead:
        """A link to what does not come along keeps the address that it had."""
        home = self.found.home
        path = urlsplit(address).path
        base = f"/{post.addresses[0]}" if post.addresses else "/"
        whole = urljoin(home, urljoin(base, address)) if home else urljoin(base, address)
        if path:
            self.gathering.change(post.file, line, "importing.link_left", address=whole)
        return Lead(whole)

    def _from_web(self, post: OldPost, address: str, line: int) -> Lead:
        home, web = self.found.home, self.chosen.web
        whole = address if address.startswith(("http:", "https:")) else ""
        if not whole and home and self.found.root is None:
            whole = urljoin(urljoin(home, post.addresses[0] if post.addresses else ""), address)
        if not whole:
            self.gathering.mistake(post.file, line, "importing.picture_missing", name=address)
            return Lead(address, dropped=True)
        if not web.may(whole):
            self.gathering.hosts[urlsplit(whole).netloc.lower()] += 1
            self.gathering.change(post.file, line, "importing.picture_linked", address=whole)
            return Lead(whole, linked=True)
        name = self.chosen.fetch(whole, end_of(path_of(whole)).rpartition(".")[0])
        if name is None:
            self.chosen.tell(whole, whole, post.file, line, self.gathering)
            return Lead(whole, linked=True)
        return Lead(name, alt=self._alt(address))

    def _alt(self, address: str) -> str:
        alts = self.found.alts
        return alts.get(address) or alts.get(_SIZE.sub("", address)) or ""


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except (OSError, ValueError, RuntimeError):
        return False


def _as_written(path: Path) -> Path | None:
    """The file of this name in other letters: systems differ in what they hold for the same."""
    name = path.name.casefold()
    try:
        names = _names_in(path.parent)
    except OSError:
        return None
    return path.parent / names[name] if name in names else None


@lru_cache(maxsize=500)
def _names_in(folder: Path) -> Mapping[str, str]:
    return {one.name.casefold(): one.name for one in sorted(folder.iterdir())}


def _end(address: str) -> str:
    fragment = urlsplit(address).fragment
    return f"#{fragment}" if fragment else ""
