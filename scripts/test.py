"""Run every test: style, types, then pytest."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from environment import ROOT, enter

enter("test")

RUFF = (("ruff", "check", "--quiet", "."), ("ruff", "format", "--check", "--quiet", "."))
MYPY = ("mypy", "--no-error-summary")
# A worker that is done takes over from one that is not: no core waits for the longest files.
SHARED_OUT = ("-n", "auto", "--dist", "worksteal")
# What --fast leaves out → why.
LEFT_OUT = {
    "tests/alerts": "build whole sites and run commands one after the other",
    "tests/arrival": "run tools of others",
    "tests/browser": "drive a real Chromium, as all tests marked “browser”",
    "tests/deploying/test_announcing.py": "build whole sites",
    "tests/deploying/test_drafts.py": "build whole sites and start servers",
    "tests/deploying/test_faults.py": "cut lines to servers and fill discs",
    "tests/deploying/test_pipelines.py": "run pipelines in shells",
    "tests/deploying/test_protected.py": "start web servers and walk a staff site",
    "tests/deploying/test_publication.py": "start servers and publish to them",
    "tests/deploying/test_redirects.py": "build whole sites and start web servers",
    "tests/incremental": "edit and build a site again and again",
    "tests/guest": "build Material blogs with us and without",
    "tests/importing/test_import.py": "build whole sites",
    "tests/letters/test_command.py": "make letters of the whole sample",
    "tests/listening/test_elsewhere.py": "serve what is listened to",
    "tests/listening/test_forgetting.py": "build whole sites",
    "tests/listening/test_heard.py": "build whole sites",
    "tests/listening/test_mastodon.py": "serve what is listened to",
    "tests/listening/test_network.py": "run Bluesky’s own network",
    "tests/pictures/test_published_site.py": "build whole sites",
    "tests/results/test_bilan.py": "build whole sites",
    "tests/results/test_commands.py": "build whole sites",
    "tests/robust": "build sites of generated sources",
    "tests/workbench/test_composer_pages.py": "start workbenches and build whole sites",
    "tests/workbench/test_many_windows.py": "start workbenches",
    "tests/workbench/test_nothing_lost.py": "start workbenches and kill them",
    "tests/workbench/test_panels.py": "start workbenches and build whole sites",
    "tests/workbench/test_two_writers.py": "start a workbench and write beside it",
    "tests/workbench/test_safety.py": "start a workbench and besiege it",
    "tests/site/test_addresses.py": "build whole sites",
    "tests/sending/test_bluesky.py": "run Bluesky’s own server",
    "tests/sending/test_command.py": "build whole sites",
    "tests/sending/test_faults.py": "have everything go wrong on two networks",
    "tests/sending/test_mastodon.py": "kill runs again and again",
    "tests/sending/test_posts.py": "send every post of the sample",
    "tests/site/test_ahead.py": "build whole sites",
    "tests/site/test_build.py": "build whole sites",
    "tests/site/test_charter_gate.py": "build whole sites",
    "tests/site/test_check_as_build.py": "build and check whole sites",
    "tests/site/test_documents.py": "build whole sites",
    "tests/site/test_direct_words.py": "build whole sites",
    "tests/site/test_english.py": "build whole sites",
    "tests/site/test_hostile.py": "build whole sites",
    "tests/site/test_links.py": "build whole sites",
    "tests/site/test_new_site.py": "build whole sites",
    "tests/site/test_overrides.py": "build sites that fail",
    "tests/site/test_preview.py": "wait for a preview",
    "tests/site/test_private_matter.py": "build whole sites",
    "tests/site/test_promises.py": "build whole sites",
}
FAST = ("-m", "not browser", *(f"--ignore={place}" for place in LEFT_OUT))


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when all pass; with words for pytest and without --fast, pytest alone runs."""
    parser = argparse.ArgumentParser(
        prog="scripts/test.py",
        description=f"{__doc__} All other words go to pytest, which then runs alone.",
        epilog="--fast leaves out: "
        + "; ".join(f"{place}, which {why}" for place, why in LEFT_OUT.items()),
        allow_abbrev=False,
    )
    parser.add_argument("--fast", action="store_true", help="the tests of every day, in a minute")
    chosen, words = parser.parse_known_args(arguments)
    if words and not chosen.fast:
        return _run("pytest", *words)
    for check in RUFF:
        if code := _run(*check):
            return code
    # mypy reads all the code while the tests run; what it finds is told last, where it is seen.
    types = subprocess.Popen(
        (sys.executable, "-m", *MYPY), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    code = _run("pytest", *SHARED_OUT, *(FAST if chosen.fast else ()), *words)
    found, _ = types.communicate()
    sys.stdout.buffer.write(found)
    return code or types.returncode


def _run(*command: str) -> int:
    # Some set that nothing compiled is kept: each of many builds would then compile the project.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.call((sys.executable, "-m", *command), cwd=ROOT, env=kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
