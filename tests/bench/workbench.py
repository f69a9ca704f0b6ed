"""The workbench: from a key in the text of a post to its new page shown, beside `hugo server` from a
save to the page served, on the same posts in the same run.

    python -m tests.bench.workbench --posts 1000 --keys 12
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from portevoix.posts.slug import slugify
from tests.bench.peers import Hugo, install
from tests.bench.posts import title_of, write_posts
from tests.chromium import FLAGS, browser_path
from tests.conftest import ROOT
from tests.workbench.workshop import started

_REST = 1_000  # milliseconds between two keys: each is measured alone
_POSTS = 3  # opened one after the other


def our_site(folder: Path, posts: Path) -> Path:
    """The site of this repository, with other posts."""
    for name in ("mkdocs.yml", "overrides"):
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, folder / name)
    # Issues of the newsletter name posts that are not there.
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("infolettre"))
    shutil.rmtree(folder / "docs" / "blog" / "posts")
    shutil.copytree(posts / "posts", folder / "docs" / "blog" / "posts")
    shutil.copy(posts / ".authors.yml", folder / "docs" / "blog" / ".authors.yml")
    return folder


def key_to_page(folder: Path, keys: int) -> list[float]:
    """Seconds, of each key."""
    found = []
    names = sorted((folder / "docs" / "blog" / "posts").glob("*.md"))
    with started(folder, patience=900) as shop, sync_playwright() as driver:
        told = json.loads(shop.ask("/etat")[1])["mistakes"]
        if told:
            raise RuntimeError("\n".join(told))
        chromium = driver.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        for number in range(_POSTS):
            name = names[(number * 37 + 5) % len(names)]
            page.goto(f"{shop.address}billets/{name.name}")
            page.wait_for_selector("[data-editor][data-ready]")
            path = f"/blog/{slugify(title_of(name))}/"
            while not any(path in one.url for one in page.frames):
                page.wait_for_timeout(100)
            frame = next(one for one in page.frames if path in one.url)
            page.click(".cm-content")
            page.keyboard.press("Control+End")
            page.keyboard.type("\nUne phrase :")
            frame.wait_for_function("document.body.innerText.includes('Une phrase')")
            page.wait_for_timeout(3_000)
            for n in range(keys // _POSTS):
                sign = chr(ord("A") + n)
                seen = "Une phrase :" + "".join(chr(ord("A") + one) for one in range(n + 1))
                page.wait_for_timeout(_REST)
                start = time.perf_counter()
                page.keyboard.press(sign)
                frame.wait_for_function(
                    "(text) => document.body.textContent.includes(text)", arg=seen, polling=5
                )
                found.append(time.perf_counter() - start)
        chromium.close()
    return found


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=12)
    chosen = parser.parse_args(arguments)
    install()
    with tempfile.TemporaryDirectory() as place:
        posts, ours, peer = (Path(place) / name for name in ("posts", "ours", "hugo"))
        write_posts(chosen.posts, posts)
        for folder in (ours, peer):
            folder.mkdir()
        keys = key_to_page(our_site(ours, posts), chosen.keys)
        saves = [run.wall for run in Hugo(peer, posts).serve(chosen.keys)]
    one, other = statistics.median(keys), statistics.median(saves)
    print(f"{chosen.posts} posts, medians of {len(keys)} keys and {len(saves)} saves")
    print(
        f"key → page shown: {one:.3f} s; hugo server, save → served: {other:.3f} s; {one / other:.2f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
