// One page for a phone: whole without script, its style allowed by its hash, every link inside it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { attempt } from "./report.mjs";
import { addressOf } from "./sites.mjs";

const unless = (holds, problem) => (holds ? [] : [problem]);

async function whole(page, html) {
  const { width, text, controls, scripts } = await page.evaluate(() => ({
    width: getComputedStyle(document.body).maxWidth,
    text: document.querySelector("main").innerText.trim().length,
    controls: document.querySelectorAll("button, input, select, form").length,
    scripts: document.scripts.length,
  }));
  return [
    ...unless(width === "1216px", `the style does not hold: ${width}`),
    ...unless(text > 40, "the page is empty"),
    ...unless(controls + scripts === 0, `${controls} controls and ${scripts} scripts`),
    ...unless(!html.includes("unsafe-inline"), "the policy allows any style"),
  ];
}

// Each link of the navigation brings its part to the top.
async function links(page) {
  const problems = [];
  for (const link of await page.locator(".masthead-nav a").all()) {
    const href = await link.getAttribute("href");
    await link.click();
    const target = page.locator(`[id="${href.slice(1)}"]`);
    if (await target.count() !== 1 || !await target.isVisible()) problems.push(`${href} leads nowhere`);
  }
  return problems;
}

export async function checkOneFile(site, browser) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  for (const name of site.pages) {
    const page = await context.newPage();
    await page.goto(addressOf(site, name));
    const html = readFileSync(join(site.root, name), "utf8");
    await attempt(site.name, name, "whole without script", () => whole(page, html));
    await attempt(site.name, name, "links within", () => links(page));
    await page.close();
  }
  await context.close();
}
