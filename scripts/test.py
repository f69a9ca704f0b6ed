"""Run every test: style, types, then pytest (further arguments go to pytest)."""

import subprocess
import sys

from environment import ROOT, enter

enter("test")

CHECKS = (
    ("ruff", "check", "--quiet", "."),
    ("ruff", "format", "--check", "--quiet", "."),
    ("mypy", "--no-error-summary"),
)


def main(arguments: list[str]) -> int:
    """Exit code 0 when all pass; with arguments, pytest alone runs."""
    if not arguments:
        for check in CHECKS:
            print(" ".join(check), flush=True)
            if code := subprocess.call([sys.executable, "-m", *check], cwd=ROOT):
                return code
    workers = [] if arguments else ["-n", "auto"]
    return subprocess.call([sys.executable, "-m", "pytest", *workers, *arguments], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
