import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RECORD_VERDICT_WORDS, type ReportHeld } from "@tocsin/inquiry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../../src/cases/case-folder.ts";
import { openSigningKey } from "../../src/journal/signing-key.ts";
import { runHere } from "../cli/run-here.ts";

const REFUSED = { usage: 2, input: 4, journal: 5 };
const HARBOUR = join(import.meta.dirname, "../../../inquiry/examples/harbour");
const ASKED = ["--at", "depot", "--time", "2026-05-03T20:44:00Z", "--within", "30"];

let folder: string;
let key: string;
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const ok = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runHere(...args);
  expect(code, `${args.join(" ")}: ${stderr}`).toBe(0);
  return stdout;
};
const record = (file: string, ...more: readonly string[]): ReturnType<typeof runHere> =>
  runHere("case", "recording", at("case"), at(file), ...ASKED, ...more);
const heldAgainst = (recordingId: string): ReadonlyMap<string, Omit<ReportHeld, "recording">> =>
  new Map(
    openCase(at("case")).held.flatMap((one) =>
      one.recordingId === recordingId
        ? [[one.claimId, { ...one, claims: [], recording: undefined }] as const]
        : [],
    ),
  );
const count = (recordingId: string, verdict: string): number =>
  [...heldAgainst(recordingId).values()].filter((one) => one.verdict === verdict).length;

/** A post has a key beside its journal; a simulation keeps none. */
const postOf = async (variant: string): Promise<string> => {
  await ok(
    "simulate",
    `${join(HARBOUR, "recording.yaml")}#${variant}`,
    "--quiet",
    "--data-dir",
    at(variant),
  );
  return openSigningKey(at(variant, "journal")).publicKey;
};
const bundle = (variant: string, out: string, ...what: readonly string[]): Promise<string> =>
  ok("bundle", ...what, "--data-dir", at(variant), "--out", at(out));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-bundle-recording-"));
  await ok("case", "new", at("case"), "--title", "Ardal");
  const accounts = readdirSync(HARBOUR).filter((name) => name.endsWith(".txt"));
  await ok("case", "add", at("case"), ...accounts.map((name) => join(HARBOUR, name)));
  key = await postOf("seen");
  await postOf("beyond-range");
  const redact = (rules: string): readonly string[] => ["decision", "1", "--redact", rules];
  const there = ["--at", "depot", "--time", "2026-05-03T20:44:00Z"];
  writeFileSync(
    at("rule.yaml"),
    "for: The ministry of Ardal\nfields: [track.track.class, configuration.site.mode]\n",
  );
  await bundle("seen", "whole.json", ...redact("none"));
  await bundle("seen", "no-people.json", ...redact("people,operators"));
  await bundle("seen", "no-places.json", ...redact("people,operators,sensor-places"));
  await bundle("seen", "no-classes.json", "decision", "1", "--for", at("rule.yaml"));
  await bundle("beyond-range", "blind.json", ...there, "--redact", "people,operators");
  await bundle("beyond-range", "blind-no-places.json", ...there);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("bundles join a case, verified with the key alone, and say what the journal says as far as they hold it", async () => {
  await ok("case", "recording", at("case"), at("seen"), ...ASKED);
  for (const file of ["whole.json", "no-people.json", "no-places.json", "no-classes.json"]) {
    const { code, stdout, stderr } = await record(file, "--public-key", key);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("Signed by the key you gave.");
  }
  const journal = heldAgainst("R1");
  // Whether nothing is left out, or people and operators only: to the last word what the journal itself says.
  for (const same of ["R2", "R3"])
    expect([...heldAgainst(same)].map(([id, one]) => [id, one.verdict, one.reason])).toEqual(
      [...journal].map(([id, one]) => [id, one.verdict, one.reason]),
    );
  // Without the sensors nothing is said to have been out of their reach, or not to hear: it is left out.
  expect(count("R1", "could-not-have-been-seen")).toBeGreaterThan(0);
  expect(count("R4", "could-not-have-been-seen")).toBe(0);
  expect(count("R4", "contradicted")).toBe(count("R1", "contradicted"));
  // Without what the tracks were of, no track says anything, and none is said not to have been.
  expect(count("R5", "supported") + count("R5", "could-not-have-been-seen")).toBe(0);
  const said = [...heldAgainst("R5").values()].map(({ reason }) => reason);
  expect(
    said.filter((reason) => /left out of the bundle: .*records of tracks/.test(reason)).length,
  ).toBeGreaterThan(5);
  expect(said.filter((reason) => reason.startsWith("nothing was tracked"))).toEqual([]);
  // Of which mode it was is left out too: then it carries no finding.
  const { recordings } = openCase(at("case"));
  expect(recordings.map(({ notional }) => notional)).toEqual([true, true, true, true, true]);
  expect(recordings[4].recording.mode).toBe("(left out)");
});

test("nothing is said to have been unseeable where what would have seen it is left out", async () => {
  for (const file of ["blind.json", "blind-no-places.json"]) {
    const { code, stdout, stderr } = await record(file);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("the key it names, which nobody vouched for");
  }
  expect(count("R6", "could-not-have-been-seen")).toBeGreaterThan(5);
  expect(count("R7", "could-not-have-been-seen")).toBe(0);
  expect(count("R7", "contradicted")).toBe(0);
  const reasons = new Set([...heldAgainst("R7").values()].map(({ reason }) => reason));
  expect([...reasons].join("\n")).toContain("reports of sensors (by the rule sensor-places)");
});

test("a bundle of another time says that it tells of another time", async () => {
  const { code, stderr } = await runHere(
    "case",
    "recording",
    at("case"),
    at("whole.json"),
    "--at",
    "depot",
    "--time",
    "2026-05-03T22:00:00Z",
    "--public-key",
    key,
  );
  expect(code, stderr).toBe(0);
  const verdicts = [...heldAgainst("R8").values()];
  expect(new Set(verdicts.map(({ verdict }) => RECORD_VERDICT_WORDS[verdict]))).toEqual(
    // That no sensor of the site hears holds at any time; but this bundle does not tell of that one.
    new Set(["not comparable"]),
  );
  expect(verdicts[0].reason).toMatch(/^the bundle tells of 2026-05-03T20:40:\S+ to \S+ only$/);
});

test("the report says what is left out and who vouched, the case verifies, and a changed bundle is found", async () => {
  await ok("case", "report", at("case"), "--out", at("report"));
  const page = readFileSync(at("report", "report.html"), "utf8");
  expect(page).toContain("A bundle of another party.");
  expect(page).toContain("which is not to say that it was not there");
  expect(page).toContain("which it names itself and nobody vouched for");
  await ok("case", "verify", at("case"), "--report", at("report"));
  const [file = ""] = readdirSync(at("case", "recordings")).filter((name) =>
    name.endsWith(".bundle.json"),
  );
  const own = at("case", "recordings", file);
  const before = readFileSync(own);
  appendFileSync(own, " ");
  const { code, stderr } = await runHere("case", "verify", at("case"));
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/the bundle of recording R\d is not the one that was added/);
  writeFileSync(own, before);
});

test("what is no bundle, is changed, or is signed by another is refused, and says what to do", async () => {
  writeFileSync(
    at("changed.json"),
    readFileSync(at("whole.json"), "utf8").replace("depot", "dep0t"),
  );
  writeFileSync(at("cut.json"), readFileSync(at("whole.json")).subarray(0, 5000));
  writeFileSync(at("report.html"), "<html>");
  const refused = async (file: string, ...more: readonly string[]): Promise<string> => {
    const { code, stderr } = await record(file, ...more);
    return `${code} ${stderr}`;
  };
  expect(await refused("changed.json")).toContain(
    `${REFUSED.journal} error: The bundle ${at("changed.json")} does not verify: it was changed after it was signed.`,
  );
  expect(await refused("cut.json")).toContain("was changed, or cut");
  expect(await refused("whole.json", "--public-key", "another")).toContain(
    "signed by another key than the one you gave",
  );
  expect(await refused("report.html")).toContain(
    "is none: a recording is a post's journal, or what tocsin bundle wrote",
  );
  expect(await refused("seen", "--public-key", key)).toContain(`${REFUSED.usage} error: `);
  expect(await refused("nowhere.json")).toContain(
    `${REFUSED.input} error: ${at("nowhere.json")} does not exist.`,
  );
  expect(openCase(at("case")).recordings).toHaveLength(8);
});
