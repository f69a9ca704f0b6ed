"""Each kind of place, real, as a stage for the same play: publish there, and read as readers do."""

from __future__ import annotations

import io
import itertools
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portevoix.deploying import Place
from tests.deploying.small import tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A declared place, and what readers find there."""

    place: Place
    read: Callable[[str], bytes | None]
    tree: Callable[[], dict[str, bytes]]  # all that readers may ask for
    held: Callable[[], list[bytes]]  # all contents, those that no reader may ask for too
    put: Callable[[str, bytes], None]  # as somebody else does
    remove: Callable[
        [str], None
    ]  # a file, or all below a folder; "": the whole site, as somebody else does
    # How a file is served: its type, and how long it is kept; where the place keeps that.
    served: Callable[[str], tuple[str, str]] = lambda path: ("", "")


_numbers = itertools.count()


def folder_stage(home: Path) -> Stage:
    place = home / "served"
    return Stage(
        place=Place(name="here", to="folder", path=str(place)),
        read=lambda path: _read(place / path),
        tree=lambda: tree(place),
        held=lambda: _held(place),
        put=lambda path, content: _put(place / path, content),
        remove=lambda path: _remove(place / path),
    )


def sftp_stage(home: Path, port: int, keys: Path) -> Stage:
    import getpass

    place = home / "www"
    return Stage(
        place=Place(
            name="there",
            to="sftp",
            host="127.0.0.1",
            port=port,
            user=getpass.getuser(),
            path=str(place),
            identity=str(keys / "user"),
            known_hosts=str(keys / "known"),
        ),
        read=lambda path: _read(place / path),
        tree=lambda: tree(place.resolve()),
        held=lambda: _held(place),
        put=lambda path, content: _put(place / path, content),
        remove=lambda path: _remove(place / path),
    )


def s3_stage(address: str, make: Callable[[str, str], None]) -> Stage:
    import obstore
    from obstore.store import S3Store

    bucket = f"site-{next(_numbers)}"
    make(address, bucket)
    options: Any = {"allow_http": True}
    store = S3Store(
        bucket,
        endpoint=address,
        access_key_id="test",
        secret_access_key="testtest",
        region="us-east-1",
        client_options=options,
    )

    def read(path: str) -> bytes | None:
        try:
            return bytes(obstore.get(store, path).bytes())
        except FileNotFoundError:
            return None

    def names() -> list[str]:
        return [one["path"] for some in obstore.list(store) for one in some]

    def whole() -> dict[str, bytes]:
        return {name: read(name) or b"" for name in names() if not name.startswith(".porte-voix-")}

    def put(path: str, content: bytes) -> None:
        obstore.put(store, path, content)

    def remove(path: str) -> None:
        obstore.delete(store, [name for name in whole() if name.startswith(path)])

    def served(path: str) -> tuple[str, str]:
        said = obstore.get(store, path).attributes
        return said["Content-Type"], said["Cache-Control"]

    place = Place(name="cloud", to="s3", bucket=bucket, endpoint=address)
    return Stage(
        place=place,
        read=read,
        tree=whole,
        held=lambda: [read(name) or b"" for name in names()],
        put=put,
        remove=remove,
        served=served,
    )


def git_stage(home: Path) -> Stage:
    bare = home / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)

    def whole() -> dict[str, bytes]:
        done = subprocess.run(
            ["git", "-C", str(bare), "archive", "pages"], capture_output=True, check=False
        )
        if done.returncode:
            return {}
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            files = {one.name: archive.extractfile(one) for one in archive if one.isfile()}
        found = {name: file.read() for name, file in files.items() if file}
        found.pop(".nojekyll", None)
        return found

    def commit(edit: Callable[[Path], None]) -> None:
        work = home / f"clone-{next(_numbers)}"
        subprocess.run(["git", "clone", "-q", "-b", "pages", str(bare), str(work)], check=True)
        edit(work)
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        for words in (("add", "-A"), (*who, "commit", "-qm", "By hand"), ("push", "-q")):
            subprocess.run(["git", "-C", str(work), *words], check=True)

    return Stage(
        place=Place(name="forge", to="git", repository=str(bare), branch="pages"),
        read=lambda path: whole().get(path),
        tree=whole,
        held=list,  # git keeps all that it ever held
        put=lambda path, content: commit(lambda work: _put(work / path, content)),
        remove=lambda path: commit(lambda work: _uncommit(work, path)),
    )


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _held(place: Path) -> list[bytes]:
    """Of the place, and of what we know of it beside it."""
    beside = place.with_name(f".{place.name}.porte-voix")
    return [
        file.read_bytes() for top in (place, beside) for file in top.rglob("*") if file.is_file()
    ]


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _remove(at: Path) -> None:
    if at.is_symlink() or at.is_file():
        at.unlink()
    else:
        shutil.rmtree(at)


def _uncommit(work: Path, path: str) -> None:
    words = ("git", "-C", str(work), "rm", "-rq", "--", path or ".")
    subprocess.run(words, check=True)
