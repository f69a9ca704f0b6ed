"""ProperDocs hosts a build by our own commands where MkDocs is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.incremental.small import NOW, differences, make, tree_of

HOME = Path(os.environ.get("PORTEVOIX_TOOLS", ROOT / ".tools" / "bin")).parent
PLACE = next(HOME.glob("[lL]ib/**/site-packages/properdocs"), None)
# MkDocs is hidden, as where it is not installed; ProperDocs lies after all that we have.
PROGRAM = """
import sys
sys.modules["mkdocs"] = None
sys.path.append(sys.argv.pop(1))
from portevoix.commands import main
sys.exit(main(sys.argv[1:], None))
"""


@pytest.mark.skipif(
    PLACE is None and "CI" not in os.environ,
    reason="no ProperDocs: python3 -m venv .tools && .tools/bin/pip install -r requirements/tools.txt",
)
def test_a_site_is_the_same_without_mkdocs(tmp_path: Path) -> None:
    small = make(tmp_path / "project")
    assert PLACE is not None
    assert small.build()
    place = tmp_path / "site"
    options = ["build", "--quiet", "--no-check", "--now", NOW, "--clean", "--site-dir", str(place)]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(PLACE.parent), *options],
        cwd=small.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert differences(tree_of(place), tree_of(small.site)) == []
