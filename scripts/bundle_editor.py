"""Make the editor's one file of CodeMirror again: needs Node.js and npm, and the web."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import ROOT, enter

enter("site")

WEB = ROOT / "plugins" / "portevoix" / "workbench" / "web"
SOURCE, PLACE = WEB / "editor", WEB / "assets" / "codemirror.js"
BUNDLER = "esbuild"


def main() -> int:
    """Every package has its version in package.json: the same ones give the same file."""
    packages: dict[str, str] = json.loads((SOURCE / "package.json").read_text("utf-8"))[
        "dependencies"
    ]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name in ("package.json", "entry.mjs"):
            (here / name).write_bytes((SOURCE / name).read_bytes())
        _run(here, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        modules = here / "node_modules"
        for name, version in packages.items():
            found = json.loads((modules / name / "package.json").read_text("utf-8"))["version"]
            assert found == version, f"{name}: {found}, not {version}"
        bundler = str(modules / BUNDLER / "bin" / BUNDLER)
        options = ("--bundle", "--minify", "--format=esm", "--target=es2022")
        made = here / "made.js"
        _run(
            here,
            "node",
            bundler,
            "entry.mjs",
            *options,
            "--legal-comments=none",
            f"--outfile={made}",
        )
        head = _notice(modules, {one: packages[one] for one in packages if one != BUNDLER})
        PLACE.write_text(head + made.read_text("utf-8"), "utf-8", newline="\n")
    print(f"{PLACE.relative_to(ROOT)}: {PLACE.stat().st_size:,} bytes")
    return 0


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True)


def _notice(modules: Path, packages: dict[str, str]) -> str:
    """What is inside, whose it is, and the licence that they share."""
    owners, terms = set(), set()
    for name in packages:
        licence = (modules / name / "LICENSE").read_text("utf-8")
        lines = [line.strip() for line in licence.splitlines()]
        owners |= {line for line in lines if line.startswith("Copyright")}
        terms.add(
            "\n".join(line for line in lines if not line.startswith(("Copyright", "MIT"))).strip()
        )
    assert len(terms) == 1, "not all under the same licence"
    named = ", ".join(f"{name} {version}" for name, version in packages.items())
    whose, licence = "\n".join(sorted(owners)), terms.pop()
    return f"/*! {named}\n\n{whose}\n\nMIT License\n\n{licence}\n*/\n"


if __name__ == "__main__":
    sys.exit(main())
