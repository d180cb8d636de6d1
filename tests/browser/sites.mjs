// The sites that tests/all builds, and which of their pages are opened in the browser.

import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

// `sample`: of a large site's request pages so many are opened; the other checks read all of them.
// `search`: a word that some rows of the table hold. `everywhere`: words that the search over everything finds.
// `long`: what more places hold than are listed at once. `marks`: words typed without marks, and as they are written.
// `hostile`: its entries try to become active. `oneFile`: each page is one that holds all.
const SITES = [
  { name: "zh", sample: 12, search: "盲點", everywhere: ["盲點", "discussio"], long: "的", marks: ["sorensen", "sørensen"] },
  { name: "en", sample: 6, search: "盲點", everywhere: ["抽樣"] },
  { name: "shared", sample: 4, search: "盲點", everywhere: ["盲點"] },
  { name: "totals", search: "question", everywhere: ["questio"] },
  { name: "empty", empty: true },
  { name: "hostile", search: "hacked", everywhere: ["hacked", "<img"], hostile: true },
  { name: "hostile-shared", search: "hacked", hostile: true },
  { name: "one", oneFile: true },
  { name: "one-hostile", oneFile: true, hostile: true },
];

function htmlFiles(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile() && file.name.endsWith(".html")).map((file) => join(file.parentPath, file.name));
  return paths.map((path) => relative(folder, path).split(sep).join("/")).sort();
}

function spread(pages, count) {
  if (!count || pages.length <= count) return pages;
  return Array.from({ length: count }, (_, at) => pages[Math.floor((at * (pages.length - 1)) / (count - 1))]);
}

// SITES=zh,empty looks at these only.
const wanted = process.env.SITES?.split(",");

export function sitesIn(folder) {
  return SITES.filter((site) => !wanted || wanted.includes(site.name)).map((site) => {
    const root = join(folder, site.name);
    const pages = htmlFiles(root);
    const requests = pages.filter((page) => page.startsWith("requests/"));
    const others = pages.filter((page) => !page.startsWith("requests/"));
    return { ...site, root, pages, requests, opened: [...others, ...spread(requests, site.sample)] };
  });
}

export function addressOf(site, page) {
  return pathToFileURL(join(site.root, page)).href;
}
