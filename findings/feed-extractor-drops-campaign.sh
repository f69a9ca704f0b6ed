#!/usr/bin/env bash
# A link to a post loses the marks by which its visits are told apart.
#
# @extractus/feed-extractor 8.0.3 (npm).
# Guess: `link` is the item's <link>; `description` its <description>, at most shortened.
# Seen: every utm_* parameter of `link` is gone, others stay, in RSS and in JSON Feed alike.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund @extractus/feed-extractor@8.0.3
cat >look.mjs <<'LOOK'
import assert from "node:assert";
import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
const link = "https://example.org/1?page=2&utm_source=mastodon&utm_campaign=post";
const rss = `<rss version="2.0"><channel><title>F</title><link>https://example.org/</link><description>d</description>
<item><title>T</title><link>${link.replaceAll("&", "&amp;")}</link><description>Text.</description></item></channel></rss>`;
const json = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "F", items: [{ id: "1", url: link, content_text: "Text." }] });
for (const [name, feed] of [["RSS", extractFromXml(rss)], ["JSON Feed", extractFromJson(json)]]) {
  console.log(`${name}: ${feed.entries[0].link}`);
  assert.equal(feed.entries[0].link, "https://example.org/1?page=2");
}
LOOK
node look.mjs
