// `asklog serve` as a writer sees it: the page beside the editor follows each save.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { attempt } from "./report.mjs";

const unless = (holds, problem) => (holds ? [] : [problem]);

const letter = (subject, paragraphs = 60) => `---
kind: ask-learning
to: {name: Priya Nair, role: analyst}
channel: email
subject: ${subject}
sent: 2026-04-08
---

Hi Priya,

${Array.from({ length: paragraphs }, (_, at) => `Paragraph ${at} of a long letter that takes some room on the page.`).join("\n\n")}
`;

class Journal {
  constructor(asklog) {
    this.root = mkdtempSync(join(tmpdir(), "asklog-live-"));
    spawnSync(asklog, ["-q", "init", "--bare", "--no-input", "--lang", "en", this.root]);
    this.write("requests/a.md", letter("One question"));
  }

  write(path, text) {
    mkdirSync(join(this.root, path, ".."), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path) { rmSync(join(this.root, path)); }
}

export async function serve(asklog, root) {
  const server = spawn(asklog, ["-C", root, "--now", "2026-04-12", "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve, reject) => {
    server.stderr.on("data", (said) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    server.on("exit", (code) => reject(new Error(`serve ended with ${code}`)));
  });
  return { address, stop: () => server.kill() };
}

const shows = (page, words) => page.waitForFunction((words) => document.body?.textContent.includes(words), words);

async function aSave(page, journal) {
  await page.evaluate(() => scrollTo({ top: 700, behavior: "instant" }));
  journal.write("requests/a.md", letter("Another question"));
  await shows(page, "Another question");
  await page.waitForFunction(() => scrollY === 700);
  return [];
}

async function anError(page, journal) {
  journal.write("requests/a.md", letter("Another question").replace("kind: ask-learning", "kind: ["));
  await page.waitForSelector("main.wrong");
  const told = await page.textContent("main.wrong");
  journal.write("requests/a.md", letter("A third question"));
  await shows(page, "A third question");
  await page.waitForFunction(() => scrollY === 700).catch(async () => { throw new Error(`scrolled to ${await page.evaluate(() => scrollY)}`); });
  return unless(told.includes("requests/a.md:"), `it says ${told}`);
}

async function aLayout(page, journal) {
  journal.write("theme/request.html", "{% extends \"base.html\" %}\n{% block content %}{{ nothing.here }}{% endblock %}");
  await shows(page, "theme/request.html:2");
  journal.remove("theme/request.html");
  await shows(page, "A third question");
  return [];
}

async function aDeletion(page, journal, address) {
  await page.goto(address);
  journal.write("requests/b.md", letter("Soon gone", 1));
  await shows(page, "Soon gone");
  journal.remove("requests/b.md");
  await page.waitForFunction(() => !document.body.textContent.includes("Soon gone"));
  return [];
}

// Many tabs of one place: each loads, though a browser keeps few connections open.
async function manyPages(page, address) {
  const others = [];
  for (let count = 0; count < 8; count += 1) {
    const other = await page.context().newPage();
    await other.goto(address);
    others.push(other);
  }
  await page.bringToFront();
  for (const other of others) await other.close();
  return [];
}

// A search that is open is not taken away by a save.
async function aSearch(page, journal) {
  await page.keyboard.press("/");
  await page.fill("#search-text", "third");
  await page.waitForSelector(".search-places a");
  journal.write("requests/a.md", letter("A fourth question"));
  await page.waitForTimeout(500);
  const stays = await page.inputValue("#search-text");
  await page.keyboard.press("Escape");
  await shows(page, "A fourth question");
  return unless(stays === "third", "the search is gone");
}

async function copying(page, address) {
  await page.goto(`${address}requests/a.html`);
  await page.click(".copy-button");
  await page.waitForFunction(() => document.querySelector(".copy [role=status]").textContent !== "");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  return unless(copied.startsWith("Hi Priya"), `the clipboard holds ${copied.slice(0, 20)}`);
}

export async function checkLive(asklog, browser) {
  const journal = new Journal(asklog);
  const { address, stop } = await serve(asklog, journal.root);
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => { if (!request.url().startsWith(address) && !request.url().startsWith("data:")) asked.push(request.url()); });
  page.on("pageerror", (error) => asked.push(error.message));
  try {
    await page.goto(`${address}requests/a.html`);
    const steps = [["a save", aSave], ["an error, and mended", anError], ["a layout at fault", aLayout], ["a deletion", aDeletion],
      ["a search while saving", aSearch], ["many pages", () => manyPages(page, address)], ["copy", () => copying(page, address)]];
    for (const [what, run] of steps) await attempt("serve", "-", what, () => run(page, journal, address));
    await attempt("serve", "-", "asks nobody else", () => asked);
  } finally {
    await context.close();
    stop();
    rmSync(journal.root, { recursive: true, force: true });
  }
}
