// Drives `asklog lsp` with the client library of VS Code: node drive.mjs ASKLOG
// An entry is typed sign by sign into a journal; then everything is asked once, and the answers are applied.
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node.js";

const asklog = process.argv[2];
const root = mkdtempSync(join(tmpdir(), "asklog-client-"));
const NOW = ["--now", "2026-04-12"];
const run = (...args) => execFileSync(asklog, [...NOW, ...args], { cwd: root, encoding: "utf8" });
execFileSync(asklog, [...NOW, "-q", "init", "--bare", "--no-input", "--lang", "zh-TW", root]);
const LETTER = `---
kind: ask-learning
to: {name: 林雅婷, call: 雅婷經理, role: 經理, org: 日光選物}
channel: email
subject: 請教一個盲點
sent: 2026-04-08
---

雅婷經理您好，

想請教一個問題😀，先學工具還是先補統計？不回也沒關係。
`;
writeFileSync(join(root, "requests", "first.md"), LETTER);

const server = spawn(asklog, [...NOW, "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(server.stdout),
  new lsp.StreamMessageWriter(server.stdin),
);
const told = new Map();
let heard = () => {};
connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
  told.set(params.uri, params);
  heard();
});
connection.onRequest(lsp.RegistrationRequest.type, () => {});
connection.listen();

const uri = (path) => pathToFileURL(join(root, path)).href;
const until = async (what, holds) => {
  const end = Date.now() + 40_000;
  while (!holds()) {
    assert.ok(Date.now() < end, what);
    await new Promise((done) => { heard = done; setTimeout(done, 200); });
  }
};
const place = (text, offset) => {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1).length };
};

const greeting = await connection.sendRequest(lsp.InitializeRequest.type, {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(root).href, name: "journal" }],
  capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["rename"] }, didChangeWatchedFiles: { dynamicRegistration: true } } },
});
assert.equal(greeting.capabilities.positionEncoding, "utf-16");
await connection.sendNotification(lsp.InitializedNotification.type, {});

// Typed sign by sign, each answered; an emoji is two units.
const path = "requests/second.md";
const TYPED = "---\nkind: nudge\nto: {name: 林雅婷}\nfollows: frist\nchannel: emial\n---\n\n雅婷經理您好😀，再請教一次？ASAP!!!\n";
const document = { uri: uri(path), languageId: "markdown" };
await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: { ...document, version: 0, text: "" } });
let version = 0;
let offset = 0;
for (const sign of TYPED) {
  version += 1;
  const at = place(TYPED, offset);
  await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
    textDocument: { uri: document.uri, version },
    contentChanges: [{ range: { start: at, end: at }, text: sign }],
  });
  offset += sign.length;
}
await until("the last version is told", () => told.get(document.uri)?.version === version);
writeFileSync(join(root, path), TYPED);
const checked = JSON.parse((() => { try { return run("check", "--format", "json", path); } catch (failed) { return failed.stdout; } })());
const places = (found) => found.map(({ rule, line }) => `${rule} ${line}`).sort();
const shown = () => places(told.get(document.uri).diagnostics.map((found) => ({ rule: found.code, line: found.range.start.line + 1 })));
await until(`as check says: ${places(checked.diagnostics)}`, () => shown().join() === places(checked.diagnostics).join());

// Every question once.
const at = (word) => ({ textDocument: { uri: document.uri }, position: place(TYPED, TYPED.indexOf(word) + 1) });
const completed = await connection.sendRequest(lsp.CompletionRequest.type, at("frist"));
assert.ok(completed.items.some((item) => item.label === "first"));
assert.match((await connection.sendRequest(lsp.HoverRequest.type, at("follows"))).contents.value, /follows/);
assert.equal(await connection.sendRequest(lsp.DefinitionRequest.type, at("frist")), null);
const outline = await connection.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument: { uri: document.uri } });
assert.ok(outline.length >= 2);
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
assert.equal((await connection.sendRequest(lsp.InlayHintRequest.type, { textDocument: { uri: document.uri }, range: whole })).length, 1);
const actions = await connection.sendRequest(lsp.CodeActionRequest.type, { textDocument: { uri: document.uri }, range: whole, context: { diagnostics: [] } });
const mend = actions.find((action) => action.isPreferred);
assert.deepEqual(mend.edit.documentChanges[0].edits.map((edit) => edit.newText), ["channel: email\n"]);

// A rename of the first letter, once the nudge names it.
version += 1;
const follows = TYPED.replace("frist", "first");
await connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, { textDocument: { uri: document.uri, version }, contentChanges: [{ text: follows }] });
const named = { textDocument: { uri: document.uri }, position: place(follows, follows.indexOf("first") + 1) };
assert.equal((await connection.sendRequest(lsp.DefinitionRequest.type, named)).uri, uri("requests/first.md"));
assert.equal((await connection.sendRequest(lsp.ReferencesRequest.type, { ...named, context: { includeDeclaration: false } })).length, 1);
assert.equal((await connection.sendRequest(lsp.PrepareRenameRequest.type, named)).placeholder, "first");
const renamed = await connection.sendRequest(lsp.RenameRequest.type, { ...named, newName: "2026-04-08-林雅婷" });
assert.deepEqual(renamed.documentChanges.map((change) => change.kind ?? "edit"), ["edit", "rename"]);

await connection.sendRequest(lsp.ShutdownRequest.type);
await connection.sendNotification(lsp.ExitNotification.type);
const status = await new Promise((done) => server.on("exit", done));
assert.equal(status, 0);
connection.dispose();
rmSync(root, { recursive: true });
console.log("language server: driven by the client library of VS Code, nothing to mend");
