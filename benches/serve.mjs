// How long a save takes to be in the browser: from the write of a file to the last byte of the page that shows it,
// over `asklog serve`. Run: node benches/serve.mjs target/release/asklog JOURNAL (a generated journal; one of its entries
// is written and put back).

import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [asklog, journal] = process.argv.slice(2);
const ROUNDS = 30;

const server = spawn(asklog, ["-C", journal, "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((resolve) => {
  server.stderr.on("data", (said) => {
    const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
    if (found) resolve(found[0]);
  });
});

const entry = readdirSync(join(journal, "requests"), { recursive: true }).filter((name) => name.endsWith(".md")).sort()[0];
const file = join(journal, "requests", entry);
const before = readFileSync(file, "utf8");
const page = `${address}requests/${encodeURIComponent(entry.split("/").at(-1).replace(/\.md$/, ""))}.html`;

const events = (await fetch(`${address}asklog-live`)).body.pipeThrough(new TextDecoderStream()).getReader();
const told = async () => { while (!(await events.read()).value.includes("data:")); };
await told();

// Milliseconds of processor time since the server began, git's included; `null` where the system does not tell.
function processor() {
  try {
    const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1].split(" ");
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10;
  } catch { return null; }
}

const began = processor();
const took = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const mark = `round ${round} of ${process.pid}`;
  await new Promise((resolve) => setTimeout(resolve, 100));
  const start = performance.now();
  writeFileSync(file, `${before}\n\n${mark}\n`);
  do await told(); while (!(await (await fetch(page)).text()).includes(mark));
  took.push(performance.now() - start);
}
const spent = began === null ? "" : `, ${((processor() - began) / ROUNDS).toFixed(0)} ms of processor time each`;
writeFileSync(file, before);
server.kill();

took.sort((a, b) => a - b);
const at = (share) => took[Math.min(took.length - 1, Math.floor(share * took.length))].toFixed(0);
console.log(`save to page, ${ROUNDS} rounds: median ${at(0.5)} ms, 90 % ${at(0.9)} ms, longest ${at(1)} ms${spent}`);
process.exit(0);
