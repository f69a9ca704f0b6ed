#!/usr/bin/env bash
# A title that shows signs of markup loses them, or is read as markup.
#
# feedparser-rs 0.7.1 (PyPI).
# Guess: an Atom title without `type` is plain text (RFC 4287, 3.1.1), as with `type="text"`.
# Seen: it is read as HTML: a sign that was written out is a tag, which gets its end too. The title of an
# item of JSON Feed, which is plain text by its specification, likewise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check feedparser-rs==0.7.1
env/bin/python - <<'LOOK'
import json

import feedparser_rs

TITLE = "How to write <b> in a page"


def atom(kind):
    return feedparser_rs.parse(
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title>'
        "<updated>2026-01-01T00:00:00Z</updated><entry><id>urn:1</id>"
        f"<title{kind}>How to write &lt;b&gt; in a page</title>"
        "<updated>2026-01-01T00:00:00Z</updated></entry></feed>"
    ).entries[0].title


item = {"id": "1", "title": TITLE, "content_text": "…"}
feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [item]}
untyped, typed = atom(""), atom(' type="text"')
in_json = feedparser_rs.parse(json.dumps(feed)).entries[0].title
print(f"type=text: {typed!r}", f"no type: {untyped!r}", f"JSON Feed: {in_json!r}", sep="\n")
assert typed == TITLE
assert untyped != TITLE and untyped.endswith("</b>")
assert in_json != TITLE
LOOK
