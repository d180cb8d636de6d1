// What the site's script adds, and that nothing is missing without it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { attempt } from "./report.mjs";
import { watch } from "./pages.mjs";
import { checkSearch } from "./search.mjs";
import { addressOf } from "./sites.mjs";

const unless = (holds, problem) => (holds ? [] : [problem]);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// The table as it stands: for each visible row its day, status and text.
const rowsOf = (page) => page.$$eval(".tracking-full tbody tr:not([hidden])", (rows) => rows.map((row) => ({
  sent: row.cells[0].dataset.value,
  status: row.querySelector("[data-status]").dataset.status,
  text: row.textContent,
})));

const hashOf = async (page) => decodeURIComponent(new URL(page.url()).hash.slice(1));

async function sorting(page) {
  const built = (await rowsOf(page)).map((row) => row.text);
  const header = page.locator(".tracking-full thead th").first();
  const problems = [];
  const orders = [];
  for (const expected of ["descending", "ascending", null]) {
    await header.getByRole("button").click();
    const rows = await rowsOf(page);
    orders.push(rows.map((row) => row.text));
    const days = rows.map((row) => row.sent).filter(Boolean);
    const sorted = [...days].sort();
    if (expected === "descending") sorted.reverse();
    if (expected && !same(days, sorted)) problems.push(`not ${expected}`);
    if (await header.getAttribute("aria-sort") !== expected) problems.push(`aria-sort is not ${expected}`);
  }
  if (same(orders[0], orders[1])) problems.push("the order does not change");
  if (!same(orders[2], built)) problems.push("the third click does not bring back the built order");
  return problems;
}

async function filtering(page) {
  const all = (await rowsOf(page)).length;
  const status = await page.$eval("#filter-status option:nth-child(2)", (option) => option.value);
  await page.selectOption("#filter-status", status);
  const rows = await rowsOf(page);
  const shown = await page.textContent(".shown");
  return [
    ...unless(rows.length > 0 && rows.length < all, `${rows.length} of ${all} rows are shown`),
    ...unless(rows.every((row) => row.status === status), `rows that are not ${status} are shown`),
    ...unless((await hashOf(page)).includes(`status=${status}`), `the address says ${await hashOf(page)}`),
    ...unless(shown.includes(rows.length), `the count says ${shown}`),
  ];
}

// Several facets at once; "back" undoes the last; the address alone brings both to another page.
async function inTheAddress(page) {
  await page.getByRole("button", { name: /./ }).and(page.locator("[type=reset]")).click();
  const facets = await page.$$eval(".filters select", (fields) => fields.map((field) => [field.name, field.options[1].value]));
  const [[first, one], [second]] = facets;
  await page.selectOption(`#filter-${first}`, one);
  const before = await rowsOf(page);
  const other = await page.$eval(`.tracking-full tbody tr:not([hidden]) [data-${second}]`, (cell, second) => cell.dataset[second], second);
  await page.selectOption(`#filter-${second}`, other);
  const both = await rowsOf(page);
  const link = page.url();
  await page.goBack();
  const back = [await rowsOf(page), await page.inputValue(`#filter-${second}`)];
  await page.goForward();
  const forward = await rowsOf(page);
  await page.fill("#filter-text", "no such word anywhere");
  await page.goBack();
  const typed = [await rowsOf(page), await page.inputValue(`#filter-${second}`), await page.inputValue("#filter-text")];
  const shared = await page.context().newPage();
  await shared.goto(link);
  const there = [await rowsOf(shared), await shared.inputValue(`#filter-${first}`), await shared.inputValue(`#filter-${second}`)];
  await shared.goto(link.replace(/#.*/, `#${first}=nothing-like-it&sort=99&unknown=x`));
  await shared.reload();
  const unknown = (await rowsOf(shared)).length;
  const all = await shared.$$eval(".tracking-full tbody tr", (rows) => rows.length);
  await shared.close();
  return [
    ...unless(same(back, [before, ""]), "back does not undo the last choice"),
    ...unless(same(forward, both), "forward does not bring it back"),
    ...unless(same(typed, [both, other, ""]), "back undoes a choice together with what was typed after it"),
    ...unless(same(there, [both, one, other]), "the address shows something else on another page"),
    ...unless(unknown === all, "what the table does not have hides its rows"),
  ];
}

async function searching(page, word) {
  await page.getByRole("button", { name: /./ }).and(page.locator("[type=reset]")).click();
  const all = (await rowsOf(page)).length;
  await page.fill("#filter-text", word);
  const rows = await rowsOf(page);
  await page.fill("#filter-text", "no such word anywhere");
  const none = await page.isVisible(".no-match");
  await page.fill("#filter-text", word);
  return [
    ...unless(rows.length > 0 && rows.length <= all, `${rows.length} of ${all} rows are shown`),
    ...unless(rows.every((row) => row.text.includes(word)), "rows without the word are shown"),
    ...unless(none, "nothing says that no row matches"),
  ];
}

async function keeping(page) {
  const kept = await rowsOf(page);
  const hash = await hashOf(page);
  await page.reload();
  return [
    ...unless(hash.includes("q="), "the search is not in the address"),
    ...unless(same(await rowsOf(page), kept), "a reload shows other rows"),
    ...unless(await page.inputValue("#filter-text"), "a reload empties the search"),
  ];
}

async function theme(page) {
  const shown = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.documentElement).backgroundColor]);
  const [, light] = await shown();
  await page.click(".theme-button");
  const [chosen, dark] = await shown();
  await page.reload();
  const kept = await shown();
  await page.click(".theme-button");
  return [
    ...unless(chosen === "dark" && dark !== light, `the button sets ${chosen}, ${dark}`),
    ...unless(same(kept, [chosen, dark]), `a reload shows ${kept}`),
    ...unless((await shown())[0] === "light", "a second press does not turn it back"),
  ];
}

async function copying(page) {
  const button = page.locator(".copy-button");
  const [text, done] = [await button.getAttribute("data-text"), await button.getAttribute("data-done")];
  await button.click();
  await page.waitForFunction(() => document.querySelector(".copy [role=status]").textContent !== "");
  const answer = await page.textContent(".copy [role=status]");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  return [
    ...unless(answer === done, `it says ${answer}`),
    ...unless(copied.replaceAll("\r\n", "\n") === text.replaceAll("\r\n", "\n"), "the clipboard holds another text"),
  ];
}

async function keyboard(page) {
  await page.keyboard.press("Tab");
  const link = page.locator(".skip-link");
  const top = (await link.boundingBox()).y;
  await page.keyboard.press("Enter");
  return [
    ...unless(top >= 0, "the first press of Tab does not show the skip link"),
    ...unless(await page.evaluate(() => document.activeElement.id === "main"), "the skip link does not lead to the content"),
  ];
}

async function withScript(site, browser) {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], colorScheme: "light" });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const noise = watch(page);
  const steps = async (name, list) => {
    await page.goto(addressOf(site, name));
    for (const [what, run] of list) await attempt(site.name, name, what, run);
  };
  await steps("index.html", [["theme button", () => theme(page)]]);
  await steps("templates.html", [["skip link", () => keyboard(page)]]);
  if (!site.empty) {
    await steps("requests.html", [
      ["sorting", () => sorting(page)],
      ["filtering by status", () => filtering(page)],
      ["several facets in the address", () => inTheAddress(page)],
      ["search", () => searching(page, site.search)],
      ["a reload keeps the filters", () => keeping(page)],
    ]);
    const withMessage = site.requests.filter((name) => readFileSync(join(site.root, name), "utf8").includes("copy-button"));
    for (const name of [withMessage.at(0), withMessage.at(-1)]) await steps(name, [["copy button", () => copying(page)]]);
  }
  await checkSearch(site, page, browser);
  await attempt(site.name, "-", "quiet while used", () => noise);
  await context.close();
}

// Without scripts all is there, and nothing that would do nothing.
async function withoutScript(site, browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const main = site.pages.filter((page) => !page.includes("/"));
  for (const name of [...main, ...site.requests.slice(0, 1)]) {
    await page.goto(addressOf(site, name));
    await attempt(site.name, name, "complete without JavaScript", async () => {
      const dead = await page.locator("button:visible, input:visible, select:visible").count();
      const text = await page.locator("main").innerText();
      const rows = await page.locator(".tracking-full tbody tr:visible").count();
      const expected = name === "requests.html" ? site.requests.length : rows;
      return [
        ...unless(dead === 0, `${dead} controls that do nothing`),
        ...unless(text.trim().length > 40, "the page is empty"),
        ...unless(rows === expected, `${rows} rows for ${expected} requests`),
      ];
    });
  }
  await context.close();
}

export async function checkBehaviour(site, browser) {
  await withScript(site, browser);
  await withoutScript(site, browser);
}
