#!/usr/bin/env bash
# The address that is posted is the item's identifier, and a corrected item is posted a second time.
#
# feediverse 0.4.1 (PyPI, feedparser 6.0.14).
# Guess: `{url}` of its default template `{title} {url}` is the item's <link>; an item is posted once.
# Seen: `{url}` is the <guid>, a urn where it is one. Items are told apart by `updated` alone: one that was
# posted is new again once its <atom:updated> is later than the newest posted.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet feediverse==0.4.1 feedparser==6.0.14
"$place/env/bin/python" -W ignore - <<'LOOK'
from datetime import datetime, timezone

from feediverse import get_feed

FEED = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>F</title>
<link>https://example.org/</link><description>d</description>
<item><title>The bridge</title><link>https://example.org/bridge</link>
<guid isPermaLink="false">urn:uuid:742e</guid><description>It opens.</description>
<pubDate>Mon, 05 Jan 2026 09:00:00 GMT</pubDate><atom:updated>{updated}</atom:updated></item>
</channel></rss>"""

(first,) = get_feed(FEED.format(updated="2026-01-05T09:00:00Z"), datetime(2000, 1, 1, tzinfo=timezone.utc))
said = "{title} {url}".format(**first)
print("posted:", said)
assert said == "The bridge urn:uuid:742e"
again = list(get_feed(FEED.format(updated="2026-01-07T09:00:00Z"), first["updated"]))
print("posted again once corrected:", len(again))
assert len(again) == 1
assert not list(get_feed(FEED.format(updated="2026-01-05T09:00:00Z"), first["updated"]))
LOOK
