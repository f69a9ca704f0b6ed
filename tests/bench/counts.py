"""From a key in the composer to the new count, in a real browser: python -m tests.bench.counts [POSTS]."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from portevoix.commands import main as command
from tests.bench.posts import write_posts
from tests.chromium import FLAGS, browser_path
from tests.workbench.workshop import started

KEYS = 80
_TYPE = """async keys => {
  const field = document.querySelector("#reseau-facebook [data-text]");
  const sheet = document.querySelector("#reseau-facebook"), found = [];
  for (let n = 0; n < keys; n++) {
    const before = sheet.dataset.counted, began = performance.now();
    field.value += "x";
    const counted = new Promise(done => {
      const watch = new MutationObserver(() => {
        if (sheet.dataset.counted !== before) { watch.disconnect(); done(); }
      });
      watch.observe(sheet, { attributes: true });
    });
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await counted;
    found.push(performance.now() - began);
    await new Promise(done => setTimeout(done, 100));
  }
  return found;
}"""


def main(words: list[str]) -> int:
    count = int(words[0]) if words else 1_000
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "site"
        words = ["init", str(root), "--yes", "--accounts", "https://facebook.com/x"]
        assert command(words) == 0
        blog = root / "docs" / "blog"
        shutil.rmtree(blog / "posts")
        write_posts(count, blog)
        command(["build", "--no-check", "--config", str(root / "mkdocs.yml")])  # what builds keep
        with started(root, patience=600) as shop, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
            page = browser.new_page()
            page.goto(f"{shop.address}reseaux/billet-{count // 2:05}.md")
            page.evaluate(_TYPE, 10)  # warm
            found = sorted(page.evaluate(_TYPE, KEYS))
            browser.close()
    middle, late = statistics.median(found), found[int(len(found) * 0.9)]
    print(f"{count} posts, {KEYS} keys: median {middle:.1f} ms, nine in ten within {late:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
