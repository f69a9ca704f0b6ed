"""Make a release: python3 scripts/release.py [--prepare DATE], which says what to tag.

`--prepare` moves what CHANGELOG.md holds under "Unreleased" below the version of
`portevoix.__version__`, to be read and committed. Without it: a clean tree, a changelog that names the
version, an sdist, a wheel made of that sdist, and a try of the wheel in an empty environment: on a copy
of the sample outside of the repository, then on new sites made with an empty home. setuptools of the lock
builds both: no other tool is needed. `--try` does the building and the try alone, of what is committed.
"""

import argparse
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from environment import ROOT, SETTINGS, enter

enter("site")

from portevoix import __version__

CHANGELOG = ROOT / "CHANGELOG.md"
UNRELEASED = "## Unreleased"
NOW = "2026-11-27"  # the sample has posts to come: both builds of the try are of one day
NOW_AFTER = "2026-11-28"  # the first post of a new site is out
NEW_SITES = (("--yes",), ("--yes", "--team", "full"), ("--yes", "--languages", "en"))
SAMPLE = ("docs", "overrides", "mkdocs.yml", "mkdocs.internal.yml")
BUILD = "from setuptools import build_meta; build_meta.build_{what}({out!r})"
SECTION = re.compile(
    r"^## (?P<name>\S+)(?: \((?P<day>[\d-]+)\))?\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S
)
GROUP = re.compile(r"^### (?P<title>[^\n]+)\n(?P<body>.*?)(?=^### |\Z)", re.M | re.S)


def main(arguments: Sequence[str]) -> int:
    """Exit code 0, or 1 with what stands in the way."""
    parser = argparse.ArgumentParser(prog="scripts/release.py", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--prepare", type=date.fromisoformat, metavar="DATE")
    parser.add_argument("--try", dest="tried", action="store_true", help="build and try only")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    text = CHANGELOG.read_text("utf-8")
    if chosen.prepare:
        CHANGELOG.write_text(prepared(text, __version__, chosen.prepare), "utf-8")
        print(f"CHANGELOG.md: read the section {__version__}, then commit it.")
        return 0
    wrong = [] if chosen.tried else [*_unclean(), *lacking(text, __version__)]
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="porte-voix-release-") as folder:
        place = Path(folder)
        sdist, wheel = _built(place)
        _tried(wheel, place)
        if chosen.tried:
            return 0
        chosen.out.mkdir(parents=True, exist_ok=True)
        for file in (sdist, wheel):
            shutil.copy2(file, chosen.out)
            print(chosen.out / file.name)
    tag = f"v{__version__}"
    print(f'git tag -a {tag} -m "Porte-voix {__version__}" && git push origin {tag}')
    return 0


# The changelog


def prepared(text: str, version: str, day: date) -> str:
    """The changelog with what is unreleased below the heading of a version, made if need be.

    Entries of a group that the version has already come after its own.
    """
    sections = {found["name"]: found for found in SECTION.finditer(text)}
    new = sections["Unreleased"]
    old = sections.get(version)
    groups = _groups(old["body"] if old else "")
    for title, entries in _groups(new["body"]).items():
        groups[title] = "\n".join(filter(None, (groups.get(title, ""), entries)))
    body = "\n\n".join(
        f"### {title}\n{entries}" if title else entries for title, entries in groups.items()
    )
    kept = text[new.end() :] if old is None else text[new.end() : old.start()] + text[old.end() :]
    return f"{text[: new.start()]}{UNRELEASED}\n\n## {version} ({day})\n\n{body}\n\n{kept}"


def _groups(body: str) -> dict[str, str]:
    """Entries by the title of their group; "" before the first."""
    first = GROUP.search(body)
    alone = body[: first.start() if first else None].strip()
    found = {"": alone} if alone else {}
    return found | {group["title"]: group["body"].strip() for group in GROUP.finditer(body)}


def lacking(text: str, version: str) -> Iterator[str]:
    """What keeps a changelog from telling a version."""
    sections = {found["name"]: found for found in SECTION.finditer(text)}
    if "Unreleased" not in sections:
        yield f"CHANGELOG.md: no “{UNRELEASED}”. Write it above the versions."
    elif sections["Unreleased"]["body"].strip():
        yield "CHANGELOG.md: entries are unreleased. Run scripts/release.py --prepare DATE."
    told = sections.get(version)
    if told is None or not told["day"] or not told["body"].strip():
        yield f"CHANGELOG.md: no dated section {version}. Run scripts/release.py --prepare DATE."


# The tree


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _unclean() -> Iterator[str]:
    if changed := _git("status", "--porcelain"):
        yield f"The tree is not clean: commit or set aside\n{changed}"
    if _git("tag", "--list", f"v{__version__}"):
        yield f"v{__version__} is tagged already. Raise __version__ in plugins/portevoix/__init__.py."


# What is released


def _built(place: Path) -> tuple[Path, Path]:
    """An sdist of what is committed, and the wheel that it gives: whoever has one has the other."""
    source, out = place / "source", place / "out"
    out.mkdir()
    archive = place / "source.tar"
    _git("archive", "--format=tar", f"--output={archive}", "HEAD")
    _unpacked(archive, source)
    # The same commit gives the same bytes.
    dated = {"SOURCE_DATE_EPOCH": _git("log", "-1", "--format=%ct")}
    _run(sys.executable, "-c", BUILD.format(what="sdist", out=str(out)), cwd=source, more=dated)
    (sdist,) = out.glob("*.tar.gz")
    _unpacked(sdist, place / "unpacked")
    (source,) = (place / "unpacked").iterdir()
    _run(sys.executable, "-c", BUILD.format(what="wheel", out=str(out)), cwd=source, more=dated)
    (wheel,) = out.glob("*.whl")
    return sdist, wheel


def _unpacked(archive: Path, place: Path) -> None:
    # Python 3.11 has known the filter since 3.11.4; both archives are our own.
    harmless = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(archive) as content:
        content.extractall(place, **harmless)  # type: ignore[arg-type]


def _tried(wheel: Path, place: Path) -> None:
    """The wheel alone, with the lock, makes of the sample what the repository makes of it."""
    home, sample, theirs = place / "environment", place / "sample", place / "theirs"
    venv.EnvBuilder(with_pip=True).create(home)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    install = (programs / "python", "-m", "pip", "install", "--quiet", "--no-input", "--no-deps")
    _run(*install, "--require-hashes", "-r", ROOT / "requirements" / "site.txt", cwd=place)
    _run(*install, "--no-index", wheel, cwd=place)
    for name in SAMPLE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, sample / name)
        elif (ROOT / name).is_file():
            sample.mkdir(exist_ok=True)
            shutil.copy2(ROOT / name, sample)
    command = programs / "porte-voix"
    said = _run(command, "--version", cwd=sample).strip()
    if said != f"porte-voix {__version__}":
        sys.exit(f"The wheel says “{said}”, the code {__version__}.")
    _run(command, "build", "--now", NOW, cwd=sample)
    build = ROOT / "scripts" / "build.py"
    _run(sys.executable, build, "--clean", "--now", NOW, "--site-dir", theirs, cwd=ROOT)
    if different := sorted(_differing(sample / "site", theirs)):
        listed = "\n".join(different)
        sys.exit(f"The wheel and the repository make different sites:\n{listed}")
    _tried_anew(command, place)


def _tried_anew(command: Path, place: Path) -> None:
    """A site from nothing, with an empty home: made, built and checked by the wheel alone."""
    home = place / "home"
    home.mkdir()
    alone = {"HOME": str(home), "USERPROFILE": str(home), "PATH": str(command.parent)}
    for n, words in enumerate(NEW_SITES):
        site = place / f"new-{n}"
        _run(command, "init", site, "--now", NOW, *words, cwd=place, more=alone)
        for step in (("build",), ("build", "--internal"), ("check",)):
            _run(command, *step, "--now", NOW_AFTER, cwd=site, more=alone)


def _differing(one: Path, other: Path) -> Iterator[str]:
    files = [
        {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
        for place in (one, other)
    ]
    yield from files[0] ^ files[1]
    _, unequal, unread = filecmp.cmpfiles(one, other, sorted(files[0] & files[1]), shallow=False)
    yield from (*unequal, *unread)


def _run(*command: str | Path, cwd: Path, more: Mapping[str, str] | None = None) -> str:
    """What a program prints; ends with what it says when it fails."""
    print(" ".join(map(str, command)), flush=True)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**SETTINGS, **kept, **(more or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nThe release stops here.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
