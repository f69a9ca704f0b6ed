#!/usr/bin/env bash
# Two packages that pip puts together make no text for Bluesky.
#
# granary 11.0 with brevity 0.2.17, the newest that it asks for (PyPI).
# Guess: a note becomes a post of its text, cut at 300 characters where it is longer.
# Seen: TypeError for every text, a short one too: granary hands over a word that this brevity does not know.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check granary==11.0 brevity==0.2.17
env/bin/pip check
env/bin/python - <<'LOOK'
from granary import bluesky

note = {
    "objectType": "note",
    "id": "https://example.org/1",
    "url": "https://example.org/1",
    "content": "The bridge is open again.",
}
try:
    post = bluesky.from_as1(note, out_type="app.bsky.feed.post")
except TypeError as error:
    print(f"TypeError: {error}")
    assert "ellipsis" in str(error)
else:
    raise SystemExit(f"changed: {post['text']!r}")
LOOK
