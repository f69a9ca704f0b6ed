#!/usr/bin/env bash
# A post that two people sign is shown as signed by neither.
#
# feedparser 2.6.0 (npm; Node-RED's feedparse node stands on it).
# Guess: `author` of an Atom entry is its first author, or both.
# Seen: with one author the entry's; with two, the feed's own.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund feedparser@2.6.0
cat >look.cjs <<'LOOK'
const assert = require("node:assert"), { Readable } = require("node:stream"), Parser = require("feedparser");
const atom = (...names) => `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title>
<updated>2026-01-01T00:00:00Z</updated><author><name>The town</name></author><entry><id>urn:1</id><title>T</title>
<updated>2026-01-01T00:00:00Z</updated>${names.map((name) => `<author><name>${name}</name></author>`).join("")}
<link href="https://example.org/1"/></entry></feed>`;
const author = (feed) => new Promise((told) => {
  const parser = new Parser();
  parser.on("readable", () => { const item = parser.read(); if (item) told(item.author); });
  Readable.from([feed]).pipe(parser);
});
(async () => {
  const one = await author(atom("Water")), two = await author(atom("Water", "Streets"));
  console.log(`one author: ${one}; two authors: ${two}`);
  assert.deepEqual([one, two], ["Water", "The town"]);
})();
LOOK
node look.cjs
