// Valid HTML: the Nu Html Checker over all pages of a site in one run.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

import { check } from "./report.mjs";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

function runChecker(folder) {
  const args = ["-jar", JAR, "--errors-only", "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always", folder];
  return new Promise((resolve, reject) => {
    const java = spawn("java", args, { stdio: ["ignore", "pipe", "inherit"] });
    const chunks = [];
    java.stdout.on("data", (chunk) => chunks.push(chunk));
    java.on("error", reject);
    java.on("close", (code) => (code === 0 ? resolve(Buffer.concat(chunks).toString()) : reject(new Error(`vnu ended with ${code}`))));
  });
}

export async function checkValidity(site) {
  const { messages } = JSON.parse(await runChecker(site.root));
  const byPage = new Map(site.pages.map((page) => [page, []]));
  for (const message of messages) {
    const page = relative(site.root, fileURLToPath(message.url)).replaceAll("\\", "/");
    const problem = `line ${message.lastLine}: ${message.message} ${message.extract ?? ""}`;
    byPage.set(page, [...(byPage.get(page) ?? []), problem]);
  }
  for (const [page, problems] of byPage) check(site.name, page, "valid HTML", problems);
}
