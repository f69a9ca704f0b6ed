"""Writes the reference below a folder: python -m portevoix.reference docs/guide."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from portevoix.reference import SECTIONS, post_schema, render_page, settings_schema


def reference_files() -> Iterator[tuple[str, str]]:
    """Name and content of each."""
    yield "reglages.md", render_page(SECTIONS, "fr")
    yield "settings.md", render_page(SECTIONS, "en")
    for name, schema in (("mkdocs", settings_schema), ("post", post_schema)):
        for lang, ending in (("fr", ""), ("en", ".en")):
            text = json.dumps(schema(lang), ensure_ascii=False, indent=1)
            yield f"{name}{ending}.schema.json", f"{text}\n"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    for name, text in reference_files():
        (place / name).write_text(text, "utf-8")
