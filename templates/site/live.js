// A live page: it is loaded anew when the journal has changed, and the reader stays where the reader was.
"use strict";

{
  const script = document.currentScript;
  const place = `asklog-place ${location.pathname}`;

  const kept = sessionStorage.getItem(place);
  if (kept !== null) {
    sessionStorage.removeItem(place);
    scrollTo({ top: Number(kept), behavior: "instant" });
  }

  const events = new EventSource(new URL("asklog-live", script.src));
  events.addEventListener("message", ({ data }) => {
    if (data === script.dataset.version) return;
    events.close();
    sessionStorage.setItem(place, scrollY);
    location.reload();
  });
}
