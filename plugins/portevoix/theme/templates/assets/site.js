// What scripts add: scheme switch, copy and share buttons, open or over, tables to scroll.
// In the head: a chosen scheme is there at the first paint.
//   <button data-copy="an id, or the text" [data-copy-address]>  <button data-share data-url data-title data-text>
(() => {
  const root = document.documentElement, KEY = "scheme";
  const all = (selector) => document.querySelectorAll(selector);
  let chosen = "";
  try { chosen = localStorage.getItem(KEY) || ""; } catch {}
  const dress = () => chosen ? root.dataset.scheme = chosen : delete root.dataset.scheme;
  root.dataset.script = "";
  if (navigator.share) root.dataset.canShare = "";
  dress();

  const choose = (scheme) => {
    chosen = scheme;
    dress();
    try { scheme ? localStorage.setItem(KEY, scheme) : localStorage.removeItem(KEY); } catch {}
  };

  const put = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");  // no secure context
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error();
  };

  const copy = async (button) => {
    const named = document.getElementById(button.dataset.copy);
    let text = named ? named.value ?? named.textContent.trim() : button.dataset.copy;
    if ("copyAddress" in button.dataset) text = new URL(text, location).href;
    const status = document.querySelector("[data-status]");
    let word = status.dataset.copied;
    try { await put(text); } catch { word = status.dataset.notCopied; }
    button.focus();
    button.dataset.done = word;
    status.textContent = "";
    setTimeout(() => { status.textContent = word; }, 50);
    setTimeout(() => { delete button.dataset.done; }, 4000);
  };

  const moment = (text, end) => new Date(text.length > 10 ? text : text + (end ? "T23:59:59" : "T00:00:00"));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-share]");
    if (!button) return;
    if ("copy" in button.dataset) return copy(button);
    const { url, title, text } = button.dataset;
    navigator.share({ url: new URL(url || "", location).href, title, text }).catch(() => {});
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const input of all("[data-scheme-switch] input")) {
      input.checked = input.value === chosen;
      input.addEventListener("change", () => choose(input.value));
    }
    for (const place of all("[data-state]")) {
      const { since, until, before, during, after } = place.dataset, now = new Date();
      place.querySelector("[data-state-word]").textContent =
        since && now < moment(since) ? before : now > moment(until, true) ? after : during;
      place.hidden = false;
    }
    const sizes = new ResizeObserver((all) =>
      all.forEach(({ target: it }) => it.tabIndex = it.scrollWidth > it.clientWidth ? 0 : -1));
    for (const it of all(".prose :is(table, pre)")) sizes.observe(it);
  });
})();
