// What every page of the workbench adds: news of the site, and a word when nobody answers.
(() => {
  const { events, state } = document.body.dataset, lost = document.querySelector("[data-lost]");
  let seen = +state;
  document.documentElement.dataset.script = "";
  const ask = async () => {
    try {
      const answer = await fetch(`${events}?vu=${seen}`, { cache: "no-store" });
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
