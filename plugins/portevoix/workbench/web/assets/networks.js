// The composer: counts while one types, one field for each message of a thread, what was typed and not kept.
(() => {
  const place = document.querySelector("[data-composer]"), words = document.querySelector("[data-words]").dataset;
  const status = document.querySelector("[data-status]"), PARTING = /[ \t]*\n?[ \t]*\/\/\/[ \t]*\n?/;
  const made = (tag, given = {}, ...inside) => {
    const one = Object.assign(document.createElement(tag), given);
    one.append(...inside);
    return one;
  };
  const plain = (text) => text.split(/\s+/).filter(Boolean).join(" ");
  const shown = (pieces) => pieces.map(([coloured, text]) => (coloured ? made("span", { className: "preview-tag" }, text) : text));

  for (const sheet of place.querySelectorAll("[data-sheet]")) {
    const find = (name) => sheet.querySelector(`[data-${name}]`);
    const form = find("form"), whole = find("text"), key = sheet.dataset.sheet, box = find("parts");
    const threads = Boolean(sheet.dataset.thread), started = whole.value;
    let sent = 0, got = 0, busy = false, waits = false, over = false, parts = [];

    const others = ["warning", "comment"].map((name) => form.elements[name]).filter(Boolean), begun = others.map((one) => one.value);
    const given = () => Object.fromEntries(others.map((one) => [one.name, one.value]));
    const isComposed = () => plain(whole.value) === plain(whole.dataset.original);
    const dirty = () => whole.value !== started || others.some((one, n) => one.value !== begun[n]);
    let forgets = false;
    const count = async () => {
      if (busy) { waits = true; return; }
      busy = true;
      const number = ++sent, forget = forgets;
      forgets = false;
      try {
        const answer = await fetch(place.dataset.count, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ post: place.dataset.post, network: key, ...given(), text: isComposed() ? "" : whole.value, thread: form.elements.thread?.checked, typed: { ...given(), text: whole.value }, differs: dirty(), forget, seen: form.elements.seen.value, window: form.elements.window.value, instead: form.elements.instead.value }),
        });
        if (answer.ok && number > got) { got = number; show(await answer.json()); }
      } catch {  // the page says that nobody answers; what was typed is told to the next run
        waits = false;
        forgets ||= forget;
        setTimeout(count, 1000);
      }
      busy = false;
      if (waits) { waits = false; count(); }
    };

    const show = (found) => {
      const counts = find("counts");
      counts.replaceChildren(...found.parts.flatMap((part, n) => [
        ...(n ? [" · "] : []), made("span", { className: part.over ? "bench-over" : "" }, part.says),
      ]));
      parts.forEach((field, n) => {
        const part = found.parts[n];
        field.count.textContent = part ? part.says : "";
        field.count.classList.toggle("bench-over", Boolean(part?.over));
      });
      const notes = [...found.mistakes.map((text) => made("li", { className: "bench-over" }, text)),
        ...found.remarks.map((text) => made("li", {}, text)), ...(found.cost ? [made("li", {}, found.cost)] : [])];
      find("notes").replaceChildren(...notes);
      find("state").textContent = found.composed ? words.composed : words.written;
      find("left").replaceChildren(...found.left.map(([why, pieces]) => made("div", { className: "kit-dropped" },
        made("p", {}, made("strong", {}, why)),
        made("ul", {}, ...pieces.map(([word, text]) => made("li", {}, made("span", { className: "kit-part" }, word), " ", made("span", { lang: whole.lang }, text)))))));
      // Several messages in place of one, or the other way: the composer's own text is another.
      if (found.composed && found.original && isComposed() && plain(found.original) !== plain(whole.dataset.original)) {
        whole.value = whole.dataset.original = found.original;
        if (threads) divide(whole.value.split(PARTING));
      }
      const warned = sheet.querySelector("[data-warned]");
      if (warned) { warned.hidden = !found.warning; warned.firstElementChild.textContent = found.warning; }
      const counted = find("comment-count");
      if (counted) counted.textContent = found.comment_says;
      if (found.comment) {
        const [text, comment] = [find("comment-text"), find("comment")];
        if (text) [text.textContent, comment.textContent] = found.comment;
      }
      const isOver = !found.holds;
      if (isOver !== over) status.textContent = isOver ? words.over : words.fits;
      over = isOver;
      sheet.dataset.counted = String(got);
      preview(found.parts);
    };

    const preview = (some) => {
      const list = find("messages");
      if (!list || !some.length) return;
      while (list.children.length > some.length) list.lastElementChild.remove();
      some.forEach((part, n) => {
        if (!list.children[n]) {
          const copy = list.children[0].cloneNode(true);
          copy.querySelectorAll(".preview-card, .preview-crop, .preview-warning, .preview-subject").forEach((one) => one.remove());
          list.append(copy);
        }
        const one = list.children[n], rest = one.querySelector("[data-rest]");
        one.querySelector("[data-seen]").replaceChildren(...shown(part.seen));
        rest.hidden = !part.rest.length;
        rest.querySelector(".preview-text").replaceChildren(...shown(part.rest));
      });
    };

    // One field for each message.
    const joined = () => parts.map((one) => one.area.value).join("\n///\n");
    const divide = (texts, focus = -1, at = 0) => {
      box.replaceChildren();
      parts = texts.map((text, n) => {
        const id = `message-${key}-${n + 1}`;
        const area = made("textarea", { id, value: text, rows: Math.max(3, Math.min(12, text.split("\n").length + Math.floor(text.length / 60))), spellcheck: true });
        area.lang = whole.lang; area.dir = "auto";
        const count = made("p", { className: "bench-count", id: `${id}-compte` });
        area.setAttribute("aria-describedby", count.id);
        const buttons = made("p", { className: "bench-do" });
        if (threads) {
          const cut = made("button", { type: "button", className: "button-quiet", textContent: words.cut });
          cut.addEventListener("click", () => {
            const here = area.selectionStart, before = area.value.slice(0, here).trimEnd(), after = area.value.slice(here).trimStart();
            const all = parts.map((one) => one.area.value);
            all.splice(n, 1, before, after);
            divide(all, n + 1);
            typed();
          });
          buttons.append(cut);
        }
        if (n) {
          const join = made("button", { type: "button", className: "button-quiet", textContent: words.join });
          join.addEventListener("click", () => {
            const all = parts.map((one) => one.area.value), length = all[n - 1].length;
            all.splice(n - 1, 2, `${all[n - 1].trimEnd()}\n\n${all[n].trimStart()}`);
            divide(all, n - 1, length);
            typed();
          });
          buttons.append(join);
        }
        const label = made("label", { htmlFor: id }, `${words.part} ${n + 1}`);
        box.append(made("div", { className: "field" }, label, area, count, buttons));
        area.addEventListener("input", typed);
        return { area, count };
      });
      if (focus >= 0) { parts[focus].area.focus(); parts[focus].area.setSelectionRange(at, at); }
    };
    const typed = () => {
      whole.value = joined();
      count();
    };
    if (threads) {
      find("whole").hidden = true;
      box.hidden = false;
      find("counts").hidden = true;
      divide(whole.value.split(PARTING));
    } else {
      whole.addEventListener("input", count);
    }
    form.elements.thread?.addEventListener("change", count);
    for (const one of others) one.addEventListener("input", count);
    form.addEventListener("submit", () => { form.dataset.sent = ""; });
    form.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(form.querySelector('[value="save"]')); }
    });
    addEventListener("beforeunload", (event) => { if (dirty() && !document.querySelector("[data-sent]")) event.preventDefault(); });

    // What was typed in a page that was lost.
    const text = whole.dataset.recovered;
    const back = (one, value) => { if (value !== undefined) one.value = value; };
    if (text !== undefined && (text !== started || others.some((one, n) => one.dataset.recovered !== begun[n]))) {
      whole.value = text;
      for (const one of others) back(one, one.dataset.recovered);
      if (threads) divide(text.split(PARTING));
      const forget = made("button", { type: "button", className: "button-quiet", textContent: words.forget });
      const said = made("p", { className: "bench-said", role: "status" }, "moved" in whole.dataset ? words.moved : "own" in whole.dataset ? words.own : words.recovered, " ", forget);
      forget.addEventListener("click", () => {
        whole.value = started;
        others.forEach((one, n) => back(one, begun[n]));
        if (threads) divide(started.split(PARTING));
        forgets = true;
        count(); said.remove();
      });
      form.before(said);
      count();
    }
    if (threads) count();
  }
})();
