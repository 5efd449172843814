import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepMarks, readMarks } from "./mark-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-marks-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("what was kept is read again, and nothing is wrong where nothing was heard yet", () => {
  const told: string[] = [];
  const path = join(folder, "key.heard");
  expect(readMarks(path, (detail) => told.push(detail))).toEqual([]);
  const marks = [{ keyId: "k", epoch: 3, sequence: 7 }];
  keepMarks(path, marks);
  expect(readMarks(path, (detail) => told.push(detail))).toEqual(marks);
  expect(told).toEqual([]);
});

test.each([
  ["torn", (path: string) => writeFileSync(path, '[{"keyId":"k","ep')],
  ["of another form", (path: string) => writeFileSync(path, '{"keyId":1}')],
  ["a folder", (path: string) => mkdirSync(path)],
])("a file that is %s is told of, and the siren starts without", (_, spoil) => {
  const told: string[] = [];
  const path = join(folder, "key.heard");
  spoil(path);
  expect(readMarks(path, (detail) => told.push(detail))).toEqual([]);
  expect(told).toEqual([expect.stringContaining(path)]);
});
