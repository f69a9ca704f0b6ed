// What the script adds to relay pages and kits: the way to one's own server, and the print button.
//   <form data-server="network" data-address="https://{server}/…">  <button data-print>
// A server is remembered on this device alone, and only once its button was used.
(() => {
  const kept = (key) => { try { return localStorage.getItem(key) || ""; } catch { return ""; } };
  const keep = (key, value) => {
    try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch {}
  };

  // « @moi@serveur.example », « https://serveur.example/@moi » or « serveur.example » → its host.
  const host = (said) => {
    const name = said.trim().replace(/^[a-z]+:\/\//i, "").split("/")[0].split("@").pop();
    try {
      const found = new URL(`https://${name}`);
      return found.pathname === "/" && /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/.test(found.host) ? found.host : "";
    } catch { return ""; }
  };

  for (const form of document.querySelectorAll("form[data-server]")) {
    const key = `server-${form.dataset.server}`, field = form.elements.server;
    const forget = form.querySelector("[data-forget]"), refused = form.querySelector("[data-refused]");
    field.value = kept(key);
    forget.hidden = !field.value;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const server = host(field.value);
      refused.textContent = server ? "" : refused.dataset.refused;
      field.setAttribute("aria-invalid", String(!server));
      if (!server) return field.focus();
      keep(key, server);
      forget.hidden = false;
      location.assign(form.dataset.address.replace("{server}", server));
    });
    forget.addEventListener("click", () => {
      keep(key, "");
      field.value = "";
      forget.hidden = true;
      field.focus();
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
})();
