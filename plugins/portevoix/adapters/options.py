"""The options that the commands which build have in common, told before anything is loaded."""

from __future__ import annotations

import argparse
from pathlib import Path


def parser(name: str, root: Path | None) -> argparse.ArgumentParser:
    """Options in French; `root` is the folder of the configuration, the current one by default."""
    found = argparse.ArgumentParser(prog=name)
    default = (root or Path.cwd()) / "mkdocs.yml"
    add = found.add_argument
    add("--config", type=Path, default=default, metavar="FICHIER", help="mkdocs.yml, par défaut")
    add("--internal", action="store_true", help="le site du personnel")
    add("--posts", type=Path, metavar="DOSSIER", help="un dossier avec posts/ et .authors.yml")
    add("--now", metavar="DATE", help="ce qui est daté d’après attend ; maintenant, par défaut")
    add("--quiet", action="store_true", help="ne dire que ce qui ne va pas")
    return found


def config_file(chosen: argparse.Namespace) -> Path:
    file: Path = chosen.config.resolve()
    return file.with_name("mkdocs.internal.yml") if chosen.internal else file
