"""Two sites, for the public and for staff, a small charter and the sample one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from portevoix.charter import Charter, read_charter
from portevoix.site import Account, Audience, Organisation, Site
from tests.charter import small
from tests.charter.rendered import render

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "docs" / "charte"
RULES = {"6.2": ("R11",)}

Read = Callable[..., Charter]


@pytest.fixture
def public(site: Site) -> Site:
    organisation = Organisation(
        name="Organisme d’exemple",
        email="nous@exemple.org",
        accounts=(Account(network="x", name="@exemple", url="https://x.example/exemple"),),
    )
    return replace(site, organisation=organisation)


@pytest.fixture
def staff(public: Site) -> Site:
    return replace(public, audience=Audience.INTERNAL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small.write(tmp_path / "charte")


@pytest.fixture
def small_charter(folder: Path, staff: Site) -> Charter:
    return read_charter(folder, staff, RULES)


@pytest.fixture
def staff_files(small_charter: Charter, staff: Site) -> dict[str, bytes]:
    return render(small_charter, staff)
