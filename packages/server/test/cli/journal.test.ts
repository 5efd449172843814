import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { McapStreamReader } from "@mcap/core";
import { MemoryDisk } from "@tocsin/sim";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readJournal } from "../../src/journal/read-journal.ts";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import { LOOK, numbered, openOn } from "../journal/fixtures.ts";
import { CliFolder } from "./cli-folder.ts";

const SUMMARY = z.object({ sequence: z.number().int(), type: z.string() });
const SCENARIO = "green-zone-2021-02";

let folder: CliFolder;
let records = 0;
beforeAll(async () => {
  folder = new CliFolder();
  for (const name of ["run", "flipped", "decision"])
    await folder.ok("simulate", SCENARIO, "--quiet", "--data-dir", name);
  const report = await folder.json("journal", "verify", "--data-dir", "run");
  records = z.object({ records: z.number().min(100) }).parse(report).records;
});
afterAll(() => folder.remove());

const journal = (...args: readonly string[]) => folder.run("journal", ...args, "--data-dir", "run");
const list = async (...args: readonly string[]) =>
  z.array(SUMMARY).parse(await folder.json("journal", "ls", ...args, "--data-dir", "run"));

/** Changes one byte of the only segment of a run, at the first place of `text`. */
function change(dataDir: string, text: string, byte: number): number {
  const [[name, bytes]] = folder.segments(dataDir);
  const at = bytes.indexOf(text);
  if (at < 0) throw new Error(`no ${text} in ${name}`);
  bytes[at] = byte;
  writeFileSync(folder.file(dataDir, "journal", name), bytes);
  return at;
}

/** A journal of ten records, known to be durable up to one of them, in which zeros stand in place of the eighth. */
async function holedJournal(dataDir: string, durable: number): Promise<void> {
  const disk = new MemoryDisk();
  const written = openOn(disk);
  for (let number = 1; number <= 10; number++) {
    const sequence = written.append(LOOK, numbered(number)) ?? 0;
    if (number === durable) written.awaitDurable(sequence, 0);
  }
  await written.close();
  const [eighth, ninth] = [...readJournal(disk, { from: 8 })];
  const content = disk.contentOf(eighth.segment).fill(0, eighth.offset, ninth.offset);
  mkdirSync(folder.file(dataDir, "journal"), { recursive: true });
  writeFileSync(folder.file(dataDir, "journal", eighth.segment), content);
}

describe("tocsin journal ls", () => {
  test("lists records oldest first, of one type, from a sequence, and so many", async () => {
    const decisions = await list("--type", "decision");
    expect(decisions.length).toBeGreaterThan(5);
    expect(new Set(decisions.map(({ type }) => type))).toEqual(new Set(["decision"]));
    const later = await list("--type", "decision", "--from", String(decisions[2].sequence));
    expect(later).toEqual(decisions.slice(2));
    expect(await list("--from", "3", "--limit", "4")).toMatchObject(
      [3, 4, 5, 6].map((sequence) => ({ sequence })),
    );
    const { stdout, stderr } = await journal("ls", "--limit", "2");
    expect(stdout.split("\n")[0]).toMatch(/^ {7}1 {2}session {8}\S+Z \[simulation\] /);
    expect(stderr).toContain("more; go on with --from");
  });

  test("says so where there is no such record, and refuses a type that does not exist", async () => {
    expect((await journal("ls", "--type", "erasure")).stdout).toBe("No such record.\n");
    const { code, stderr } = await journal("ls", "--type", "wish");
    expect(code).toBe(2);
    expect(stderr).toContain(`the types are ${Object.keys(RECORD_TYPES).join(", ")}`);
  });
});

describe("tocsin journal verify", () => {
  test("finds a run whole, and names the key that signed it", async () => {
    const { code, stdout } = await journal("verify");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}public key {2}\S{40,}\n/);
    expect(stdout).toContain("Nothing is missing, changed or wrongly signed.\n");
    const report = await folder.json("journal", "verify", "--data-dir", "run");
    expect(report).toMatchObject({ ok: true, chainOk: true, gaps: [], firstBad: null });
  });

  test("with another public key does not verify", async () => {
    const text = (await journal("verify")).stdout;
    const key = /public key {2}(\S+)/.exec(text)?.[1] ?? "";
    expect((await journal("verify", "--public-key", key)).code).toBe(0);
    const other = `${key.slice(0, -4)}AAA=`;
    expect((await journal("verify", "--public-key", other)).code).toBe(5);
  });

  test("after one byte was changed: exit code 5, with segment, byte and record", async () => {
    change("flipped", '"type":"look"', "!".charCodeAt(0));
    const { code, stdout, stderr } = await folder.run("journal", "verify", "--data-dir", "flipped");
    expect(code).toBe(5);
    expect(stdout).toContain("IT DOES NOT VERIFY.");
    expect(stderr).toMatch(
      /^error: The journal in flipped\/journal does not verify: .*\(segment-\d{16}\.tjl, byte \d+(, record \d+)?\)\nKeep the folder as it is/,
    );
    const json = await folder.run("journal", "verify", "--json", "--data-dir", "flipped");
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false });
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: "JOURNAL_CORRUPT" } });
  });

  test("after a crash says that an unfinished write ends it, and calls a hole in what was durable damage", async () => {
    const says =
      /unfinished {2}it ends in an unfinished write of \d+ bytes \(a crash\); the next start drops it/;
    for (const [dataDir, durable, code, words] of [
      ["crashed", 5, 0, says],
      ["holed", 9, 5, /IT DOES NOT VERIFY/],
    ] as const) {
      await holedJournal(dataDir, durable);
      const verified = await folder.run("journal", "verify", "--data-dir", dataDir);
      expect(verified.code).toBe(code);
      expect(verified.stdout).toMatch(words);
    }
  });

  test("after a decision was made to say something else: found, and no replay calls it identical", async () => {
    const at = change("decision", '"stage":"take-cover"', "'".charCodeAt(0));
    const { code, stderr } = await folder.runAlone("journal", "verify", "--data-dir", "decision");
    expect(code).toBe(5);
    const place = Number(/byte (\d+)/.exec(stderr)?.[1]);
    expect(place).toBeLessThanOrEqual(at);
    const replay = await folder.run("replay", "decision");
    expect(replay.code).toBe(5);
    expect(replay.stdout).not.toContain("reproduces every decision");
  });
});

describe("tocsin journal export", () => {
  test("to JSON Lines gives a line for each record, on standard output and in a file", async () => {
    const { stdout } = await journal("export");
    const lines = stdout.trimEnd().split("\n");
    const sequences = lines.map((line) => SUMMARY.parse(JSON.parse(line)).sequence);
    expect(sequences).toEqual(Array.from({ length: records }, (_, i) => i + 1));
    const { stderr } = await journal("export", "--out", "run.jsonl");
    expect(stderr).toBe(`${records} records written to run.jsonl\n`);
    expect(readFileSync(folder.file("run.jsonl"), "utf8")).toBe(stdout);
  });

  test("to MCAP gives a file that an MCAP reader reads to its end", async () => {
    expect((await journal("export", "--format", "mcap", "--out", "run.mcap")).code).toBe(0);
    const reader = new McapStreamReader();
    reader.append(readFileSync(folder.file("run.mcap")));
    let messages = 0;
    for (let item = reader.nextRecord(); item !== undefined; item = reader.nextRecord())
      if (item.type === "Message") messages++;
    expect({ done: reader.done(), messages }).toEqual({ done: true, messages: records });
  });

  test("refuses a format that it has not, and MCAP without a file", async () => {
    const unknown = await journal("export", "--format", "xml");
    expect(unknown.stderr).toContain('--format takes jsonl or mcap, not "xml"');
    const nowhere = await journal("export", "--format", "mcap");
    expect(nowhere.stderr).toContain("--format mcap needs --out FILE");
    expect([unknown.code, nowhere.code]).toEqual([2, 2]);
  });

  test("into a folder that is not there says so, and is no defect", async () => {
    const results = [
      await journal("export", "--out", "none/run.jsonl"),
      await journal("export", "--format", "mcap", "--out", "none/run.mcap"),
    ];
    for (const { code, stderr } of results) {
      expect(stderr).toContain("--out none/run.");
      expect(stderr).not.toContain("defect");
      expect(code).toBe(2);
    }
  });
});
