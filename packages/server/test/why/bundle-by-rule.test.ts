import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runHere } from "../cli/run-here.ts";
import { ruleScenario } from "./rule-scenario.ts";

/** DER of a PKCS #8 Ed25519 private key up to its seed (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const RULE = `
for: Board of inquiry
leave_out: [people]
sensors: { only: [east] }
persons: [Olav Brandt]
fields: [warning.warning.stage, decision.decision.stage]
times: { from: "2026-03-01T04:00:00Z", to: "2026-03-01T04:10:00Z" }
`;

let folder = "";
let publicKey = "";
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const told = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await runHere(...args);
  return { code, words: stdout + stderr };
};
const bundled = (...more: readonly string[]) =>
  told(
    "bundle",
    "--area",
    "lock",
    "--time",
    "2026-03-01T04:01:00Z",
    "--data-dir",
    at("post"),
    ...more,
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-rule-"));
  const scenario = ruleScenario();
  writeFileSync(at("two-radars.yaml"), JSON.stringify(scenario));
  const run = await told("simulate", at("two-radars.yaml"), "--data-dir", at("post"), "--quiet");
  if (run.code !== 0) throw new Error(run.words);
  // As on a post: the key that signed lies beside the journal.
  const seed = createHash("sha256")
    .update(`tocsin simulation ${scenario.name} ${scenario.seed}`)
    .digest();
  const der = Buffer.concat([PKCS8_PREFIX, seed]).toString("base64");
  const pem = `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
  writeFileSync(at("post", "journal", "journal-key.pem"), pem);
  writeFileSync(at("rule.yaml"), RULE);
  const verified = await told("journal", "verify", "--data-dir", at("post"));
  publicKey = /MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=/.exec(verified.words)?.[0] ?? "";
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a stranger with the bundle and the key alone verifies what a rule file let out", async () => {
  const made = await bundled("--for", at("rule.yaml"), "--out", at("bundle.json"));
  expect(made).toMatchObject({ code: 0 });
  expect(made.words).toContain("1 sensor: where they stand");
  expect(made.words).toContain("2 fields of records");
  const stranger = mkdtempSync(join(tmpdir(), "tocsin-stranger-"));
  try {
    cpSync(at("bundle.json"), join(stranger, "bundle.json"));
    const key = ["--public-key", publicKey];
    const good = await told("verify", join(stranger, "bundle.json"), ...key);
    expect(good).toMatchObject({ code: 0 });
    expect(good.words).toContain("signed by the key you gave");
    expect(good.words).toContain("Made for Board of inquiry");
    const text = readFileSync(join(stranger, "bundle.json"), "utf8");
    writeFileSync(
      join(stranger, "bundle.json"),
      text.replace("Board of inquiry", "Board of enquiry"),
    );
    const bad = await told("verify", join(stranger, "bundle.json"), ...key);
    expect(bad.code).not.toBe(0);
    expect(bad.words).toContain("changed after it was signed");
  } finally {
    rmSync(stranger, { recursive: true, force: true });
  }
});

test("nothing that the file holds back is in the bundle, and what it lets out is", async () => {
  await bundled("--for", at("rule.yaml"), "--out", at("bundle.json"));
  const text = readFileSync(at("bundle.json"), "utf8");
  // The sensor's id and name, its place, the person in whatever spelling of capitals, and the field.
  for (const hidden of [/west-ear/, /Western ear/, /Brandt/i, /"stage": "take-cover"/])
    expect(text).not.toMatch(hidden);
  const whole = await bundled("--redact", "none", "--out", at("whole.json"));
  expect(whole.code).toBe(0);
  const all = readFileSync(at("whole.json"), "utf8");
  for (const shown of [/west-ear/, /Western ear/, /Brandt/i, /"stage": "take-cover"/])
    expect(all).toMatch(shown);
  const placeOf = (id: string) =>
    /"longitudeRad": ([\d.]+)/.exec(all.slice(all.indexOf(`"id": "${id}"`)))?.[1] ?? "none";
  expect(text).not.toContain(placeOf("west-ear"));
  expect(text).toContain(placeOf("east"));
  expect(text).toContain('"leftOut": "persons"');
  expect(text).toContain('"leftOut": "fields"');
});

test("the opening shows from the journal that what was left out is what it holds; another file or journal does not", async () => {
  await bundled("--for", at("rule.yaml"), "--out", at("bundle.json"));
  const open = (opening: string) =>
    told(
      "verify",
      at("bundle.json"),
      "--public-key",
      publicKey,
      "--opening",
      opening,
      "--data-dir",
      at("post"),
    );
  expect(await open(at("bundle.json.opening"))).toMatchObject({ code: 0 });
  const opening = readFileSync(at("bundle.json.opening"), "utf8");
  expect(opening).toContain(RULE);
  writeFileSync(at("other.opening"), opening.replace("Olav Brandt", "Olav Brand"));
  const other = await open(at("other.opening"));
  expect(other.code).not.toBe(0);
  expect(other.words).toContain("it is another bundle");
});

test("times outside what was agreed stay at home, and the configuration does not", async () => {
  writeFileSync(
    at("times.yaml"),
    RULE.replace("04:10", "04:00").replace('04:00:00Z", to', '03:00:00Z", to'),
  );
  await bundled("--for", at("times.yaml"), "--out", at("bundle.json"));
  const { entries } = JSON.parse(readFileSync(at("bundle.json"), "utf8")) as {
    entries: readonly { type: string; leftOut?: string }[];
  };
  const kept = entries.filter(({ leftOut }) => leftOut === undefined).map(({ type }) => type);
  expect(new Set(kept)).toEqual(new Set(["configuration"]));
  expect(entries.some(({ leftOut }) => leftOut === "times")).toBe(true);
});

test.each([
  [
    "a sensor that the journal does not know",
    RULE.replace("[east]", "[eest]"),
    "knows no sensor eest",
  ],
  ["a key that there is not", `${RULE}\npeople: []`, "people"],
  [
    "a record that there is not",
    RULE.replace("warning.warning", "warnings.warning"),
    'no record of type "warnings"',
  ],
  ["times that end before they begin", RULE.replace("04:10", "03:10"), "ends before it begins"],
])("%s is refused, and nothing is written", async (_, rule, words) => {
  writeFileSync(at("wrong.yaml"), rule);
  const refused = await bundled("--for", at("wrong.yaml"), "--out", at("never.json"));
  expect(refused.code).not.toBe(0);
  expect(refused.words).toContain(words);
  expect(existsSync(at("never.json"))).toBe(false);
});

test("a person whom no record names is asked about", async () => {
  writeFileSync(at("asked.yaml"), RULE.replace("[Olav Brandt]", "[Olav Brandt, Olaf Brandt]"));
  const { words } = await bundled("--for", at("asked.yaml"), "--out", at("asked.json"));
  expect(words).toContain("No record here names Olaf Brandt: is it spelled so?");
  expect(words).not.toContain("names Olav Brandt:");
});
