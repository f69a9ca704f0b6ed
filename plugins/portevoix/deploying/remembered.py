"""The manifests of a place by their names: from this machine's memory, or from the place itself."""

from __future__ import annotations

import os
from pathlib import Path

from portevoix.cache.freshness import cache_folder
from portevoix.deploying.host import Host, Stopped
from portevoix.deploying.manifest import NOTHING, Manifest, base_of, name_of, read_manifest
from portevoix.digests import digest

_MOST = 8  # manifests remembered on this machine


class Manifests:
    """What one publication asks for, each read once.

    One that a place is told by what differs from another is remembered so too, under a digest of name
    and content: to name it anew would take as long as to read it whole.
    """

    def __init__(self, host: Host, project: Path) -> None:
        self._host = host
        self._folder = cache_folder(project) / "published"
        self._read: dict[str, Manifest] = {"": NOTHING}

    def of(self, name: str) -> Manifest:
        """Nothing of "". Raises Stopped for one that is nowhere, or none of ours."""
        if name not in self._read:
            try:
                self._read[name] = self._remembered(name) or self._asked(name)
            except (FileNotFoundError, ValueError):
                raise Stopped("deploying.lost_manifest", name=name) from None
        return self._read[name]

    def remember(self, name: str, content: bytes, base: str = "") -> None:
        """`content` as the place is told: whole, or by what differs from the whole one called `base`."""
        file = self._file(name)
        told = b"%s\n%s" % (_seal(name, content), content) if base else content
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_suffix(".tmp")
            beside.write_bytes(told)
            beside.replace(file)
            if base and (whole := self._file(base)).is_file():
                os.utime(whole)  # what others are told by is the last to go
            dated = sorted(file.parent.glob("*.json"), key=lambda one: one.stat().st_mtime_ns)
            for old in dated[:-_MOST]:
                old.unlink(missing_ok=True)
        except OSError:
            return  # asked of the place next time

    def _remembered(self, name: str) -> Manifest | None:
        try:
            content = self._file(name).read_bytes()
        except OSError:
            return None
        if name_of(content) == name:
            return read_manifest(content)
        seal, _, told = content.partition(b"\n")
        base = base_of(told)
        if not base or base == name or seal != _seal(name, told):
            return None
        return read_manifest(told, self.of(base))

    def _asked(self, name: str) -> Manifest:
        content = self._host.read(f"{name}.json")
        if base := base_of(content):
            whole = read_manifest(self._host.read(f"{base}.json"))
            self.remember(name, content, base)
            return read_manifest(content, whole)
        self.remember(name, content)
        return read_manifest(content)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _seal(name: str, content: bytes) -> bytes:
    return digest(name, name_of(content)).encode()
