#!/usr/bin/env bash
# A page whose structured data is one @graph is not tested at all, and passes.
#
# structured-data-testing-tool 4.5.0 (npm), on web-auto-extractor 1.0.17.
# Guess: each node of a JSON-LD @graph is found and tested, as when it stands alone.
# Seen: none is found; the test passes with nothing tested, and fails nobody's build.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund structured-data-testing-tool@4.5.0 web-auto-extractor@1.0.17
cat >look.cjs <<'LOOK'
const assert = require("node:assert"), { structuredDataTest } = require("structured-data-testing-tool");
const node = { "@type": "Event", name: "Fair", startDate: "2026-01-01", location: { "@type": "Place", name: "Square" } };
const page = (data) => `<!doctype html><title>T</title><script type="application/ld+json">${JSON.stringify(data)}</script>`;
const found = async (data) => {
  const told = await structuredDataTest(page({ "@context": "https://schema.org", ...data }));
  return [told.schemas.length, told.passed.length, told.failed.length];
};
(async () => {
  const alone = await found(node), graph = await found({ "@graph": [node] });
  console.log(`schemas, passed, failed: alone ${alone}; in a @graph ${graph}`);
  assert.deepEqual([alone[0], graph], [1, [0, 0, 0]]);
})();
LOOK
node look.cjs
