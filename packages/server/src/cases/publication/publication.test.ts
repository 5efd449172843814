import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appendActions, createCase, keepText } from "../case-folder.ts";
import { caseProblems } from "../case-problems.ts";
import { makeMemberKey } from "./member-key.ts";
import {
  addMember,
  draftReport,
  publishReport,
  readPublication,
  recordStanding,
  sayOf,
} from "./publication-folder.ts";

const DONE = { by: "terminal", at: "2026-05-06T08:00:00Z" };

let root: string;
let folder: string;
const at = (name: string): string => join(root, name);
const keys = new Map<string, string>();

const member = (memberId: string, role: "lead" | "analyst" | "observer"): Promise<void> =>
  addMember(
    folder,
    { memberId, role, publicKey: keys.get(memberId) ?? "", signedBy: "ada" },
    { keyPath: at("ada.key"), ...DONE },
  );
const say = (memberId: string, report: string, words = "", stance?: "dissent"): Promise<unknown> =>
  sayOf(
    folder,
    at(report),
    { memberId, stance: stance ?? "approve", words },
    { keyPath: at(`${memberId}.key`), ...DONE },
  );
const draft = (out: string, changed?: string): Promise<unknown> =>
  draftReport(folder, at(out), {
    corrects: changed === undefined ? null : { version: 1, changed, why: "a witness came" },
    ...DONE,
  });
const publish = (version: number, out: string): Promise<void> =>
  publishReport(folder, at(out), { version, ...DONE });

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "tocsin-publication-"));
  folder = at("case");
  await createCase(folder, "Depot", "ada");
  const sha256 = keepText(folder, "Three drones attacked the depot, the ministry said.");
  const account = { accountId: "A", sha256, source: "paper", title: null, published: null };
  await appendActions(folder, [{ kind: "account", ...account, ...DONE }]);
  for (const name of ["ada", "ben", "cleo", "mallory"])
    keys.set(name, makeMemberKey(at(`${name}.key`)));
  await member("ada", "lead");
  await member("ben", "analyst");
  await member("cleo", "observer");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("two members publish exactly one manifest, with the dissent; a correction stands beside it and names it", async () => {
  await draft("one");
  await say("ada", "one");
  await expect(publish(1, "out")).rejects.toThrow(/1 of 2/);
  await say("ada", "one");
  await say("cleo", "one", "The drones were never counted.", "dissent");
  await expect(publish(1, "out")).rejects.toThrow(/1 of 2/);
  await say("ben", "one");
  await publish(1, "out");
  expect(caseProblems(folder, at("out"))).toEqual([]);
  expect(readFileSync(at("out/publication.html"), "utf8")).toContain(
    "The drones were never counted.",
  );
  await expect(publish(1, "again")).rejects.toThrow(/published already/);
  await expect(draft("two")).rejects.toThrow(/what differs/);
  await draft("two", "the count is open");
  await say("ada", "two");
  await say("ben", "two");
  await publish(2, "out2");
  expect(readFileSync(at("out2/publication.html"), "utf8")).toContain("Correction of version 1");
  expect(readPublication(folder).versions.map(({ correctedBy }) => correctedBy)).toEqual([2, null]);
  for (const out of ["out", "out2"]) expect(caseProblems(folder, at(out))).toEqual([]);
  appendFileSync(at("out/publication.json"), " ");
  expect(caseProblems(folder, at("out")).join()).toContain("is not what was published");
});

test("an observer's approval does not count, nor one of another report, nor anybody's who is no member or has another's key", async () => {
  await draft("one");
  await say("cleo", "one");
  await say("ada", "one");
  await expect(publish(1, "out")).rejects.toThrow(/1 of 2/);
  await expect(say("mallory", "one")).rejects.toThrow(/no member/);
  const forged = { keyPath: at("mallory.key"), ...DONE };
  const said = { memberId: "ben", stance: "approve" as const, words: "" };
  await expect(sayOf(folder, at("one"), said, forged)).rejects.toThrow(/not signed by ben/);
  const ben = keys.get("ben") ?? "";
  const twice = { memberId: "ben2", role: "analyst" as const, publicKey: ben, signedBy: "ada" };
  await expect(addMember(folder, twice, { keyPath: at("ada.key"), ...DONE })).rejects.toThrow(
    /that key is ben's/,
  );
  const self = { ...twice, memberId: "mallory", publicKey: keys.get("mallory") ?? "" };
  await expect(addMember(folder, self, forged)).rejects.toThrow(/not signed by ada/);
  writeFileSync(at("one/report.html"), "<p>another report</p>");
  await expect(say("ben", "one")).rejects.toThrow(/not what the case gives/);
});

test("who asks to be taken in is no member, and whose key it is stays theirs", async () => {
  const mallory = keys.get("mallory") ?? "";
  const ask = (memberId: string, publicKey: string): Promise<void> =>
    recordStanding(folder, { kind: "ask-to-join", memberId, publicKey, passkey: null, ...DONE });
  await ask("dora", mallory);
  await expect(ask("dora", mallory)).rejects.toThrow(/asked with that key already/);
  await expect(ask("dora", keys.get("ben") ?? "")).rejects.toThrow(/that key is ben's/);
  const asking = (): readonly string[] =>
    readPublication(folder).asked.flatMap(({ memberId, answered }) => (answered ? [] : [memberId]));
  expect(asking()).toEqual(["dora"]);
  expect(readPublication(folder).members.map(({ memberId }) => memberId)).not.toContain("dora");
  await draft("one");
  const said = { memberId: "dora", stance: "approve" as const, words: "" };
  await expect(
    sayOf(folder, at("one"), said, { keyPath: at("mallory.key"), ...DONE }),
  ).rejects.toThrow(/dora is no member/);
  const dora = { memberId: "dora", role: "analyst" as const, publicKey: mallory, signedBy: "ada" };
  await addMember(folder, dora, { keyPath: at("ada.key"), ...DONE });
  expect(asking()).toEqual([]);
  expect(caseProblems(folder, null)).toEqual([]);
});

test("what is written past the signatures counts for nothing, and is found", async () => {
  await draft("one");
  const [version] = readPublication(folder).versions;
  const manifest = version?.manifest ?? "";
  const signature = Buffer.alloc(64).toString("base64");
  const said = { version: 1, manifest, stance: "approve" as const, words: "", signature };
  await appendActions(folder, [
    { kind: "statement", memberId: "ada", ...said, ...DONE },
    { kind: "statement", memberId: "ben", ...said, ...DONE },
    { kind: "publish", version: 1, manifest, ...DONE },
  ]);
  const { versions, void: refused } = readPublication(folder);
  expect(versions[0]).toMatchObject({ published: null, statements: [] });
  expect(refused).toHaveLength(3);
  expect(caseProblems(folder, null).join()).toContain("not signed by ada");
});
