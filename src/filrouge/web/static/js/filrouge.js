/* Optional comfort; every page works without it. */
(() => {
  "use strict";
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
    return Boolean(summary);
  };
  const announce = (words) => {
    const region = document.getElementById("announce");
    if (!region || !words) return;
    region.textContent = "";
    window.setTimeout(() => { region.textContent = words; }, 50);
  };

  focusSummary(document);

  /* After a swap: go to what must be corrected, or say what a fragment wants said (data-announce="…"). */
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    if (!part.isConnected || focusSummary(part)) return;
    const said = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
    if (said) announce(said.dataset.announce);
  });
  /* What a person ticked, cleared or typed stays so, whatever answers were on their way meanwhile. */
  const ticks = new Map();
  const words = new Map();
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox][id]")) ticks.set(event.target.id, event.target.checked);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[id]")) words.set(event.target.id, event.target.value);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, checked] of ticks) {
      const box = document.getElementById(id);
      if (box && box.matches("input[type=checkbox]")) box.checked = checked;
    }
    for (const [id, text] of words) {
      const field = document.getElementById(id);
      if (field && field.matches("textarea") && field.value !== text) field.value = text;
    }
  });

  /* A network that fails says so, in the page's own words (data-offline="…" on body or nearer). */
  document.addEventListener("htmx:sendError", (event) => {
    const near = event.detail.elt.closest("[data-offline]");
    if (near) announce(near.dataset.offline);
  });

  /* <form data-keep-scroll>: the full page that comes back stands where the eye was. */
  const key = "scroll:" + location.pathname;
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-keep-scroll]")) sessionStorage.setItem(key, String(window.scrollY));
  });
  const kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    if (!document.querySelector("[data-focus]")) window.scrollTo(0, Number(kept));
  }

  /* Escape closes the question it stands in, and gives the focus back. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest("details[data-dialog][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
