"""What is internal never reaches the public."""

from __future__ import annotations

import json
import re
from pathlib import Path

from portevoix.charter import read_charter, search_documents
from portevoix.site import Site
from tests.charter.conftest import RULES
from tests.charter.rendered import render
from tests.charter.small import FILES, change
from tests.charter.test_mistakes import release

MARKER = re.compile(rb"[A-Z]*INTERNE[A-Z]*")
PLANTED = set(MARKER.findall("".join(FILES.values()).encode()))


def test_no_marker_of_an_internal_field_is_in_any_public_file(
    folder: Path, public: Site, staff: Site
) -> None:
    """Every internal field bears a marker; the staff site shows them, the public one has none.

    A frozen version, its redline, the feed and the search are public files too.
    """
    release(folder, "1.0", staff)
    change(folder, "18-securite.md", "CORPSINTERNE", "CORPSINTERNE NOUVEAUINTERNE")
    change(folder, "09-moderation.md", "un an", "deux ans")
    release(folder, "1.1", staff)
    shown: dict[bool, set[bytes]] = {}
    for site in (public, staff):
        charter = read_charter(folder, site, RULES)
        files = render(charter, site)
        files["search"] = json.dumps(
            search_documents(charter, site.names), ensure_ascii=False
        ).encode()
        names = "\n".join(files).encode()
        shown[site is staff] = set(MARKER.findall(b"\n".join(files.values()) + names))
    assert shown[False] == set()
    # The staff site leaves out only words for the search, and replies to quiz and log.
    assert PLANTED - shown[True] == set()


def test_an_article_closed_today_is_closed_in_earlier_versions_too(
    folder: Path, public: Site, staff: Site
) -> None:
    """What was public by error does not stay readable in the archives."""
    release(folder, "1.0", staff)
    change(folder, "06-2-images.md", 'id: "6.2"', 'id: "6.2"\naudience: internal')
    files = render(read_charter(folder, public, RULES), public)
    assert not [path for path in files if "/6.2/" in path]
    assert not [path for path, content in files.items() if b"Une image se d" in content]


def test_a_public_text_keeps_its_words_where_it_points_to_an_internal_article(
    folder: Path, public: Site
) -> None:
    """The reader sees « article 18 », and no link that would lead nowhere."""
    files = render(read_charter(folder, public, RULES), public)
    page = files["charte/1/index.html"].decode()
    assert "Le personnel lit aussi l’article 18." in page
    assert "/18/" not in page
