#!/usr/bin/env bash
# What a page shows as code comes out of a feed as markup.
#
# @rowanmanning/feed-parser 2.1.5 (npm).
# Guess: `content` is the HTML of <content:encoded>, decoded once from XML: `<code>&lt;main&gt;</code>`.
# Seen: its entities are decoded once more, in RSS (escaped or CDATA) and in Atom: the word in the code is
# an element, and disappears from what is shown.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @rowanmanning/feed-parser@2.1.5
cat >look.mjs <<'LOOK'
import assert from "node:assert";
import { parseFeed } from "@rowanmanning/feed-parser";
const html = "<p>Write <code>&lt;main&gt;</code>: 3 &lt; 5.</p>";
const rss = (content) => `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>F</title><link>https://example.org/</link><description>d</description><item><title>T</title>
<link>https://example.org/1</link><content:encoded>${content}</content:encoded></item></channel></rss>`;
const escaped = html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title>
<updated>2026-01-01T00:00:00Z</updated><entry><id>urn:1</id><title>T</title><updated>2026-01-01T00:00:00Z</updated>
<content type="html">${escaped}</content></entry></feed>`;
for (const [name, feed] of Object.entries({
  "RSS, escaped": rss(escaped), "RSS, CDATA": rss(`<![CDATA[${html}]]>`), Atom: atom,
})) {
  const { content } = parseFeed(feed).items[0];
  console.log(`${name}: ${content}`);
  assert.equal(content, "<p>Write <code><main></code>: 3 < 5.</p>");
}
LOOK
node look.mjs
