"use strict";
// Keeps the pocket of the staff site on a phone, whole or not at all, renews it when the site can be
// reached, and takes it away when the site says so or has not been reached for too long.
//
// What the site answers means:
//   200             the pocket stands; a new one takes its place once all of it is here
//   403, 404, 410   it is withdrawn: everything goes at once
//   401, a way to somebody who asks for a name, anything that is no list of ours
//                   who one is must be said anew. A browser that was closed has forgotten it, and lets no
//                   worker ask (w3c/ServiceWorker#1400): the pocket stays for one day, then goes
//   nothing, 5xx    no network: it stays for the days that its list says, then goes
const HOME = new URL("./", self.location.href).href;
const LIST = new URL("contenu.json", HOME).href;
const STATE = new URL("etat", HOME).href; // kept here, never asked of the site
const PREFIX = "poche ";
const PATIENCE = 3000; // milliseconds
const DAY = 86400000;

self.addEventListener("install", (event) => event.waitUntil(renew().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const asked = event.request;
  if (asked.method !== "GET" || new URL(asked.url).origin !== self.location.origin) return;
  const url = asked.url.split("#")[0].split("?")[0];
  if (url === STATE) return event.respondWith(told());
  if (asked.mode === "navigate") {
    if (url === HOME || url === `${HOME}index.html`) event.respondWith(opened(event));
    return;
  }
  event.respondWith(kept(url).then((found) => found || fetch(asked)));
});

self.addEventListener("message", (event) => {
  const answer = (said) => event.ports[0] && event.ports[0].postMessage(said);
  if (event.data === "forget") event.waitUntil(leave().then(() => answer("gone")));
  if (event.data === "renew") event.waitUntil(renew().then(answer, () => answer("away")));
});

// The page: what the site says first, what is kept when it says nothing in time.
async function opened(event) {
  const looking = verdict();
  event.waitUntil(looking.then(({ found }) => found && renew(found)).catch(() => {}));
  const { says } = await Promise.race([looking, slept()]);
  const state = await known();
  if (says === "gone") {
    await leave();
    return fetch(HOME, { cache: "no-store" });
  }
  if (says === "stands") {
    try {
      const page = await fetch(HOME, { cache: "no-store" });
      if (page.ok && !page.redirected) return page;
    } catch {
      // Lost meanwhile: what is kept, below.
    }
  }
  if (!state) return fetch(event.request);
  const now = Date.now();
  if (says === "asks") await write({ ...state, refused: state.refused || now });
  const tooLong = now - state.checked > state.days * DAY;
  if (tooLong || (says === "asks" && state.refused && now - state.refused > DAY)) {
    await leave();
    return over(state);
  }
  return (await kept(HOME)) || fetch(event.request);
}

// What the site says of the pocket: stands, gone, asks or away; with its list when it stands.
async function verdict() {
  let answer;
  try {
    answer = await fetch(LIST, { cache: "no-store", redirect: "manual" });
  } catch {
    return { says: "away" };
  }
  if ([403, 404, 410].includes(answer.status)) return { says: "gone" };
  if (answer.status >= 500) return { says: "away" };
  if (!answer.ok) return { says: "asks" };
  try {
    const found = await answer.json();
    if (found.format === 1 && Array.isArray(found.files)) return { says: "stands", found };
  } catch {
    // A page that asks for a name, under the status of one that was found.
  }
  return { says: "asks" };
}

const slept = () => new Promise((done) => setTimeout(() => done({ says: "away" }), PATIENCE));

// Everything of a list into a new cache, which takes the place of the old one when it is whole.
// Gives "same", "new", "gone", "asks" or "away"; one at a time.
let renewing = null;
function renew(list) {
  renewing = renewing || brought(list).finally(() => (renewing = null));
  return renewing;
}

async function brought(list) {
  let found = list;
  if (!found) {
    const looked = await verdict();
    if (looked.says === "gone") await leave();
    if (looked.says !== "stands") {
      if (await known()) return looked.says;
      throw new Error(looked.says); // nothing is kept yet: the worker does not start
    }
    found = looked.found;
  }
  const state = await known();
  const page = await asked(HOME);
  const now = { version: found.version, days: found.days, words: found.words, lang: found.lang, checked: Date.now() };
  const before = state && (await kept(HOME));
  if (before && state.version === found.version && (await before.text()) === (await page.clone().text())) {
    await write(now);
    return "same";
  }
  const name = `${PREFIX}${found.version} ${Date.now()}`;
  try {
    const cache = await caches.open(name);
    let size = 0;
    for (const path of found.files) {
      const url = new URL(path, HOME).href;
      const answer = url === HOME ? page : await asked(url);
      size += (await answer.clone().blob()).size;
      if (size > found.most) throw new Error("too big");
      await cache.put(url, answer);
    }
    await cache.put(STATE, new Response(JSON.stringify(now)));
  } catch (error) {
    await caches.delete(name);
    if (state) return "away";
    throw error;
  }
  await forget(name);
  return "new";
}

async function asked(url) {
  const answer = await fetch(url, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
}

// The cache that is whole: the newest with a state.
async function current() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const dated = names.sort((a, b) => Number(b.split(" ").pop()) - Number(a.split(" ").pop()));
  for (const name of dated) {
    const cache = await caches.open(name);
    if (await cache.match(STATE)) return cache;
  }
  return null;
}

async function kept(url) {
  const cache = await current();
  return cache ? cache.match(url) : undefined;
}

async function known() {
  const found = await kept(STATE);
  return found ? found.json() : null;
}

async function write(state) {
  const cache = await current();
  if (cache) await cache.put(STATE, new Response(JSON.stringify(state)));
}

async function told() {
  const state = await known();
  return new Response(JSON.stringify(state || {}), {
    status: state ? 200 : 404,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}

async function forget(but) {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== but) await caches.delete(name);
  }
}

// Without a worker the next page comes from the site itself, and may ask for a password.
async function leave() {
  await forget();
  await self.registration.unregister();
}

// Said in the place of a pocket that was kept too long.
function over({ words, lang }) {
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const page =
    `<!doctype html><html lang="${escaped(lang)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(words.over_title)}</title>` +
    `</head><body><main><h1>${escaped(words.over_title)}</h1><p>${escaped(words.over_text)}</p>` +
    `<p><a href="../">${escaped(words.over_again)}</a></p></main></body></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
