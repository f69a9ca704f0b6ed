"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from portevoix.whole_files import write_whole
from portevoix.workbench.writing import Changed


def test_a_file_written_anew_keeps_its_rights_and_a_link_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "mkdocs.yml", tmp_path / "lien.yml"
    file.write_bytes(b"a")
    file.chmod(0o640)
    link.symlink_to(file.name)
    write_whole(link, b"b")
    assert link.is_symlink() and file.read_bytes() == b"b"
    assert file.stat().st_mode & 0o777 == 0o640


def test_what_is_seen_at_the_last_moment_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"a")

    def look() -> None:
        raise Changed(None)

    with pytest.raises(Changed):
        write_whole(file, b"b", look)
    assert file.read_bytes() == b"a" and [*tmp_path.iterdir()] == [file]
