// What every page of the workbench adds: news of the site, and a word when nobody answers.
(() => {
  const { events, state } = document.body.dataset, lost = document.querySelector("[data-lost]");
  let seen = +state;
  document.documentElement.dataset.script = "";
  const ask = async () => {
    try {
      // Of who was silent, what is asked is whether it is there: the answer waits for no news. A lid
      // that was closed leaves connections that nobody answers any more.
      const asked = lost.hidden ? seen : "";
      const answer = await fetch(`${events}?vu=${asked}`, { cache: "no-store", signal: AbortSignal.timeout(40_000) });
      if (!answer.ok) throw new Error();
      const news = await answer.json();
      lost.hidden = true;
      if (news.number !== seen) {
        seen = news.number;
        document.dispatchEvent(new CustomEvent("site", { detail: news }));
      }
      ask();
    } catch {
      lost.hidden = false;
      setTimeout(ask, 1000);
    }
  };
  // Not before all has loaded: a browser keeps few connections to one host.
  addEventListener("load", () => setTimeout(ask, 0));
})();
