import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { actInCase } from "./act-in-case.ts";
import { addAccounts } from "./add-accounts.ts";
import { createCase, openCase } from "./case-folder.ts";
import { caseProblems } from "./case-problems.ts";
import { holdCase } from "./hold-case.ts";
import { makeFolder } from "./make-folder.ts";

const DONE = { by: "ada", at: "2026-05-06T08:00:00Z" };
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tocsin-hold-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("what is done in a case is done by one after the other, and what belongs to it waits for nothing", async () => {
  await createCase(root, "Depot", "ada");
  const order: string[] = [];
  const turn = (name: string): Promise<void> =>
    holdCase(root, async () => {
      order.push(`${name} begins`);
      await setImmediate();
      await holdCase(root, async () => setImmediate());
      order.push(`${name} ends`);
    });
  await Promise.all([turn("one"), turn("two")]);
  const [first = "", second = ""] = order.filter((each) => each.endsWith("begins"));
  expect(order).toEqual([
    first,
    first.replace("begins", "ends"),
    second,
    second.replace("begins", "ends"),
  ]);
  await expect(holdCase(join(root, "elsewhere"), async () => setImmediate())).rejects.toThrow(
    /There is no case/,
  );
  expect(readdirSync(root)).not.toContain("elsewhere");
});

test("accounts get the next free names, the same text is kept once, and two that were one name already stay apart", async () => {
  await createCase(root, "Depot", "ada");
  const paper = (text: string) => ({
    text,
    source: "paper",
    title: null,
    published: null,
    ...DONE,
  });
  const [a, again, b] = await addAccounts(root, ["One.", "One.", "Two."].map(paper));
  expect([a?.accountId, again, b?.accountId]).toEqual(["A", null, "B"]);
  const [c] = await addAccounts(root, [paper("Three.")]);
  expect(c?.accountId).toBe("C");
  expect(openCase(root).accounts.map(({ text }) => text)).toEqual(["One.", "Two.", "Three."]);
  await expect(
    actInCase(root, {
      kind: "account",
      accountId: "C",
      sha256: "0".repeat(64),
      source: "",
      title: null,
      published: null,
      ...DONE,
    }),
  ).rejects.toThrow(/C already/);
  expect(caseProblems(root, null)).toEqual([]);
});

test("a folder is made with those above it, or it is said at once why it cannot be", () => {
  makeFolder(join(root, "a", "b", "c"));
  makeFolder(join(root, "a", "b", "c"));
  expect(readdirSync(join(root, "a", "b"))).toEqual(["c"]);
  expect(() => makeFolder(join(process.execPath, "case"))).toThrow(/is a file, or in one/);
});

// Node's own way of making a folder with those above it never comes back from there.
test.skipIf(process.platform !== "linux")("where no folder can be made it ends at once", () => {
  expect(() => makeFolder("/proc/no-such-folder/case")).toThrow(/no folders can be made/);
});
