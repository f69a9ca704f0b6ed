"use strict";
// Without script the page says all that it says; this adds what a phone can do.
(() => {
  const state = document.querySelector("[data-state]");
  const words = state.dataset;
  const HOUR = 3600000;

  const say = (text, warns) => {
    state.textContent = text;
    state.toggleAttribute("data-warns", Boolean(warns));
  };

  const since = (moment) => {
    const hours = Math.max(0, Math.floor((Date.now() - moment) / HOUR));
    if (hours < 1) return words.now;
    if (hours < 48) return words.hours.replace("{count}", hours);
    return words.ago.replace("{count}", Math.floor(hours / 24));
  };

  // What the worker knows: when it last reached the site, and whether it was asked who it is.
  const tell = async () => {
    if (!navigator.serviceWorker?.controller) return say(words.notKept, true);
    try {
      const known = await (await fetch("etat")).json();
      if (known.refused) say(words.refused.replace("{since}", since(known.checked)), true);
      else if (Date.now() - known.checked > 24 * HOUR) say(words.old.replace("{since}", since(known.checked)), true);
      else say(words.fresh.replace("{since}", since(known.checked)) + " " + words.kept);
    } catch {
      say(words.notKept, true);
    }
  };

  const start = async () => {
    if (!("serviceWorker" in navigator)) return say(words.notKept, true);
    await tell();
    navigator.serviceWorker.addEventListener("controllerchange", tell); // all of it is here
    try {
      await navigator.serviceWorker.register("sw.js", { scope: "./", updateViaCache: "none" });
    } catch {
      // Out of reach: what is kept already is told above.
    }
    document.querySelector("[data-acts]").hidden = false;
  };

  const ask = (what) =>
    new Promise((done) => {
      const worker = navigator.serviceWorker.controller;
      if (!worker) return done(null);
      const line = new MessageChannel();
      line.port1.onmessage = (event) => done(event.data);
      worker.postMessage(what, [line.port2]);
    });

  const said = document.querySelector("[data-said]");
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy).textContent;
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = said.dataset.copied;
      } catch {
        getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
        said.textContent = said.dataset.notCopied;
      }
    });
  }
  document.querySelector("[data-renew]").addEventListener("click", async () => {
    const renewed = await ask("renew");
    if (renewed === "new") location.reload();
    else await tell();
  });
  document.querySelector("[data-forget]").addEventListener("click", async () => {
    await ask("forget");
    location.replace("../");
  });
  addEventListener("online", async () => {
    if ((await ask("renew")) === "gone") location.reload();
    else await tell();
  });
  addEventListener("hashchange", () => document.querySelector(":target")?.focus({ preventScroll: true }));
  start();
})();
