#!/usr/bin/env bash
# In Atom, the picture of an entry becomes a second page of it.
#
# feedgen 1.0.0 (PyPI).
# Guess: `entry.enclosure(…)` and `entry.link(rel=…, type=…, hreflang=…)` are written as they were given,
# as in its RSS.
# Seen: an entry's links keep their address alone. Without `rel` each is an alternate page (RFC 4287,
# 4.2.7.2): feedparser 6.0.14 finds no enclosure, and two pages. Those of the feed itself are whole.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check feedgen==1.0.0 feedparser==6.0.14
env/bin/python - <<'LOOK'
import feedparser
from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.id("urn:feed")
feed.title("Town")
feed.link(href="https://example.org/atom.xml", rel="self", type="application/atom+xml")
feed.description("News")
entry = feed.add_entry()
entry.id("urn:1")
entry.title("The bridge")
entry.updated("2026-01-01T00:00:00Z")
entry.link(href="https://example.org/1", rel="alternate", type="text/html", hreflang="en")
entry.enclosure("https://example.org/1.png", "123", "image/png")
atom, rss = (feedparser.parse(form) for form in (feed.atom_str(), feed.rss_str()))
for name, read in (("atom", atom), ("rss", rss)):
    print(name, [(link.rel, link.href) for link in read.entries[0].links], read.entries[0].enclosures)
assert not atom.entries[0].enclosures and rss.entries[0].enclosures
assert [link.rel for link in atom.entries[0].links] == ["alternate", "alternate"]
assert not any("hreflang" in link for link in atom.entries[0].links)
assert atom.feed.links[0].rel == "self"
LOOK
