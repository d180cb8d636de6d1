// Looks at built sites as a reader's browser does. Run by tests/all, which builds them:
//   node tests/browser/check.mjs FOLDER PROGRAM      FOLDER holds the sites named in sites.mjs, PROGRAM serves one
// CHROMIUM names another browser than /usr/bin/chromium.

import { chromium } from "playwright-core";

import { checkBehaviour } from "./behaviour.mjs";
import { checkHostileServe } from "./hostile_serve.mjs";
import { checkLive } from "./live.mjs";
import { checkMarkup } from "./markup.mjs";
import { checkOneFile } from "./one_file.mjs";
import { checkPages } from "./pages.mjs";
import { attempt, close } from "./report.mjs";
import { sitesIn } from "./sites.mjs";
import { checkValidity } from "./validity.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const [folder, asklog] = process.argv.slice(2);
if (!folder || !asklog) {
  console.error("usage: node tests/browser/check.mjs FOLDER PROGRAM");
  process.exit(2);
}

const sites = sitesIn(folder);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });

// Two at a time, so that two cores are busy.
async function inTheBrowser() {
  await attempt("serve", "-", "live", () => checkLive(asklog, browser));
  await attempt("serve", "-", "hostile", () => checkHostileServe(asklog, browser, folder));
  for (const site of sites) {
    await attempt(site.name, "-", "markup", () => checkMarkup(site, browser));
    await Promise.all(["light", "dark"].map((scheme) => checkPages(site, browser, scheme)));
    await attempt(site.name, "-", "behaviour", () => (site.oneFile ? checkOneFile : checkBehaviour)(site, browser));
  }
}

async function byTheChecker() {
  for (const site of sites) await attempt(site.name, "-", "vnu runs", () => checkValidity(site));
}

await Promise.all([inTheBrowser(), byTheChecker()]);
await browser.close();
process.exit(close() ? 0 : 1);
