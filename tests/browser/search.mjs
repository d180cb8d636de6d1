// The search over everything: keys, places, marks, and that nothing moves.

import { axeFindings } from "./pages.mjs";
import { attempt } from "./report.mjs";
import { addressOf } from "./sites.mjs";

const unless = (holds, problem) => (holds ? [] : [problem]);

const isOpen = (page) => page.locator(".search-dialog").evaluate((dialog) => dialog.open);
const focused = (page) => page.evaluate(() => document.activeElement.closest(".search-places li") ? "place" : document.activeElement.id);

async function type(page, words) {
  await page.keyboard.press("/");
  await page.fill("#search-text", words);
  await page.waitForFunction(() => {
    const { textContent, dataset } = document.querySelector(".search-count");
    return textContent !== "" && textContent !== dataset.reading;
  });
}

const placesOf = (page) => page.$$eval(".search-places a", (links) => links.map((link) => ({
  text: link.textContent.normalize("NFKC").toLowerCase(),
  marks: [...link.querySelectorAll("mark")].map((mark) => mark.textContent.normalize("NFKC").toLowerCase()),
})));

async function finding(page, words) {
  await type(page, words);
  const places = await placesOf(page);
  const wanted = words.toLowerCase();
  return [
    ...unless(places.length > 0, `nothing is found for ${words}`),
    ...unless(places.every((place) => place.marks.includes(wanted)), `a place without the mark ${words}`),
  ];
}

async function keys(page, words) {
  const problems = [];
  await page.keyboard.press("ArrowDown");
  problems.push(...unless(await focused(page) === "place", "the arrow does not lead to the first place"));
  await page.keyboard.press("ArrowUp");
  problems.push(...unless(await focused(page) === "search-text", "the arrow does not lead back to the field"));
  await page.keyboard.press("Escape");
  problems.push(...unless(!(await isOpen(page)), "Esc does not close it"));
  await page.click(".search-button");
  problems.push(...unless(await isOpen(page), "the button does not open it"));
  problems.push(...unless(await page.inputValue("#search-text") === words, "the words are gone"));
  await page.keyboard.press("Escape");
  problems.push(...unless(await page.evaluate(() => document.activeElement.className) === "search-button", "the button does not get the focus back"));
  return problems;
}

// A long list is shown by and by, each new place reached by the keyboard.
async function further(page, words) {
  await type(page, words);
  const before = (await placesOf(page)).length;
  await page.click(".search-further");
  const { length } = await placesOf(page);
  const at = await page.evaluate(() => [...document.querySelectorAll(".search-places a")].indexOf(document.activeElement));
  await page.keyboard.press("Escape");
  return [
    ...unless(before === 30 && length > before, `${before} places, then ${length}`),
    ...unless(at === before, `the focus is at ${at}, not at the first new place`),
  ];
}

// A name is found without its marks.
async function withoutMarks(page, words, written) {
  await type(page, words);
  const marks = (await placesOf(page)).flatMap((place) => place.marks);
  await page.keyboard.press("Escape");
  return unless(marks.length > 0 && marks.every((mark) => mark === written), `${words} marks ${[...new Set(marks)]}`);
}

// The key can be turned off, and stays so on other pages.
async function keyOff(page) {
  await page.click(".search-button");
  await page.uncheck(".search-key input");
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("/");
  const opened = await isOpen(page);
  await page.click(".search-button");
  await page.check(".search-key input");
  await page.keyboard.press("Escape");
  return unless(!opened, "it opens by the key that was turned off");
}

async function none(page) {
  await type(page, "no such word anywhere");
  const none = await page.$eval(".search-count", (count) => count.textContent === count.dataset.none);
  await page.keyboard.press("Escape");
  return unless(none, "nothing says that nothing is found");
}

async function goingThere(page, words) {
  await type(page, words);
  const href = await page.locator(".search-places a").first().evaluate((link) => link.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
  const text = await page.evaluate(() => document.body.textContent.normalize("NFKC").toLowerCase());
  return unless(text.includes(words.toLowerCase()), `${href} does not hold ${words}`);
}

// Where the heading and the navigation stand.
const layout = (page) => page.$$eval("h1, .masthead-nav a", (all) => all.map((element) => JSON.stringify(element.getBoundingClientRect())));

async function sameWithout(site, name, browser) {
  const layouts = [];
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(addressOf(site, name));
    layouts.push((await layout(page)).join());
    await context.close();
  }
  return unless(layouts[0] === layouts[1], "the script moves the head of the page");
}

// `page` is one that the script runs in.
export async function checkSearch(site, page, browser) {
  const name = "index.html";
  await page.goto(addressOf(site, name));
  await attempt(site.name, name, "search: the key turned off", () => keyOff(page));
  await attempt(site.name, name, "search: nothing found", () => none(page));
  await attempt(site.name, name, "the script moves nothing", () => sameWithout(site, name, browser));
  if (site.long) {
    await attempt(site.name, name, "search: a long list", () => further(page, site.long));
    await attempt(site.name, name, "search: a name without its marks", () => withoutMarks(page, ...site.marks));
  }
  for (const words of site.everywhere ?? []) {
    const from = site.requests[0] ?? name;
    await page.goto(addressOf(site, from));
    await attempt(site.name, from, `search for ${words}`, () => finding(page, words));
    await attempt(site.name, from, "axe while searching", () => axeFindings(page));
    await attempt(site.name, from, "search by keys", () => keys(page, words));
    await attempt(site.name, from, `search leads to ${words}`, () => goingThere(page, words));
  }
}
