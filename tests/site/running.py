"""The build as a person starts it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

NOW = "2026-11-21 12:00"


def run(
    *arguments: str,
    now: str = NOW,
    cwd: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """The newcomer's command with `arguments`; the last of an option counts."""
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--now", now, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=environment
    )
