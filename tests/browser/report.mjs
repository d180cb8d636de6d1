// Counts checks, and prints each one that failed as a line: site, page, what.

let passed = 0;
let failed = 0;

const LONGEST = 180;

const escaped = (c) => `\\u{${c.codePointAt(0).toString(16)}}`;

// One line that is safe to print: the hostile pages hold control characters.
function oneLine(problem) {
  const line = String(problem).replace(/\s+/g, " ").trim().replace(/[\p{Cc}\p{Cf}]/gu, escaped);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

// A check passes when it found no problem.
export function check(site, page, what, problems) {
  const found = [problems].flat().filter(Boolean);
  if (found.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  const more = found.length > 3 ? ` (and ${found.length - 3} more)` : "";
  console.log(`FAILED ${site} ${oneLine(page)}: ${what}: ${found.slice(0, 3).map(oneLine).join(" | ")}${more}`);
}

// Runs one check; what it throws is its problem.
export async function attempt(site, page, what, run) {
  let problems;
  try {
    problems = await run();
  } catch (error) {
    problems = error.message ?? error;
  }
  check(site, page, what, problems);
}

// Prints the closing line, and tells whether all is well.
export function close() {
  console.log(`browser: ${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}
