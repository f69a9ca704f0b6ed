#!/usr/bin/env bash
# The alternative text of an item's picture takes the place of the item's own text.
#
# feedparser 6.0.14, rss2email 3.14 (PyPI, Python 3.11).
# Guess: <media:description> inside <media:content> describes the picture (Media RSS 1.5.1), so that
# `summary` stays the item's <description>, and a mail holds <content:encoded>.
# Seen: `summary_detail` is the picture's description, and rss2email mails that sentence alone.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet feedparser==6.0.14 rss2email==3.14 html2text==2025.4.15
cat >"$place/feed.xml" <<'FEED'
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Fil</title><link>https://example.org/</link><description>Un fil.</description>
<item><title>Le pont</title><link>https://example.org/pont</link><guid isPermaLink="false">urn:pont</guid>
<description>Le pont rouvre lundi.</description>
<content:encoded>&lt;p&gt;Le pont rouvre lundi, à six heures.&lt;/p&gt;</content:encoded>
<media:content url="https://example.org/pont.png" type="image/png" medium="image">
<media:description type="plain">Un pont de pierre</media:description></media:content></item>
</channel></rss>
FEED
cd "$place"
export HOME=$place
"$place/env/bin/python" - <<'LOOK'
import feedparser

(entry,) = feedparser.parse(open("feed.xml").read()).entries
print("feedparser", feedparser.__version__, "summary_detail:", entry.summary_detail.value)
assert entry.summary_detail.value == "Un pont de pierre", entry.summary_detail
LOOK
r2e() { "$place/env/bin/r2e" -c "$place/config" -d "$place/data" "$@" 2>/dev/null; }
r2e new someone@example.org
sed -i "s|^email-protocol = .*|email-protocol = maildir|; s|^maildir-path = .*|maildir-path = $place/mail|; s|^maildir-mailbox = .*|maildir-mailbox = box|" config
mkdir mail
r2e add fil "file://$place/feed.xml"
r2e run
"$place/env/bin/python" - <<'LOOK'
import pathlib
from email import message_from_bytes, policy

(file,) = pathlib.Path("mail/box/new").iterdir()
body = message_from_bytes(file.read_bytes(), policy=policy.default).get_content()
print("rss2email 3.14 mails:", repr(body))
assert "Un pont de pierre" in body and "rouvre" not in body
LOOK
