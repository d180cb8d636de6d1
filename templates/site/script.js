// Conveniences only: every page is complete without this file.
"use strict";

// Full-width letters and capitals are found by their plain forms; Chinese needs no word borders.
const normalise = (text) => text.normalize("NFKC").toLowerCase();

// Theme ------------------------------------------------------------------------------------------------------------

// Some browsers refuse storage to pages opened from disk; the theme is then kept for this page only.
function remember(theme) {
  try { localStorage.setItem("asklog-theme", theme); } catch {}
}

function remembered() {
  try { return localStorage.getItem("asklog-theme"); } catch { return null; }
}

function startTheme() {
  const root = document.documentElement;
  const button = document.querySelector(".theme-button");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };

  const kept = remembered();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}

// Copying a message ------------------------------------------------------------------------------------------------

function startCopy() {
  const button = document.querySelector(".copy-button");
  if (!button || !navigator.clipboard) return;
  const answer = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.text);
      answer.textContent = button.dataset.done;
    } catch {
      answer.textContent = button.dataset.failed;
    }
  });
  button.hidden = false;
}

// Sorting ----------------------------------------------------------------------------------------------------------

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function cellValue(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent.trim();
}

// What is not known stands last, whichever way the rest is turned.
function compareRows(column, direction) {
  return (a, b) => {
    const [left, right] = [cellValue(a, column), cellValue(b, column)];
    if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1);
    return direction * collator.compare(left, right);
  };
}

// `order` is "" (as built), "3" (third column upwards) or "-3" (downwards).
function sortTable(table, order) {
  const column = order ? Math.abs(order) - 1 : -1;
  const direction = order.startsWith("-") ? -1 : 1;
  const rows = [...table.builtOrder];
  if (column >= 0) rows.sort(compareRows(column, direction));
  table.tBodies[0].append(...rows);
  [...table.tHead.rows[0].cells].forEach((head, index) => {
    if (index === column) head.setAttribute("aria-sort", direction < 0 ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

// A click turns a column its usual way first (dates: newest on top), then the other way, then as built.
function nextOrder(head, order) {
  const column = String(head.cellIndex + 1);
  const turns = head.dataset.sort === "date" ? [`-${column}`, column, ""] : [column, `-${column}`, ""];
  return turns[(turns.indexOf(order) + 1) % 3];
}

function startSorting(table, state, changed) {
  table.builtOrder = [...table.tBodies[0].rows];
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort-button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      state.set("sort", nextOrder(head, state.get("sort") ?? ""));
      changed();
    });
    head.append(button);
  }
  table.classList.add("sortable");
}

// Filtering and search ---------------------------------------------------------------------------------------------

const facets = ["status", "kind", "channel", "template", "tag"];

function describe(row) {
  const values = (facet) => [...row.querySelectorAll(`[data-${facet}]`)].map((element) => element.dataset[facet]);
  return { row, text: normalise(row.textContent), facets: new Map(facets.map((facet) => [facet, values(facet)])) };
}

function matches(described, state) {
  const words = normalise(state.get("q") ?? "").split(/\s+/);
  return words.every((word) => described.text.includes(word))
    && facets.every((facet) => !state.get(facet) || described.facets.get(facet).includes(state.get(facet)));
}

function showMatching(described, state) {
  let shown = 0;
  for (const entry of described) {
    entry.row.hidden = !matches(entry, state);
    if (!entry.row.hidden) shown += 1;
  }
  const count = document.querySelector(".shown");
  count.textContent = count.dataset.text.replace("{shown}", shown).replace("{total}", described.length);
  document.querySelector(".no-match").hidden = shown > 0;
}

// The address keeps what is chosen, so that a view can be kept as a bookmark and "back" returns to it.
function readAddress(state) {
  const hash = location.hash.slice(1);
  if (hash && !hash.includes("=")) return false; // the skip link's #main
  for (const key of [...state.keys()]) state.delete(key);
  for (const [key, value] of new URLSearchParams(hash)) state.set(key, value);
  return true;
}

function writeAddress(state) {
  for (const [key, value] of [...state]) if (!value) state.delete(key);
  history.replaceState(null, "", `#${state}`);
}

function startTrackingTable() {
  const form = document.querySelector(".filters");
  const table = document.querySelector(".tracking-full");
  if (!form || !table) return;
  const described = [...table.tBodies[0].rows].map(describe);
  const state = new URLSearchParams();

  const show = () => {
    for (const field of form.elements) if (field.name) field.value = state.get(field.name) ?? "";
    sortTable(table, /^-?[1-8]$/.test(state.get("sort")) ? state.get("sort") : "");
    showMatching(described, state);
  };
  const changed = () => { writeAddress(state); show(); };

  startSorting(table, state, changed);
  form.addEventListener("input", (event) => { state.set(event.target.name, event.target.value); changed(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of ["q", ...facets]) state.delete(name);
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => { if (readAddress(state)) show(); });
  form.hidden = false;
  readAddress(state);
  show();
}

startTheme();
startCopy();
startTrackingTable();
