// Search in the reader's browser: indexes read once, when somebody starts to search, and kept on the page.
import MiniSearch from "./minisearch.js";

const STEP = 10, NEAR = .4;
const STOP = new Set(("a afin ai alors au aux avec ce ces cet cette ceci cela dans de des du elle en est et eu il ils je "
  + "la le les leur leurs lui ma mais me mes mon ne nos notre nous on ou par pas pour qu que qui sa se ses si son sont "
  + "sur ta te tu un une vos votre vous y the of to and in is it for on at by or be are an").split(" "));

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
const term = (word) => {
  const folded = fold(word);
  if (folded.length < 2 || STOP.has(folded)) return null;
  return folded.length > 4 ? folded.replace(/[sx]$/, "") : folded;
};

const form = document.querySelector("[data-search]");
const input = form.elements.q;
const list = document.querySelector("[data-search-results]");
const count = document.querySelector("[data-search-count]");
const more = document.querySelector("[data-search-more]");
const say = (name, values = {}) => form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  return answer.json();
};

const engine = new MiniSearch({ fields: ["title", "keywords", "text"], processTerm: term });
const pages = new Map(), documents = [];
const taken = (found, weight) => {
  const added = found.map((one) => {
    const page = one.location.split("#")[0];
    const document = {
      id: documents.length, weight, location: one.location, page, title: one.title, text: one.text,
      keywords: [...(one.keywords ?? []), ...(one.tags ?? [])].join(" "),
    };
    if (!pages.has(page)) pages.set(page, document.title);
    documents.push(document);
    return document;
  });
  return engine.addAllAsync(added, { chunkSize: 200 });
};

// One index for each year of the blog, the newest first: what is read can be searched already.
let reading, left = form.dataset.indexes.split(" ");
const read = () => reading ??= (async () => {
  await readNear();
  while (left.length) {
    const [address, weight] = left[0].split("|");
    await taken(await fetched(address), Number(weight));
    left = left.slice(1);
    if (left.length && waitsForMore()) answer();
  }
})();

// Words of one sense: who types « poubelle » finds « collecte », below what was really typed.
const near = new Map();
const readNear = async () => {
  try {
    for (const group of await fetched(form.dataset.near)) {
      const terms = group.map(term).filter(Boolean);
      for (const one of terms) near.set(one, new Set([...near.get(one) ?? [], ...terms]));
    }
  } catch {}  // the search does without
};

const OPTIONS = {
  boost: { title: 4, keywords: 3 },
  boostDocument: (id) => documents[id].weight,
  prefix: (word) => word.length > 2,
  fuzzy: (word) => word.length > 4 ? .2 : false,
  weights: { prefix: .5, fuzzy: .25 },
};

// A word, and below it those of its sense, as they are written.
const widened = (word) => {
  const others = [...near.get(term(word)) ?? []].filter((one) => one !== term(word));
  const boost = { title: OPTIONS.boost.title * NEAR, keywords: OPTIONS.boost.keywords * NEAR, text: NEAR };
  return others.length
    ? { combineWith: "OR", queries: [word, { queries: others, combineWith: "OR", boost, prefix: false, fuzzy: false }] }
    : word;
};

// The best part of each page, in order of worth; a page counts once.
const search = (query) => {
  const asked = (query.match(/[\p{L}\p{N}]+/gu) ?? []).map(widened);
  let hits = engine.search({ ...OPTIONS, combineWith: "AND", queries: asked });
  if (!hits.length) hits = engine.search({ ...OPTIONS, combineWith: "OR", queries: asked });
  const best = new Map();
  for (const hit of hits) {
    const { page } = documents[hit.id];
    if (!best.has(page)) best.set(page, hit);
  }
  return [...best.values()];
};

const marked = (text, terms, into) => {
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    if (!piece) continue;
    if (!terms.has(term(piece))) { into.append(piece); continue; }
    const mark = document.createElement("mark");
    mark.textContent = piece;
    into.append(mark);
  }
  return into;
};

const excerpt = (text, terms) => {
  let at = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) if (terms.has(term(word))) { at = index; break; }
  const start = at < 90 ? 0 : text.indexOf(" ", at - 80) + 1;
  const end = start + 220 >= text.length ? text.length : text.lastIndexOf(" ", start + 220);
  return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
};

const element = (name, className) => Object.assign(document.createElement(name), { className });

const line = (hit) => {
  const found = documents[hit.id], terms = new Set(hit.terms), item = element("li", "result");
  const title = element("h2", "result-title"), link = element("a", "");
  link.href = form.dataset.root + found.location;
  marked(pages.get(found.page) || found.title, terms, link);
  title.append(link);
  item.append(title);
  if (found.title !== pages.get(found.page)) item.append(marked(found.title, terms, element("p", "result-part")));
  if (found.text) item.append(marked(excerpt(found.text, terms), terms, element("p", "result-text")));
  return item;
};

let hits = [];
const show = (from) => {
  list.append(...hits.slice(from, from + STEP).map(line));
  more.hidden = list.children.length >= hits.length;
};

const told = () => {
  const query = input.value.trim(), total = hits.length;
  count.textContent = say(total > 1 ? "many" : total ? "one" : "none", { query, count: total });
};

// Nobody looks through a list that would change below them: only an empty one is filled again.
const waitsForMore = () => input.value.trim() && !list.children.length;

const answer = () => {
  const query = input.value.trim();
  const address = new URL(location);
  query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
  history.replaceState(null, "", address);
  list.replaceChildren();
  if (!query) { hits = []; count.textContent = ""; more.hidden = true; return; }
  hits = search(query);
  show(0);
  if (hits.length || !left.length) told();
  else count.textContent = say("counting");
};

const ask = () => {
  list.ariaBusy = "true";
  answer();
  read().then(() => {
    if (waitsForMore()) answer(); else if (input.value.trim()) refreshed();
    list.ariaBusy = "false";
  })
    .catch(() => { reading = undefined; count.textContent = say("failed"); });
};

// Once all is read, the number is that of the whole site, and what came later stands in its place;
// a list that somebody goes through with the keyboard stays as it is.
const refreshed = () => {
  const shown = list.children.length, before = hits.slice(0, shown).map((hit) => hit.id).join();
  hits = search(input.value.trim());
  const found = hits.slice(0, shown).map((hit) => hit.id).join();
  const stands = found === before || list.contains(document.activeElement);
  if (!stands) { list.replaceChildren(); show(0); }
  else more.hidden = list.children.length >= hits.length;
  told();
};

let waiting;
input.addEventListener("focus", () => read().catch(() => { reading = undefined; }), { once: true });
input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 180); });
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); ask(); });
more.addEventListener("click", () => {
  const from = list.children.length;
  show(from);
  list.children[from]?.querySelector("a").focus();
});
const given = new URLSearchParams(location.search).get("q");
if (given) { input.value = given; ask(); }
