// The hostile journal served live: all of it is text, in every page, and nothing is asked of anybody.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { serve } from "./live.mjs";
import { check } from "./report.mjs";
import { sitesIn } from "./sites.mjs";

// What a calm page of this address never does.
function watch(page, address) {
  const noise = [];
  page.on("console", (message) => { if (message.type() === "error") noise.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => noise.push(`script: ${error.message}`));
  page.on("popup", (popup) => noise.push(`opened ${popup.url()}`));
  page.on("dialog", (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) noise.push(`asked for ${request.url()}`);
  });
  return noise;
}

const ACTIVE = "iframe, frame, object, embed, base, img, image, video, audio, source, math, foreignObject, animate, set, style, [style], [srcdoc], [onclick], [onerror], [onload]";

async function calm(page, address) {
  return page.evaluate(({ active, address }) => {
    const bad = [...document.querySelectorAll(active)].map((element) => element.outerHTML);
    for (const link of document.links) {
      if (!["http:", "https:", "mailto:"].includes(link.protocol)) bad.push(link.outerHTML);
    }
    for (const script of document.scripts) if (!script.src.startsWith(address)) bad.push(script.outerHTML);
    if ("hacked" in window) bad.push("a script of the content ran");
    return bad;
  }, { active: ACTIVE, address });
}

export async function checkHostileServe(asklog, browser, folder) {
  const site = sitesIn(folder).find((site) => site.name === "hostile");
  if (!site) return [];
  const { address, stop } = await serve(asklog, join(folder, "journals", "hostile"));
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  try {
    for (const name of site.pages) {
      const page = await context.newPage();
      const noise = watch(page, address);
      const answer = await page.goto(address + name.split("/").map(encodeURIComponent).join("/"));
      if (answer.status() !== 200) noise.push(`answered ${answer.status()}`);
      await page.waitForFunction(() => document.readyState === "complete");
      noise.push(...await calm(page, address));
      const policy = answer.headers()["content-security-policy"] ?? await page.getAttribute("meta[http-equiv]", "content");
      if (!policy || policy.includes("unsafe-")) noise.push(`the policy is ${policy}`);
      // The same words as in the built page stand there as text.
      const built = readFileSync(join(site.root, name), "utf8").includes("onerror");
      if (built && !(await page.content()).includes("onerror")) noise.push("the words are gone");
      check("serve", name, "hostile content is text", noise);
      await page.close();
    }
  } finally {
    await context.close();
    stop();
  }
  return [];
}
