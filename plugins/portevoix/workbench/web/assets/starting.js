// The look of a new site while its colour, its name and its logo are chosen.
(() => {
  const form = document.querySelector("[data-start]"), colour = form.elements.colour, says = form.querySelector("[data-contrast]");
  const looks = [...form.querySelectorAll("[data-scheme-shown]")];
  let timer = 0, sent = 0, logo = "";
  for (const one of looks) {
    one.style.background = one.dataset.ground;
    one.style.color = one.dataset.ink;
    for (const label of one.querySelectorAll(".label, .bench-network")) label.style.color = one.dataset.ink;
  }
  const paint = (found) => {
    says.textContent = found.says;
    says.classList.toggle("bench-over", !found.holds);
    for (const one of looks) {
      const accent = one.querySelector("[data-accent]");
      accent.style.color = (one.dataset.schemeShown === "dark" ? found.dark : found.signal) || colour.value;
      accent.style.textDecoration = "underline";
    }
  };
  const ask = async () => {
    const number = ++sent;
    const answer = await fetch(form.dataset.colours, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ colour: colour.value }),
    }).catch(() => null);
    if (answer?.ok && number === sent) paint(await answer.json());
  };
  colour.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  form.elements.name.addEventListener("input", (event) => {
    for (const one of form.querySelectorAll("[data-name]")) one.textContent = event.target.value;
  });
  form.elements.logo_file.addEventListener("change", (event) => {
    if (logo) URL.revokeObjectURL(logo);
    const [file] = event.target.files;
    logo = file ? URL.createObjectURL(file) : "";
    for (const one of form.querySelectorAll("[data-logo]")) { one.hidden = !file; if (file) one.src = logo; }
  });
  ask();
})();
