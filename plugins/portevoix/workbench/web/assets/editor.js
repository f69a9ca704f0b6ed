// The editor of a post: what is typed goes to a draft beside the file, at once; the page and the
// remarks come back from the build that knows it. Without this file the form saves all the same.
import {
  EditorState, EditorSelection, EditorView, keymap, drawSelection, highlightSpecialChars,
  defaultKeymap, history, historyKeymap, markdown, markdownLanguage, markdownKeymap,
  syntaxHighlighting, HighlightStyle, tags, setDiagnostics, lintKeymap, search, searchKeymap,
} from "./codemirror.js";

const desk = document.querySelector("[data-editor]");
const form = desk.querySelector("[data-form]"), area = desk.querySelector("[data-body]");
const words = document.querySelector("[data-words]").dataset;
const one = (selector) => desk.querySelector(selector);
const pairs = (text) => Object.fromEntries(text.split("|").map((part) => part.split("=")));
const told = one("[data-saved]"), frame = one("[data-page]"), origin = desk.dataset.origin;
const severities = pairs(one("[data-remarks]").dataset.severities);
const whole = "whole" in area.dataset;

const state = {
  rev: +desk.dataset.rev, base: desk.dataset.base, draft: !!desk.dataset.draft,
  text: false, fields: false, sending: false, stopped: false, asked: 0, looking: false, saving: false,
  marks: desk.dataset.marks, instead: false, refused: false,
};

// ---- The text

const style = HighlightStyle.define([
  { tag: tags.heading, class: "cm-heading" },
  { tag: tags.strong, class: "cm-strong" },
  { tag: tags.emphasis, class: "cm-emphasis" },
  { tag: tags.link, class: "cm-link" },
  { tag: tags.url, class: "cm-url" },
  { tag: tags.monospace, class: "cm-code" },
  { tag: tags.quote, class: "cm-quote" },
  { tag: [tags.processingInstruction, tags.meta, tags.comment], class: "cm-mark" },
]);

const view = new EditorView({
  parent: area.parentNode,
  state: EditorState.create({
    doc: area.value,
    extensions: [
      EditorView.cspNonce.of(document.body.dataset.nonce),
      EditorState.phrases.of(pairs(words.phrases)),
      history(), drawSelection(), highlightSpecialChars(), search({ top: true }),
      EditorView.lineWrapping,
      markdown({ base: markdownLanguage, completeHTMLTags: false }),
      syntaxHighlighting(style),
      keymap.of([
        { key: "Mod-s", run: () => (save(), true), preventDefault: true },
        { key: "Mod-b", run: () => (tool("bold"), true) },
        { key: "Mod-k", run: () => (tool("link"), true) },
        ...markdownKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
      ]),
      EditorView.contentAttributes.of({
        "aria-label": area.dataset.label, "aria-describedby": "constats", spellcheck: "true", autocapitalize: "sentences",
        lang: form.querySelector("[name=lang]")?.value || document.documentElement.lang,
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged || quiet) return;
        state.text = true;
        soon();
      }),
    ],
  }),
});
let quiet = false;
area.hidden = true;
area.removeAttribute("name");
document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", () => view.focus());
const show = (text) => {
  const head = Math.min(view.state.selection.main.head, text.length);
  quiet = true;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: head } });
  quiet = false;
};

// ---- Kept beside the file, as it is typed

const fields = () => {
  const found = {};
  for (const [key, value] of new FormData(form)) if (key !== "rev" && key !== "base" && key !== "body" && key !== "whole") found[key] = value;
  return found;
};
const pause = 25;  // milliseconds: keys that come together go together
let timer = 0;
const soon = () => {
  if (!timer && !state.sending && !state.stopped) timer = setTimeout(send, pause);
};
const say = (text) => { if (told.textContent !== text) told.textContent = text; };
const stands = (news) => {
  if (!news.draft) return words.clean;
  if (news.conflict) return news.gone ? words.keptGone : words.keptApart;
  return words.kept.replace("{hour}", news.hour);
};
const unanswered = [];  // names of what this page sent, and was not told that it is kept
const payload = () => {
  // Each typing has a name: that of one whose answer was lost tells whose draft it is.
  const data = { rev: state.rev, base: state.base, marks: state.marks, sent: crypto.randomUUID(), unanswered };
  if (state.instead) data.instead = true;
  if (state.text) data[whole ? "whole" : "body"] = view.state.doc.toString();
  if (state.fields && !whole) data.fields = fields();
  return data;
};
const post = (address, data, more = {}) => fetch(address, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data), ...more,
});

// What is no JSON (too large, an address that is gone) is an answer too.
const read = async (answer) => (answer.headers.get("Content-Type")?.startsWith("application/json") ? answer.json() : {});
const why = (answer, news) => news.error || words.refused.replace("{status}", answer.status);

async function send() {
  timer = 0;
  if (state.sending || state.stopped || state.saving || !(state.text || state.fields)) return;
  state.sending = true;
  const data = payload(), had = { text: state.text, fields: state.fields };
  state.text = state.fields = false;
  let again = pause;
  const slow = setTimeout(() => say(words.unkept), 2000);
  try {
    // A lid that was closed leaves connections that nobody answers any more.
    const answer = await post(desk.dataset.keep, data, { signal: AbortSignal.timeout(20_000) });
    const news = await read(answer);
    state.refused = !answer.ok && answer.status !== 409;
    if (answer.status === 409) overtaken(news, had);
    else if (!answer.ok) {
      state.text ||= had.text;
      state.fields ||= had.fields;
      say(words.notKept);
      warn([why(answer, news)]);
      again = 1000;
    } else {
      unanswered.length = 0;
      Object.assign(state, { rev: news.rev, draft: news.draft, asked: news.asked, marks: news.marks, instead: false });
      say(stands(news));
      warn(news.refused);
      if (news.conflict) discChanged(news);
      look();
    }
  } catch {
    unanswered.push(data.sent);
    state.text ||= had.text;
    state.fields ||= had.fields;
    say(words.unkept);
    again = 1000;
  }
  clearTimeout(slow);
  state.sending = false;
  if (state.text || state.fields) timer = setTimeout(send, again);
}

const settled = async () => {
  while (state.text || state.fields || state.sending) {
    if (state.stopped || state.refused) throw new Error();
    await new Promise((done) => setTimeout(done, 20));
  }
};

async function save(again = false) {
  try {
    await settled();
    if (state.stopped) throw new Error();
  } catch { return lead(); }
  if (state.saving) return;
  state.saving = true;
  let answer = null, news = {};
  try {
    answer = await post(desk.dataset.save, { rev: state.rev, marks: state.marks }, { signal: AbortSignal.timeout(20_000) });
    news = await read(answer);
  } catch { answer = null; }
  if (answer?.ok) Object.assign(state, { rev: news.rev, base: news.base, draft: false });
  state.saving = false;
  if (!answer) say(words.unanswered);
  else if (answer.ok) {
    one("[data-recovered]")?.remove();
    say(news.said);
  } else if (answer.status === 404 && !again) {  // the file is gone: what this page holds is kept, then chosen
    state.text = state.fields = true;
    soon();
    return save(true);
  } else if (answer.status === 409 && (news.conflict || !state.draft)) {
    soon();
    return settled().then(toChoice, lead);
  } else {
    if (answer.status === 409) overtaken(news, { text: true, fields: false });
    else warn([why(answer, news)]);
    say(words.notSaved);
    lead();
  }
  if (state.text || state.fields) soon();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
for (const kind of ["input", "change"]) {
  form.addEventListener(kind, (event) => {
    if (!event.target.name || event.target.closest(".cm-editor")) return;
    state.fields = true;
    soon();
    const grows = event.target.name === "kind" || event.target.name.endsWith("~retirer");
    const adds = event.target.closest(".bench-item:last-of-type");
    if (kind === "change" && (grows || adds)) settled().then(() => location.reload(), () => {});
  });
}
addEventListener("beforeunload", (event) => {
  if (state.text || state.fields || state.sending) event.preventDefault();
});
addEventListener("pagehide", () => {
  if (!state.text && !state.fields) return;
  const data = payload();
  post(desk.dataset.keep, data, { keepalive: true }).catch(() => {});
  unanswered.push(data.sent);  // a page that comes back goes on from there
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); save(); }
});

// ---- What came between

// One for each thing that there is to tell: none takes the place of another.
function banner(about, text, ...buttons) {
  const before = one(`.bench-between[data-about=${about}]`);
  if (before?.firstChild.textContent === text) return;
  before?.remove();
  const box = document.createElement("div");
  box.className = "bench-alert bench-between";
  box.dataset.about = about;
  box.tabIndex = -1;
  box.setAttribute("role", "alert");
  box.append(Object.assign(document.createElement("p"), { textContent: text }));
  for (const [word, act] of buttons) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet", textContent: word });
    button.addEventListener("click", () => { box.remove(); act(); });
    box.append(button);
  }
  form.before(box);
}
// The bar stays in sight where the banners do not: from there a person is led to them.
function lead() {
  const box = one(".bench-between:not([data-about=warn]), [data-conflict]") || one(".bench-between");
  if (!box) return;
  const shown = () => box.scrollIntoView({ block: "start", behavior: "instant" });
  box.focus({ preventScroll: true });
  shown();
  // The text scrolls to what was typed last once it is drawn again: then comes our turn.
  requestAnimationFrame(() => requestAnimationFrame(shown));
}
one("[data-lead]").addEventListener("click", lead);
if (one("[data-conflict]")) {
  lead();
  addEventListener("load", () => setTimeout(lead, 0), { once: true });  // a browser goes back to where it was
}
const toChoice = () => {
  history.scrollRestoration = "manual";
  location.reload();
};
const takeOther = async () => {
  // What this page shows goes to the bin first: nobody else has it.
  const answer = await post(desk.dataset.aside, payload()).catch(() => null);
  if (!answer?.ok) { say(words.notSaved); return; }
  state.text = state.fields = false;
  location.reload();
};
function overtaken(news, had) {
  Object.assign(state, { stopped: true, text: state.text || had.text, fields: state.fields || had.fields });
  say(words.notSaved);
  banner("window", words.otherWindow,
    [words.takeOther, takeOther],
    [words.keepThis, () => {
      // All that this page shows: of what is kept nothing may come from the other one unseen.
      Object.assign(state, { stopped: false, rev: news.rev, instead: true, marks: news.marks, text: true, fields: true });
      soon();
    }]);
}
const discChanged = (news) => {
  if (one("[data-conflict]")) return;
  banner("disc", news.gone ? words.discGone : words.discChanged,
    [news.gone ? words.chooseGone : words.seeBoth, () => settled().then(toChoice, lead)]);
};
const warn = (said) => (said?.length ? banner("warn", said.join(" ")) : one(".bench-between[data-about=warn]")?.remove());

// ---- What is to be mended, and the page

async function look() {
  if (state.looking) return;
  state.looking = true;
  let wanted;
  try {
    do {
      wanted = state.asked;
      const { base, rev } = state;  // what is answered may be older than a save or a typing that came between
      const answer = await fetch(`${desk.dataset.look}?asked=${wanted}`, { cache: "no-store" });
      if (!answer.ok) break;
      const news = await answer.json();
      remark(news.remarks);
      turn(news.page);
      const idle = !state.text && !state.fields && !state.sending;
      const still = idle && !state.saving && !state.stopped && base === state.base && rev === state.rev;
      if (still && !news.draft && (state.draft || news.base !== base)) {
        // What this page shows is in the file; or another window gave it up, or wrote more than this one shows.
        if (news.marks === state.marks) {
          Object.assign(state, { rev: news.rev, base: news.base, draft: false });
          say(stands(news));
        } else if (state.draft) overtaken(news, { text: true, fields: true });
        else location.reload();
      }
      const torn = news.conflict && state.draft;  // the draft of another window is for that one to settle
      if (torn && idle && !state.stopped) say(stands(news));
      if (torn) discChanged(news);
    } while (wanted !== state.asked);
  } catch { /* the page says that nobody answers */ }
  state.looking = false;
}
document.addEventListener("site", look);

function turn(page) {
  const link = one("[data-page-link]");
  link.hidden = frame.hidden = !page;
  one("[data-no-page]").hidden = !!page;
  if (!page || frame.dataset.at === page) return;
  frame.dataset.at = page;
  link.href = page;
  if (frame.getAttribute("src") !== page) frame.src = page;
}
if (frame.getAttribute("src")) frame.dataset.at = frame.getAttribute("src");

let remarks = [];
function remark(found) {
  remarks = found;
  const list = one("[data-remarks]"), doc = view.state.doc;
  one("[data-count]").textContent = found.length;
  list.replaceChildren();
  if (!found.length) list.append(Object.assign(document.createElement("li"), { textContent: list.dataset.none }));
  for (const said of found) {
    const item = document.createElement("li");
    item.className = "bench-remark";
    item.dataset.severity = said.severity;
    const strong = Object.assign(document.createElement("strong"), { textContent: severities[said.severity] });
    item.append(strong, ` ${said.place ? `${said.place} : ` : ""}${said.message} ${said.todo} `);
    if (said.network) {
      const there = Object.assign(document.createElement("a"), { href: `${desk.dataset.networks}#reseau-${said.network}`, className: "bench-act", textContent: list.dataset.networkWord });
      item.append(there);
    } else if (said.line || said.field) item.append(act(list.dataset.goWord, said.message, () => go(said)));
    if (said.fixable) item.append(" ", act(list.dataset.mendWord, said.message, () => mend(said.rule, said.line, said.line ? "" : said.field)));
    list.append(item);
  }
  for (const box of form.querySelectorAll("[data-field]")) {
    const wrong = found.filter((said) => said.field === box.dataset.field);
    box.classList.toggle("bench-wrong", wrong.length > 0);
    const control = box.querySelector("input:not([type=hidden]), textarea, select");
    if (control) wrong.some((said) => said.severity === "mistake") ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
  }
  const marks = [];
  for (const said of found) {
    if (!said.line || said.line > doc.lines) continue;
    const [from, to] = place(said);
    const mark = {
      from, to, severity: { mistake: "error", block: "error", review: "warning", note: "info" }[said.severity],
      message: `${said.message} ${said.todo}`,
    };
    if (said.fixable) mark.actions = [{ name: list.dataset.mendWord, apply: () => mend(said.rule, said.line) }];
    marks.push(mark);
  }
  marks.sort((a, b) => a.from - b.from || a.to - b.to);
  view.dispatch(setDiagnostics(view.state, marks));
}
function act(word, about, run) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "bench-act", textContent: word });
  button.setAttribute("aria-label", `${word} : ${about}`);
  button.addEventListener("click", run);
  return button;
}
function place(said) {
  const line = view.state.doc.line(Math.min(said.line, view.state.doc.lines));
  const excerpt = said.excerpt.replace(/…$/, "");
  let at = Math.min(Math.max(said.column - 1, 0), line.length);
  const near = excerpt ? line.text.indexOf(excerpt, Math.max(at - 3, 0)) : -1;
  if (near >= 0) return [line.from + near, line.from + near + excerpt.length];
  const word = /\S+/.exec(line.text.slice(at));
  if (!said.column || !word) return [line.from, line.to];
  at += word.index;
  return [line.from + at, line.from + at + word[0].length];
}
function go(said) {
  if (said.line) {
    const [from, to] = place(said);
    view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    view.focus();
    return;
  }
  let box = null;
  for (let name = said.field; name && !box; name = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "") {
    box = form.querySelector(`[data-field="${CSS.escape(name)}"]`) || form.querySelector(`[data-field^="${CSS.escape(name)}."]`);
  }
  if (!box) return;
  box.closest("details")?.setAttribute("open", "");
  const control = box.querySelector("input:not([type=hidden]), textarea, select");
  control?.focus();
  box.scrollIntoView({ block: "center" });
}
async function mend(rule, line, field = "") {
  try { await settled(); } catch { return; }
  const { rev, base, marks } = state;
  const answer = await post(desk.dataset.mend, { rule, line, field, rev, base, marks }).catch(() => null);
  if (!answer) return;
  const news = await read(answer);
  if (answer.status === 409) return overtaken(news, { text: state.draft, fields: state.draft });
  if (!answer.ok) return warn([why(answer, news)]);
  state.rev = news.rev;
  state.asked = news.asked;
  state.draft = news.draft;
  state.marks = news.marks;
  if (news.draft) say(stands(news));
  for (const [name, value] of Object.entries(news.fields)) {
    const control = form.elements[name];
    if (control && "value" in control && control.value !== value && control.type !== "radio") control.value = value;
  }
  show(news.body.replace(/\r\n?/g, "\n"));
  look();
}

// ---- The page follows the text

const headings = () => {
  const found = [];
  let fence = "";
  for (let n = 1; n <= view.state.doc.lines; n++) {
    const text = view.state.doc.line(n).text, mark = /^ {0,3}(```+|~~~+)/.exec(text);
    if (mark) fence = fence ? (mark[1][0] === fence ? "" : fence) : mark[1][0];
    else if (!fence && /^ {0,3}#{2,6}\s/.test(text)) found.push(n);
  }
  return found;
};
let following = 0;
const follow = () => {
  following = 0;
  if (frame.hidden || !origin) return;
  const box = view.scrollDOM.getBoundingClientRect(), all = headings();
  const top = Math.max(box.top, 0) - view.documentTop;
  const block = view.lineBlockAtHeight(Math.max(top, 0));
  const at = view.state.doc.lineAt(block.from).number;
  const into = block.height ? Math.min(Math.max((top - block.top) / block.height, 0), 1) : 0;
  const before = all.filter((n) => n <= at).length;
  const start = before ? all[before - 1] : 1, end = all[before] ?? view.state.doc.lines + 1;
  frame.contentWindow?.postMessage({ heading: before, part: Math.min((at + into - start) / Math.max(end - start, 1), 1) }, origin);
};
const followSoon = () => { following ||= requestAnimationFrame(follow); };
view.scrollDOM.addEventListener("scroll", followSoon);
addEventListener("scroll", followSoon, { passive: true });
addEventListener("message", (event) => {
  if (event.origin !== origin || event.source !== frame.contentWindow || typeof event.data?.shown !== "number") return;
  desk.dataset.shown = event.data.shown;
  followSoon();
});

// ---- The buttons

const bar = one("[data-tools]");
const around = (before, after, typed) => {
  view.dispatch(view.state.changeByRange((range) => {
    const text = view.state.sliceDoc(range.from, range.to) || typed;
    const from = range.from + before.length;
    return { changes: { from: range.from, to: range.to, insert: before + text + after }, range: EditorSelection.range(from, from + text.length) };
  }));
};
const lines = (mark) => {
  const { doc, selection } = view.state, range = selection.main;
  const first = doc.lineAt(range.from).number, last = doc.lineAt(range.to).number;
  const changes = [];
  for (let n = first; n <= last; n++) changes.push({ from: doc.line(n).from, insert: mark });
  view.dispatch({ changes, scrollIntoView: true });
};
// A block of its own: blank lines around it, what is to be typed chosen.
const block = (text, typed) => {
  const { doc, selection } = view.state, line = doc.lineAt(selection.main.to);
  const before = line.text.trim() ? "\n\n" : line.number > 1 && doc.line(line.number - 1).text.trim() ? "\n" : "";
  const after = line.number < doc.lines && doc.line(line.number + 1).text.trim() ? "\n\n" : "\n";
  const at = line.to, start = at + before.length + text.indexOf(typed);
  view.dispatch({ changes: { from: at, insert: before + text + after }, selection: { anchor: start, head: start + typed.length }, scrollIntoView: true });
};
const chosen = () => view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to);

const TOOLS = {
  heading(typed) { chosen() ? lines("## ") : block(`## ${typed}`, typed); },
  bold(typed) { around("**", "**", typed); },
  list(typed) { chosen() ? lines("- ") : block(`- ${typed}`, typed); },
  quote(typed) { chosen() ? lines("> ") : block(`> ${typed}`, typed); },
  table(typed) { block(`| ${typed} | ${typed} |\n| --- | --- |\n|  |  |`, typed); },
  note(typed) { block(`!!! note "${typed}"\n    …`, typed); },
  footnote(typed) {
    const doc = view.state.doc, text = doc.toString();
    let n = 1;
    while (text.includes(`[^${n}]`)) n++;
    const at = view.state.selection.main.to, end = doc.length;
    const note = `${text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n"}[^${n}]: `;
    const mark = `[^${n}]`, start = end + mark.length + note.length;
    view.dispatch({
      changes: [{ from: at, insert: mark }, { from: end, insert: `${note}${typed}\n` }],
      selection: { anchor: start, head: start + typed.length }, scrollIntoView: true,
    });
  },
  link(typed) {
    const range = view.state.selection.main;
    ask("link", { text: chosen(), url: "", q: "" }, ({ text, url }) => {
      if (!url) return;
      const made = `[${text || typed}](${/[\s()<>]/.test(url) ? `<${url.replace(/[<>]/g, "")}>` : url})`;
      view.dispatch({ changes: { from: range.from, to: range.to, insert: made }, selection: { anchor: range.from + made.length } });
    });
    find("");
  },
  async picture(typed) {
    const range = view.state.selection.main, dialog = document.querySelector('[data-dialog="picture"]');
    ask("picture", { alt: chosen() }, ({ alt }) => {
      const file = dialog.querySelector("input:checked")?.value;
      if (!file) return;
      const made = `![${(alt || typed).replace(/[[\]]/g, "").replace(/\s+/g, " ")}](${/[\s()<>]/.test(file) ? `<${file}>` : file})`;
      view.dispatch({ changes: { from: range.from, to: range.to, insert: made }, selection: { anchor: range.from + made.length } });
    });
    const box = dialog.querySelector("[data-found]"), answer = await fetch(desk.dataset.pictures);
    const found = answer.ok ? await answer.json() : [];
    box.replaceChildren(box.querySelector("legend"), ...found.map((picture) => {
      const label = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: "file", value: picture.path });
      const image = Object.assign(document.createElement("img"), { src: picture.shown, alt: "", loading: "lazy" });
      label.append(input, image, ` ${picture.name}`);
      return label;
    }));
  },
  mend() { mend("", 0); },
};
function tool(key) {
  TOOLS[key](one(`[data-tool="${key}"]`)?.dataset.typed ?? "");
  if (key !== "link" && key !== "picture") view.focus();
}
if (bar) {
  const buttons = [...bar.querySelectorAll("button")];
  if (whole) bar.hidden = true;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tool]");
    if (button) tool(button.dataset.tool);
  });
  // One stop for the Tab key; arrows go from button to button, as toolbars do.
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[Math.abs(step) === Infinity ? (step > 0 ? buttons.length - 1 : 0) : (at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
}

function ask(name, given, done) {
  const dialog = document.querySelector(`[data-dialog="${name}"]`);
  const control = (key) => dialog.querySelector(`[data-in="${key}"]`);
  for (const [key, value] of Object.entries(given)) control(key).value = value;
  dialog.returnValue = "";
  dialog.onclose = () => {
    view.focus();
    if (dialog.returnValue === "ok") done(Object.fromEntries(Object.keys(given).map((key) => [key, control(key).value.trim()])));
  };
  dialog.showModal();
}
const linking = document.querySelector('[data-dialog="link"]');
let finding = 0;
async function find(text) {
  const number = ++finding;
  const answer = await fetch(`${desk.dataset.links}&q=${encodeURIComponent(text)}`);
  const posts = answer.ok ? await answer.json() : [], list = linking.querySelector("[data-found]");
  // What somebody walks through is not replaced below them.
  if (!answer.ok || number !== finding || list.contains(document.activeElement)) return;
  list.replaceChildren(...posts.map((found) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: found.title });
    button.addEventListener("click", () => {
      linking.querySelector('[data-in="url"]').value = found.path;
      const text = linking.querySelector('[data-in="text"]');
      text.value ||= found.title;
      linking.querySelector("[value=ok]").focus();
    });
    item.append(button);
    return item;
  }));
}
linking.querySelector('[data-in="q"]').addEventListener("input", (event) => find(event.target.value));

// Words that other posts are filed under: one more line, or one less.
for (const row of form.querySelectorAll("[data-adds]")) {
  row.addEventListener("click", (event) => {
    const word = event.target.closest("[data-word]")?.dataset.word;
    if (!word) return;
    const box = document.getElementById(row.dataset.adds), had = box.value.split("\n").map((line) => line.trim()).filter(Boolean);
    box.value = (had.includes(word) ? had.filter((line) => line !== word) : [...had, word]).join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

desk.dataset.ready = "";
look();
