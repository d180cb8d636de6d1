// A live page: it is loaded anew when the journal has changed, and the reader stays where the reader was.
"use strict";

{
  const script = document.currentScript;
  const place = `asklog-place ${location.pathname}`;
  // A page that says an error stands in for another, whose place is kept until it is back.
  const isPage = !document.querySelector("main.wrong");
  const folds = () => [...document.querySelectorAll("details")];
  const stops = () => [...document.querySelectorAll("a, button, input, select, summary")];

  const keep = () => {
    const open = folds().map((fold) => fold.open);
    if (isPage) sessionStorage.setItem(place, JSON.stringify({ top: scrollY, open, focus: document.activeElement?.id, stop: stops().indexOf(document.activeElement) }));
  };

  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(place));
    if (!kept || !isPage) return;
    sessionStorage.removeItem(place);
    folds().forEach((fold, at) => { fold.open = kept.open[at] ?? fold.open; });
    const focused = kept.focus ? document.getElementById(kept.focus) : stops()[kept.stop];
    focused?.focus({ preventScroll: true });
    scrollTo({ top: kept.top, behavior: "instant" });
  };

  const reload = () => {
    keep();
    // The browser's own memory would be that of the page that goes.
    history.scrollRestoration = "manual";
    location.reload();
  };
  const heard = (version) => {
    if (version === script.dataset.version) return;
    // A search that is open is finished first.
    const search = document.querySelector("dialog[open]");
    if (search) search.addEventListener("close", reload, { once: true });
    else reload();
  };

  // A browser keeps few connections to one place: of all open pages one listens, and passes on what it hears.
  const others = new BroadcastChannel("asklog-live");
  others.addEventListener("message", ({ data }) => heard(data));
  const listen = () => new Promise(() => {
    const events = new EventSource(new URL("asklog-live", script.src));
    events.addEventListener("message", ({ data }) => {
      others.postMessage(data);
      heard(data);
    });
  });
  if (navigator.locks) navigator.locks.request("asklog-live", listen);
  else listen();

  restore();
  addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto"; }));
}
