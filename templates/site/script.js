// Conveniences only: every page is complete without this file.
"use strict";

// Full-width letters and capitals are found by their plain forms; Chinese needs no word borders.
// Case, width, accents and strokes do not count: who looks for a name may leave them out.
const STROKES = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i" };
const normalise = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[\u00c0-\u024f\u1e00-\u1eff]/gu, (letter) => STROKES[letter] ?? letter.normalize("NFD")[0])
  .replace(/[\u0300-\u036f]/gu, "");

// Theme ------------------------------------------------------------------------------------------------------------

// Some browsers refuse storage to pages opened from disk; a choice is then kept for this page only.
function remember(name, choice) {
  try { localStorage.setItem(`asklog-${name}`, choice); } catch {}
}

function remembered(name) {
  try { return localStorage.getItem(`asklog-${name}`); } catch { return null; }
}

function startTheme() {
  const root = document.documentElement;
  const button = document.querySelector(".theme-button");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };

  const kept = remembered("theme");
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
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

// The address keeps what is chosen: a view can be kept as a bookmark, passed on, and "back" undoes a choice.
function readAddress(state) {
  const hash = location.hash.slice(1);
  if (hash && !hash.includes("=")) return false; // the skip link's #main
  for (const key of [...state.keys()]) state.delete(key);
  for (const [key, value] of new URLSearchParams(hash)) state.set(key, value);
  return true;
}

// A choice is a step of its own, and so is what is typed in one go.
function writeAddress(state, isStep) {
  for (const [key, value] of [...state]) if (!value) state.delete(key);
  const address = state.size > 0 ? `#${state}` : location.pathname + location.search;
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

function startTrackingTable() {
  const form = document.querySelector(".filters");
  const table = document.querySelector(".tracking-full");
  if (!form || !table) return;
  const described = [...table.tBodies[0].rows].map(describe);
  const state = new URLSearchParams();
  const fields = [...form.elements].filter((field) => field.name);

  // What the address asks for and this journal does not have is left out.
  const read = () => {
    if (!readAddress(state)) return false;
    for (const field of fields) {
      field.value = state.get(field.name) ?? "";
      if (field.value) state.set(field.name, field.value);
      else state.delete(field.name);
    }
    if (!/^-?[1-8]$/.test(state.get("sort"))) state.delete("sort");
    return true;
  };
  const show = () => {
    sortTable(table, state.get("sort") ?? "");
    showMatching(described, state);
  };
  const changed = (isStep) => { writeAddress(state, isStep); show(); };

  startSorting(table, state, () => changed(true));
  let isTyping = false;
  form.addEventListener("input", ({ target }) => {
    const isText = target.localName === "input";
    state.set(target.name, target.value);
    changed(!(isText && isTyping));
    isTyping = isText;
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) { field.value = ""; state.delete(field.name); }
    changed(true);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => { isTyping = false; if (read()) show(); });
  form.hidden = false;
  read();
  show();
}

// Search over everything -------------------------------------------------------------------------------------------

// How many places are listed at a time, the letters around a word, and the lines of each place.
const LISTED = 30;
const AROUND = 40;
const SNIPPETS = 2;

// The index comes as scripts that hand it over, one after another, when somebody searches: so it works from disk too.
function startIndex(root, told) {
  const index = { places: [], isWhole: false };
  const waiting = ["search.js"];
  const next = () => {
    const file = waiting.shift();
    index.isWhole = !file;
    told();
    if (!file) return;
    const script = document.createElement("script");
    script.addEventListener("load", next);
    script.addEventListener("error", next);
    script.src = root + file;
    document.head.append(script);
  };
  globalThis.asklogSearch = ({ more, places }) => {
    waiting.push(...more);
    for (const place of places) {
      const title = normalise(`${place.who} ${place.title}`);
      index.places.push({ ...place, inTitle: title, inAll: `${title}\n${normalise(place.note)}\n${normalise(place.text)}` });
    }
  };
  next();
  return index;
}

// The places that hold all words; those that hold them in their title first.
function find(index, words) {
  const holds = (text) => words.every((word) => text.includes(word));
  const found = index.places.filter((place) => holds(place.inAll));
  return [...found.filter((place) => holds(place.inTitle)), ...found.filter((place) => !holds(place.inTitle))];
}

// Where the words stand in a text: [from, to] in its own letters, whatever plain forms they have.
function hits(text, words) {
  let plain = "";
  const starts = [];
  let at = 0;
  for (const letter of text) {
    const form = normalise(letter);
    for (let count = 0; count < form.length; count += 1) starts.push(at);
    plain += form;
    at += letter.length;
  }
  starts.push(text.length);
  const found = [];
  for (const word of words) {
    for (let from = plain.indexOf(word); from >= 0; from = plain.indexOf(word, from + word.length)) {
      const end = from + word.length;
      const last = starts[end - 1];
      found.push([starts[from], Math.max(starts[end], last + [...text.slice(last)][0].length)]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
}

// The text with its hits marked, as nodes: nothing of it is ever read as markup.
function marked(text, words) {
  const nodes = [];
  let at = 0;
  for (const [from, to] of hits(text, words)) {
    if (from < at) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    nodes.push(text.slice(at, from), mark);
    at = to;
  }
  return [...nodes, text.slice(at)];
}

// A line around its first hit.
function cutAround(line, words) {
  const [[from, to]] = hits(line, words);
  const before = [...line.slice(0, from)].slice(-AROUND).join("");
  const after = [...line.slice(to)].slice(0, AROUND * 2).join("");
  const isCut = [before.length < from, to + after.length < line.length];
  return `${isCut[0] ? "…" : ""}${before}${line.slice(from, to)}${after}${isCut[1] ? "…" : ""}`;
}

// The first lines of a text that hold a word.
function snippets(text, words) {
  const holds = (line) => words.some((word) => normalise(line).includes(word)) && hits(line, words).length > 0;
  const found = [];
  for (const line of text.split("\n")) {
    if (found.length < SNIPPETS && holds(line)) found.push(cutAround(line, words));
  }
  return found;
}

function listed(place, words, root) {
  const part = (kind, ...nodes) => {
    const span = document.createElement("span");
    span.className = kind;
    span.append(...nodes);
    return span;
  };
  const link = document.createElement("a");
  link.href = root + place.href;
  const title = [place.who, place.title].filter(Boolean).join(" ");
  link.append(part("search-title", ...marked(title, words)), part("search-note quiet", ...marked(place.note, words)));
  for (const line of snippets(place.text, words)) link.append(part("search-snippet", ...marked(line, words)));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

// The end of a list that is not whole.
function furtherItem(label, further) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "search-further";
  button.textContent = label;
  button.addEventListener("click", further);
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function startSearch() {
  const dialog = document.querySelector(".search-dialog");
  const button = document.querySelector(".search-button");
  if (!dialog?.showModal || !button) return;
  const { root } = dialog.dataset;
  const field = dialog.querySelector("input");
  const count = dialog.querySelector(".search-count");
  const list = dialog.querySelector(".search-places");
  let limit = LISTED;
  let index;

  const show = () => {
    const words = normalise(field.value).split(/\s+/).filter(Boolean);
    const found = words.length > 0 ? find(index, words) : [];
    const shown = found.slice(0, limit);
    list.replaceChildren(...shown.map((place) => listed(place, words, root)));
    const { one, other, more, next, none, reading } = count.dataset;
    const left = Math.min(LISTED, found.length - shown.length);
    if (left > 0) list.append(furtherItem(next.replace("{n}", left), further));
    const said = () => {
      if (found.length > shown.length) return more.replace("{n}", found.length).replace("{shown}", shown.length);
      if (found.length > 0) return (found.length === 1 ? one : other).replace("{n}", found.length);
      return index.isWhole ? none : reading;
    };
    count.textContent = words.length > 0 ? said() : "";
  };
  const further = () => {
    limit += LISTED;
    show();
    list.children[limit - LISTED].querySelector("a").focus();
  };
  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    field.select();
    index ??= startIndex(root, () => { if (index) show(); });
  };
  // The arrows walk through the field and the places.
  const walk = (step) => {
    const stops = [field, ...list.querySelectorAll("a, button")];
    const at = stops.indexOf(document.activeElement);
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus();
  };
  const isTyping = (element) => element.isContentEditable || ["input", "select", "textarea"].includes(element.localName);

  // A key that is a mere sign can be turned off: who dictates, or types without looking, says it by accident.
  const key = dialog.querySelector(".search-key input");
  const showKey = () => {
    if (key.checked) button.setAttribute("aria-keyshortcuts", "/");
    else button.removeAttribute("aria-keyshortcuts");
  };
  key.checked = remembered("search-key") !== "off";
  key.addEventListener("change", () => { remember("search-key", key.checked ? "on" : "off"); showKey(); });
  showKey();

  button.addEventListener("click", open);
  dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
  field.addEventListener("input", () => { limit = LISTED; show(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === field) {
      list.querySelector("a")?.click();
    }
  });
  // A place on this very page.
  list.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !key.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    open();
  });
  button.hidden = false;
}

startTheme();
startCopy();
startTrackingTable();
startSearch();
