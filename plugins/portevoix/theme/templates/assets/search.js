// Search in the reader's browser: the theme's index and our own documents, read once, kept on the page.
import MiniSearch from "./minisearch.js";

const STEP = 10;
const STOP = new Set(("a afin ai alors au aux avec ce ces cet cette ceci cela dans de des du elle en est et eu il ils je "
  + "la le les leur leurs lui ma mais me mes mon ne nos notre nous on ou par pas pour qu que qui sa se ses si son sont "
  + "sur ta te tu un une vos votre vous y the of to and in is it for on at by or be are an").split(" "));

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
const term = (word) => {
  const folded = fold(word);
  if (folded.length < 2 || STOP.has(folded)) return null;
  return folded.length > 4 ? folded.replace(/[sx]$/, "") : folded;
};

const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'", nbsp: "\u00a0", para: "" };
const plain = (html) => String(html ?? "").replace(/<[^>]*>/g, " ")
  .replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole).replace(/\s+/g, " ").trim();

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

let reading;
const read = () => reading ??= (async () => {
  const { index, moreDocuments } = form.dataset;
  const [theirs, ours] = await Promise.all([fetched(index), moreDocuments ? fetched(moreDocuments) : []]);
  const pages = new Map(), documents = [];
  for (const found of [...theirs.docs, ...ours]) {
    const page = found.location.split("#")[0];
    const document = {
      id: documents.length, location: found.location, page, title: plain(found.title), text: plain(found.text),
      keywords: [...(found.keywords ?? []), ...(found.tags ?? [])].join(" "),
    };
    if (!pages.has(page)) pages.set(page, document.title);
    documents.push(document);
  }
  const engine = new MiniSearch({ fields: ["title", "keywords", "text"], processTerm: term });
  await engine.addAllAsync(documents, { chunkSize: 200 });
  return { engine, documents, pages };
})();

const OPTIONS = {
  boost: { title: 4, keywords: 3 },
  prefix: (word) => word.length > 2,
  fuzzy: (word) => word.length > 4 ? .2 : false,
  weights: { prefix: .5, fuzzy: .25 },
};

// The best part of each page, in order of worth; a page counts once.
const search = ({ engine, documents }, query) => {
  let hits = engine.search(query, { ...OPTIONS, combineWith: "AND" });
  if (!hits.length) hits = engine.search(query, OPTIONS);
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

const line = ({ documents, pages }, hit) => {
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

let shown = { corpus: null, hits: [] };
const show = (from) => {
  list.append(...shown.hits.slice(from, from + STEP).map((hit) => line(shown.corpus, hit)));
  more.hidden = list.children.length >= shown.hits.length;
};

let asked = 0;
const answer = async () => {
  const query = input.value.trim(), turn = ++asked;
  const address = new URL(location);
  query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!query) { list.replaceChildren(); count.textContent = ""; more.hidden = true; return; }
  if (!shown.corpus) count.textContent = say("counting");
  try {
    const corpus = await read();
    if (turn !== asked) return;
    shown = { corpus, hits: search(corpus, query) };
    list.replaceChildren();
    show(0);
    const total = shown.hits.length;
    count.textContent = say(total > 1 ? "many" : total ? "one" : "none", { query, count: total });
  } catch {
    reading = undefined;
    count.textContent = say("failed");
  }
};

let waiting;
input.addEventListener("focus", () => read().catch(() => { reading = undefined; }), { once: true });
input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(answer, 180); });
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); answer(); });
more.addEventListener("click", () => {
  const from = list.children.length;
  show(from);
  list.children[from]?.querySelector("a").focus();
});
const given = new URLSearchParams(location.search).get("q");
if (given) { input.value = given; answer(); }
