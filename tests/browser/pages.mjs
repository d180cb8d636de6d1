// How pages look and behave when merely opened: accessible in both themes, no sideways scrolling, no request to
// anywhere, nothing reported by the browser.

import { createRequire } from "node:module";

import { check } from "./report.mjs";
import { addressOf } from "./sites.mjs";

const axe = createRequire(import.meta.url)("axe-core");

// Everything that a calm page never does.
export function watch(page) {
  const noise = [];
  page.on("console", (message) => { if (message.type() === "error") noise.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => noise.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => noise.push(`failed: ${request.url()}`));
  page.on("popup", (popup) => noise.push(`opened ${popup.url()}`));
  page.on("dialog", (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!/^(file:\/\/\/|data:)/.test(request.url())) noise.push(`asked for ${request.url()}`);
  });
  return noise;
}

export async function axeFindings(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    axe.run(document, { preload: false, resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }));
  return violations.map(({ id, nodes }) => `${id} (${nodes.length}) ${nodes[0].html}`);
}

async function sideways(page) {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    return [`${document.documentElement.scrollWidth} px wide: ${wide.slice(0, 3).map((e) => `${e.localName}.${e.className}`).join(", ")}`];
  });
}

async function checkOne(site, name, page, scheme) {
  const noise = watch(page);
  const address = addressOf(site, name);
  await page.goto(address);
  for (const width of [1280, 1010, 360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    if (width < 1280) check(site.name, name, `no sideways scrolling at ${width} px, ${scheme}`, await sideways(page));
    if (width === 1280 || width === 360) check(site.name, name, `axe at ${width} px, ${scheme}`, await axeFindings(page));
  }
  if (page.url() !== address) noise.push(`went to ${page.url()}`);
  if (await page.evaluate(() => "hacked" in window)) noise.push("a script of the content ran");
  check(site.name, name, `quiet when opened, ${scheme}`, noise);
}

export async function checkPages(site, browser, scheme) {
  const context = await browser.newContext({ colorScheme: scheme });
  for (const name of site.opened) {
    const page = await context.newPage();
    await checkOne(site, name, page, scheme).catch((error) => check(site.name, name, `opens, ${scheme}`, error.message));
    await page.close();
  }
  await context.close();
}
