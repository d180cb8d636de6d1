// What the files themselves say, read without running them: dead links and anchors, and anything active
// that an entry could have brought in.

import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { check } from "./report.mjs";
import { addressOf } from "./sites.mjs";

// Runs in the browser, on text that is parsed but never shown.
function readMarkup(html) {
  const elements = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("*")];
  const attributes = elements.flatMap((element) =>
    [...element.attributes].map(({ name, value }) => ({ tag: element.localName, name, value })));
  return {
    tags: [...new Set(elements.map((element) => element.localName))],
    ids: elements.map((element) => element.id).filter(Boolean),
    inlineScripts: elements.filter((element) => element.localName === "script" && element.textContent.trim()).length,
    inlineStyles: elements.filter((element) => element.localName === "style").length,
    metas: elements.filter((element) => element.localName === "meta").map((element) => element.httpEquiv).filter(Boolean),
    text: elements[0].textContent,
    attributes,
  };
}

const ADDRESSES = new Set(["href", "src", "xlink:href", "poster", "cite", "data", "action", "formaction", "background", "srcset", "ping", "longdesc", "manifest"]);
const NEVER = ["iframe", "frame", "object", "embed", "base", "applet", "img", "image", "video", "audio", "source", "track", "portal", "math", "foreignobject", "animate", "set"];

function active(markup, site) {
  const bad = [];
  for (const tag of NEVER) if (markup.tags.includes(tag)) bad.push(`<${tag}>`);
  if (markup.inlineScripts) bad.push("a script within the page");
  if (markup.inlineStyles !== (site.oneFile ? 1 : 0)) bad.push(`${markup.inlineStyles} style elements`);
  for (const meta of markup.metas) if (meta.toLowerCase() !== "content-security-policy") bad.push(`<meta http-equiv=${meta}>`);
  for (const { tag, name, value } of markup.attributes) {
    const shown = `<${tag} ${name}="${value}">`;
    if (/^on/i.test(name) || ["style", "srcdoc", "autofocus", "contenteditable"].includes(name)) bad.push(shown);
    if (!ADDRESSES.has(name)) continue;
    const scheme = /^[\s\p{Cc}]*([a-z][a-z0-9+.-]*):/iu.exec(value)?.[1].toLowerCase();
    if (tag === "a" && name === "href" && scheme && !["http", "https", "mailto"].includes(scheme)) bad.push(shown);
    if (tag !== "a" && scheme && !(tag === "link" && value.startsWith("data:image/svg+xml,"))) bad.push(shown);
    if (/^[\s\p{Cc}]*[/\\]/u.test(value)) bad.push(shown);
  }
  return bad;
}

// The filters of the table stand in its fragment (`#status=due`), which names no element.
function namesElement(fragment, target) {
  return fragment && !(target === "requests.html" && fragment.includes("="));
}

function deadLinks(site, page, markups) {
  const dead = [];
  for (const { tag, name, value } of markups.get(page).attributes) {
    if (!ADDRESSES.has(name)) continue;
    const address = new URL(value, addressOf(site, page));
    if (address.protocol !== "file:") continue;
    const fragment = decodeURIComponent(address.hash.slice(1));
    address.hash = "";
    const file = fileURLToPath(address);
    const target = relative(site.root, file).replaceAll("\\", "/");
    const inside = !target.startsWith("..") && existsSync(file) && statSync(file).isFile();
    if (!inside) dead.push(`<${tag} ${name}="${value}"> leads nowhere`);
    else if (namesElement(fragment, target) && !markups.get(target)?.ids.includes(fragment)) dead.push(`no #${fragment} in ${target}`);
  }
  return dead;
}

export async function checkMarkup(site, browser) {
  const reader = await browser.newPage();
  const markups = new Map();
  for (const page of site.pages) {
    const html = readFileSync(join(site.root, page), "utf8");
    markups.set(page, await reader.evaluate(readMarkup, html));
    if (site.hostile) checkHidden(site, page, html, markups.get(page));
  }
  for (const [page, markup] of markups) {
    check(site.name, page, "nothing active in the markup", active(markup, site));
    check(site.name, page, "no dead link or anchor", deadLinks(site, page, markups));
  }
  await reader.close();
}

// The hostile journal's comments say "hidden-secret"; its expressions would come to 50337.
function checkHidden(site, page, html, markup) {
  check(site.name, page, "comments are left out of the text", markup.text.match(/hidden-secret ?\d?/g));
  const kept = markup.attributes.filter(({ value }) => value.includes("hidden-secret"));
  check(site.name, page, "comments are left out of attributes", kept.map(({ tag, name }) => `<${tag} ${name}>`));
  check(site.name, page, "expressions are not evaluated", html.includes("50337") && "50337 stands in it");
  const controls = html.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu) ?? [];
  check(site.name, page, "no raw control character", controls.map((c) => `U+${c.codePointAt(0).toString(16).padStart(4, "0")}`));
}
