"""What is said of a disc that refuses, in the person's language."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from portevoix.commands.telling import tell_stopped
from portevoix.deploying import Stopped
from portevoix.refusals import disk_of, reason_of
from tests.incremental.small import make

COMMON = ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "ENOENT", "EMFILE", "ENFILE")


@pytest.mark.parametrize("name", COMMON)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_common_refusal_is_told_in_words(name: str, lang: str) -> None:
    number = getattr(errno, name)
    told = reason_of(OSError(number, os.strerror(number)), lang)
    assert told and os.strerror(number) not in told
    assert reason_of(OSError(number, os.strerror(number)), "fr") != reason_of(
        OSError(number, os.strerror(number)), "en"
    )


def test_a_full_temporary_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """There is space where the site is built: the place to look at is another."""
    small = make(tmp_path / "blog")
    (tmp_path / "full").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "full"))

    def full(**_: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "full" / "x"))

    monkeypatch.setattr("tempfile.mkdtemp", full)
    assert not small.build()
    told = capfd.readouterr().err
    assert "il n’y a plus de place" in told and f"({tmp_path / 'full'})" in told
    assert "space" not in told


def test_no_temporary_folder_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr("tempfile.gettempdir", none)
    told = disk_of(FileNotFoundError(errno.ENOENT, "No usable temporary directory found"), "fr")
    assert "aucun dossier temporaire ne prend de fichier" in told
    assert told.endswith("puis relancez la commande.")


def test_a_preview_is_not_to_be_started_again() -> None:
    told = disk_of(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "fr", live=True)
    assert told.endswith("l’aperçu reprendra.")


def test_a_folder_that_a_site_is_published_to_refuses_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = OSError(errno.EROFS, os.strerror(errno.EROFS))
    tell_stopped(Stopped("deploying.folder", place="/srv/site", reason=error), "ville", "fr")
    told = capsys.readouterr().err
    assert "le disque est en lecture seule" in told and "Read-only" not in told
