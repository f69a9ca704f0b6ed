// A file of the charter: its mistakes while one types, each leading to its line; the tree drawn again.
(() => {
  const form = document.querySelector("[data-file]"), text = form.querySelector("textarea"), started = text.value;
  const list = form.querySelector("[data-mistakes]"), drawn = document.querySelector("[data-drawn]");
  let timer = 0, sent = 0, holding = 0, queue = Promise.resolve();
  // Kept beside the file at most half a second after a key; told again to the next run if nobody answers.
  const hold = async () => {
    holding = 0;
    const typed = text.value;
    const answer = await fetch(form.dataset.hold, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: form.dataset.file, text: typed, seen: form.elements.seen.value, window: form.elements.window.value, instead: form.elements.instead.value, differs: typed !== started || !!document.querySelector("[data-recovered]") }),
    }).catch(() => null);
    if (answer) form.dataset.held = typed.length;
    else holdSoon(1000);
  };
  const holdSoon = (after) => { holding ||= setTimeout(() => { queue = queue.then(hold); }, after); };
  const go = (line) => {
    const at = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(at, text.value.indexOf("\n", at) < 0 ? text.value.length : text.value.indexOf("\n", at));
  };
  list.addEventListener("click", (event) => {
    const line = event.target.closest("[data-go]")?.dataset.go;
    if (line) { event.preventDefault(); go(+line); }
  });
  const show = (found) => {
    if (!found.mistakes.length) {
      const none = document.createElement("p");
      none.className = "kit-hint";
      none.textContent = list.dataset.none;
      list.replaceChildren(none);
    } else {
      const all = document.createElement("ul");
      all.className = "bench-wrong";
      for (const one of found.mistakes) {
        const item = document.createElement("li"), where = document.createElement(one.line ? "a" : "span");
        where.textContent = one.line ? `${one.file}, ${list.dataset.line} ${one.line}` : one.file;
        if (one.line) { where.href = "#texte"; where.dataset.go = one.file === form.dataset.file ? one.line : ""; }
        item.append(where, ` – ${one.text}`);
        all.append(item);
      }
      list.replaceChildren(all);
    }
    if (drawn && found.drawn) drawn.replaceChildren(new DOMParser().parseFromString(found.drawn, "image/svg+xml").documentElement);
  };
  // A box of the drawing leads to what it says.
  drawn?.addEventListener("click", (event) => {
    const id = event.target.closest("a")?.getAttribute("href")?.slice(1);
    if (!id) return;
    event.preventDefault();
    const line = text.value.split("\n").findIndex((one) => one.trimStart().startsWith(`${id}:`));
    if (line >= 0) go(line + 1);
  });
  text.addEventListener("input", () => {
    holdSoon(500);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const number = ++sent;
      const answer = await fetch(form.dataset.judge, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ name: form.dataset.file, text: text.value }),
      }).catch(() => null);
      if (answer?.ok && number === sent) show(await answer.json());
    }, 400);
  });
  form.addEventListener("submit", () => { form.dataset.sent = ""; });
  addEventListener("beforeunload", (event) => { if (text.value !== started && !("sent" in form.dataset)) event.preventDefault(); });
})();
