"""Archives of a blog, unpacked into a folder that nothing climbs out of."""

from __future__ import annotations

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from portevoix.importing.gathering import Gathering

MOST_BYTES = 2_000_000_000  # unpacked
MOST_FILES = 100_000
_CHUNK = 1 << 20


def is_archive(path: Path) -> bool:
    return zipfile.is_zipfile(path) or tarfile.is_tarfile(path)


def unpack(path: Path, into: Path, file: str, gathering: Gathering) -> Path | None:
    """The folder that holds what an archive held; None once it was told what is wrong with it."""
    left = MOST_BYTES
    try:
        for n, (name, size, stream) in enumerate(_members(path, file, gathering)):
            if n >= MOST_FILES or size > left:
                gathering.mistake(file, 0, "importing.archive_too_big", limit=MOST_BYTES // 10**9)
                return None
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with stream, target.open("xb") as out:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)  # what the archive says of itself is not believed
                    if left < 0:
                        gathering.mistake(
                            file, 0, "importing.archive_too_big", limit=MOST_BYTES // 10**9
                        )
                        return None
                    out.write(chunk)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, OSError):
        gathering.mistake(file, 0, "importing.bad_archive")
        return None
    if gathering.mistakes:
        return None
    entries = [one for one in into.iterdir() if not one.name.startswith((".", "__MACOSX"))]
    return entries[0] if len(entries) == 1 and entries[0].is_dir() else into


def _members(
    path: Path, file: str, gathering: Gathering
) -> Iterator[tuple[PurePosixPath, int, IO[bytes]]]:
    """Regular files alone; every name that leads elsewhere is told, and then none is given."""
    before = len(gathering.mistakes)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            infos = [one for one in archive.infolist() if not one.is_dir()]
            names = [
                _safe(one.filename, not stat.S_ISLNK(one.external_attr >> 16), file, gathering)
                for one in infos
            ]
            if len(gathering.mistakes) == before:
                for name, info in zip(names, infos, strict=True):
                    if name is not None:
                        yield name, info.file_size, archive.open(info)
        return
    with tarfile.open(path) as tar:
        members = [one for one in tar if not one.isdir()]
        names = [_safe(one.name, one.isreg(), file, gathering) for one in members]
        if len(gathering.mistakes) == before:
            for name, member in zip(names, members, strict=True):
                stream = tar.extractfile(member) if name is not None else None
                if name is not None and stream is not None:
                    yield name, member.size, stream


def _safe(name: str, regular: bool, file: str, gathering: Gathering) -> PurePosixPath | None:
    path = PurePosixPath(name.replace("\\", "/"))
    climbs = path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]
    if climbs or not regular:
        gathering.mistake(file, 0, "importing.climbs", name=name[:120])
        return None
    return path
