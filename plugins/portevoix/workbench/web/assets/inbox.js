// The inbox: a ready reply goes into the field at a tap; the answer is counted as it is typed, and copied.
(() => {
  const place = document.querySelector("[data-inbox]"), status = document.querySelector("[data-status]");
  for (const form of place.querySelectorAll("[data-message]")) {
    const field = form.querySelector("[data-answer]"), copy = form.querySelector("[data-copy]");
    let timer = 0, sent = 0;
    const count = async () => {
      const number = ++sent;
      const answer = await fetch(place.dataset.count, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ id: form.dataset.message, text: field.value }),
      }).catch(() => null);
      if (!answer?.ok || number !== sent) return;
      const found = await answer.json();
      form.querySelector("[data-length]").textContent = field.value ? found.length : "";
      form.querySelector("[data-problems]").replaceChildren(...found.problems.map((text) => Object.assign(document.createElement("li"), { className: "bench-over", textContent: text })));
    };
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(count, 150); });
    for (const chip of form.closest(".bench-message").querySelectorAll("[data-take]")) {
      chip.addEventListener("click", (event) => {
        event.preventDefault();
        // What somebody wrote stays: the reply comes below it.
        field.value = field.value.trim() ? `${field.value.trimEnd()}\n\n${chip.dataset.take}` : chip.dataset.take;
        field.focus();
        count();
      });
    }
    if (navigator.clipboard) {
      copy.hidden = false;
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(field.value);
        status.textContent = place.dataset.copied;
        copy.firstChild.textContent = place.dataset.copied;
      });
    }
  }
})();
