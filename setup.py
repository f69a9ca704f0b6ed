"""What pyproject.toml cannot say: the sample travels in the wheel, from where it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
SAMPLE = ("docs", "overrides", "mkdocs.yml", "mkdocs.internal.yml")


class BuildWithSample(build_py):
    """An installation that is edited in place finds the sample in the repository."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        place = Path(self.build_lib) / "portevoix" / "sample"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name in SAMPLE:
            source = HERE / name
            if source.is_dir():
                shutil.copytree(source, place / name)
            else:
                shutil.copy2(source, place)


setup(cmdclass={"build_py": BuildWithSample})
