"""Makes the project's own Python environment on first use, then runs the calling script in it.

Only the standard library: this runs on a machine that has nothing but Python. What only an
installation needs is loaded there: it takes as long as a build where nothing changed.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
SAMPLE_ADDRESS = "https://blog.exemple.org/"  # of a site that nobody made theirs yet
LOCK_TIMEOUT = 900  # seconds to wait for another command that is installing

# A group of requirements → those whose packages it holds too.
CONTAINED = {"publish": ("site",), "test": ("site", "publish")}

# What the scripts set for every program they start, and why.
SETTINGS = {
    "NO_MKDOCS_2_WARNING": "1",  # the theme's end-of-life notice: the README says it instead
    "PYTHONUTF8": "1",  # Windows consoles otherwise refuse accents
}


def enter(group: str = "site") -> None:
    """Return if the running Python is the project's environment, else run this script again in it.

    `group` names a file of requirements/: "site" to build, "publish" to bring it to a host too, "test"
    for the tools of the tests too.
    """
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Il faut Python 3.11 ou plus récent ; celui-ci est {found}.\n"
            f"Python 3.11 or newer is needed; this one is {found}."
        )
    stamp = _expected_stamp(group)
    if not _ready(stamp, group):
        _install(stamp, group)
    if Path(sys.prefix).resolve() == HOME.resolve():
        return
    command = [str(PYTHON), *sys.argv]
    environment = {**SETTINGS, **os.environ}
    if os.name == "nt":  # exec on Windows returns to the shell before the program ends
        import subprocess

        sys.exit(subprocess.call(command, env=environment))
    sys.stdout.flush()
    os.execve(command[0], command, environment)


def _expected_stamp(group: str) -> str:
    digest = hashlib.sha256(str(ROOT).encode())  # the environment leads to this very folder
    for part in (ROOT / "requirements" / f"{group}.txt", ROOT / "pyproject.toml"):
        digest.update(part.read_bytes())
    return f"{sys.version_info.major}.{sys.version_info.minor} {digest.hexdigest()}"


def _stamp_file(group: str) -> Path:
    return HOME / f"installed-{group}.txt"


def _ready(stamp: str, group: str) -> bool:
    file = _stamp_file(group)
    return PYTHON.exists() and file.exists() and file.read_text("utf-8") == stamp


def _install(stamp: str, group: str) -> None:
    with _alone():
        if _ready(stamp, group):  # another command did it while we waited
            return
        print(
            "Première utilisation : installation de l’environnement, une à deux minutes.\n"
            "First use: installing the environment, one or two minutes.",
            file=sys.stderr,
            flush=True,
        )
        if not _usable():
            import venv

            venv.EnvBuilder(clear=True, with_pip=True).create(HOME)
        for other in HOME.glob("installed-*.txt"):
            other.unlink()
        requirements = str(ROOT / "requirements" / f"{group}.txt")
        _pip("--require-hashes", "--no-deps", "-r", requirements)
        _pip("--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
        _stamp_file(group).write_text(stamp, "utf-8")
        config = ROOT / "mkdocs.yml"
        if config.is_file() and SAMPLE_ADDRESS in config.read_text("utf-8", "replace"):
            print(
                "Ce site est celui d’un organisme d’exemple; le vôtre : python3 scripts/init.py DOSSIER\n"
                "This is the site of a sample organisation; for yours: python3 scripts/init.py FOLDER",
                file=sys.stderr,
            )
        for held in CONTAINED.get(group, ()):
            _stamp_file(held).write_text(_expected_stamp(held), "utf-8")


def _usable() -> bool:
    """Whether an environment of this Python version is there and starts."""
    if not PYTHON.exists():
        return False
    import subprocess

    question = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([str(PYTHON), "-c", question], capture_output=True, text=True)
    return answer.stdout.strip() == "{}.{}".format(*sys.version_info[:2])


def _pip(*arguments: str) -> None:
    import subprocess

    # Twice quiet: mistakes alone, not what pip will do otherwise one day.
    options = ["--disable-pip-version-check", "--no-input", "--quiet", "--quiet"]
    command = [str(PYTHON), "-m", "pip", "install", *options, *arguments]
    if subprocess.call(command) != 0:
        sys.exit(
            "L’installation a échoué (message de pip ci-dessus). Vérifiez la connexion au dépôt de "
            "paquets, puis relancez la commande.\n"
            "The installation failed (pip’s message is above). Check the connection to the package "
            "index, then run the command again."
        )


class _alone:
    """Only one command installs at a time; a folder is created atomically on every system."""

    place = ROOT / ".venv.lock"

    def __enter__(self) -> None:
        import shutil

        deadline = time.monotonic() + LOCK_TIMEOUT
        while True:
            try:
                self.place.mkdir()
                return
            except FileExistsError:
                age = time.time() - self.place.stat().st_mtime if self.place.exists() else 0
                if age > LOCK_TIMEOUT or time.monotonic() > deadline:
                    shutil.rmtree(self.place, ignore_errors=True)
                time.sleep(0.2)

    def __exit__(self, *_: object) -> None:
        import shutil

        shutil.rmtree(self.place, ignore_errors=True)
