import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliFolder } from "../cli/cli-folder.ts";

let folder: CliFolder;
beforeAll(() => {
  folder = new CliFolder();
});
afterAll(() => folder.remove());

const WRITTEN = `
export function decode(octets) {
  const [, digits] = /^bearing (\\d{1,3}(?:\\.\\d+)?)$/.exec(new TextDecoder().decode(octets)) ?? [];
  return digits === undefined
    ? { ok: false, reason: "not-a-bearing" }
    : { ok: true, record: { azimuthDeg: Number(digits) } };
}
`;

const ownTest = (): number | null =>
  spawnSync(process.execPath, ["--test"], {
    cwd: folder.file("ear"),
    env: { ...process.env, NODE_OPTIONS: "", NODE_TEST_CONTEXT: undefined },
  }).status;

test("a new adapter's test fails until its decoder is written, and then Tocsin understands it", async () => {
  await folder.ok("adapter", "new", "ear");
  expect(ownTest()).toBe(1);
  const before = await folder.runAlone(
    "adapter",
    "test",
    folder.file("ear"),
    "--file",
    folder.file("ear/fixtures/sample.txt"),
  );
  expect(before.code).not.toBe(0);
  expect(before.stdout).toContain("0 understood, 2 refused\n  refused as not-written: 2");
  writeFileSync(folder.file("ear/decode.mjs"), WRITTEN);
  expect(ownTest()).toBe(0);
  const after = await folder.okAlone(
    "adapter",
    "test",
    folder.file("ear"),
    "--file",
    folder.file("ear/fixtures/sample.txt"),
  );
  expect(after).toContain("312.5° ± 3");
  expect(after).toContain("2 understood, 0 refused");
});

test("a plugin says what is wrong with its options, and a folder that is there is left alone", async () => {
  const wrong = await folder.runAlone(
    "adapter",
    "test",
    folder.file("ear"),
    "--file",
    folder.file("ear/fixtures/sample.txt"),
    "--options",
    '{"baud":9600}',
  );
  expect(wrong.code).not.toBe(0);
  expect(wrong.stderr).toContain("its options: there is no option baud");
  const again = await folder.run("adapter", "new", "ear");
  expect(again.code).toBe(2);
});

test("the adapters are listed, as text and as JSON", async () => {
  expect(await folder.ok("adapter", "ls")).toMatch(/^sapient +takes {2}SAPIENT/m);
  expect(await folder.json("adapter", "ls")).toContainEqual(
    expect.objectContaining({ type: "plugin" }),
  );
});
