import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CaseState, MAIN_EVENT, reportOf } from "@tocsin/inquiry";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendActions, createCase, keepText, openCase } from "../../src/cases/case-folder.ts";
import { caseProblems } from "../../src/cases/case-problems.ts";
import { keepRecording } from "../../src/cases/recording/keep-recording.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const ACCOUNTS = join(DATA, "inquiry/accounts");
const BY = { by: "ada", at: "2026-05-06T08:00:00Z" };
const VARIANTS = [
  "out-of-range",
  "below-horizon",
  "not-protected",
  "inhibited",
  "nothing-airborne",
];
/** When and where the third drone of the scenario comes in; the hour is not in the reports. */
const ASKED = {
  place: "residence",
  at: "2021-11-06T23:11:33.000Z",
  withinS: 120,
  lowestM: 20,
  highestM: 150,
  speedMps: 25,
};

describe.skipIf(!existsSync(ACCOUNTS))(
  "four reports of one attack, against the journals of what may have been (needs ../shared/data/inquiry)",
  () => {
    let folder: string;
    let state: CaseState;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "tocsin-demo-case-"));
      const own = join(folder, "case");
      await createCase(own, "Baghdad, November 2021", "ada");
      for (const [i, source] of readdirSync(ACCOUNTS).toSorted().entries())
        await appendActions(own, [
          {
            kind: "account",
            accountId: "ABCD".charAt(i),
            sha256: keepText(own, readFileSync(join(ACCOUNTS, source), "utf8")),
            source,
            title: null,
            published: null,
            ...BY,
          },
        ]);
      for (const name of VARIANTS) {
        const { report } = await runScenario({
          scenario: loadScenario(`baghdad-2021-11/${name}`),
          dataDir: join(folder, name),
          channels: () => [],
        });
        const { recording, ...found } = keepRecording(own, report.journal, ASKED);
        await appendActions(own, [
          {
            kind: "recording",
            recordingId: name,
            name,
            source: name,
            ...found,
            notional: recording.notional,
            ...BY,
          },
        ]);
      }
      state = openCase(own);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const onVariants = (claimId: string): readonly string[] =>
      VARIANTS.map(
        (name) =>
          state.held.find((one) => one.claimId === claimId && one.recordingId === name)?.verdict ??
          "",
      );
    const claimIds = (predicate: string, wanted: (text: string) => boolean = () => true) =>
      state.claims
        .filter(
          (claim) =>
            claim.predicate === predicate &&
            claim.event === MAIN_EVENT &&
            wanted(`${claim.count?.min} ${claim.count?.max} ${claim.value}`),
        )
        .map(({ id }) => id);

    test("that it was out of the radar's range is hedged twice and not decidable from the reports", () => {
      const fact = reportOf(state).facts.find(({ question }) =>
        question.startsWith("Why did the defence"),
      );
      expect(fact?.finding).toMatch(/hedged twice \(.*\): not decidable from the accounts alone/);
      expect(fact?.versions.flatMap(({ claims }) => claims.map(({ speaker }) => speaker))).toEqual([
        "Rasoul",
      ]);
    });

    test("one record supports it, and others contradict it, one with the probability", () => {
      const [id = "", ...others] = claimIds("defence.inactive-reason");
      expect(others).toEqual([]);
      expect(onVariants(id)).toEqual([
        "supported",
        "contradicted",
        "contradicted",
        "contradicted",
        "contradicted",
      ]);
      const reasonOf = (recordingId: string) =>
        state.held.find((one) => one.claimId === id && one.recordingId === recordingId)?.reason;
      expect(reasonOf("out-of-range")).toContain("it was 1.9 km away and the range is 1.5 km");
      expect(reasonOf("below-horizon")).toContain("below the radar's horizon");
      expect(reasonOf("not-protected")).toContain("tracked 3 on the way to the place");
      expect(reasonOf("nothing-airborne")).toContain("with a probability of more than 99.9 %");
    });

    test("drones that a radar could not have seen it does not speak against", () => {
      const three = claimIds("weapon.count", (text) => text === "3 3 drone");
      expect(three.length).toBeGreaterThan(0);
      for (const id of three)
        expect(onVariants(id)).toEqual([
          "could-not-have-been-seen",
          "could-not-have-been-seen",
          "supported",
          "supported",
          "contradicted",
        ]);
    });

    test("three drones or fewer, six guards or seven, and what changed or was corrected on the way", () => {
      const { facts } = reportOf(state);
      const fact = (question: string, population: string | null = null) =>
        facts.find(
          (each) =>
            each.event === MAIN_EVENT &&
            each.question.startsWith(question) &&
            each.population === population,
        );
      const says = (of: ReturnType<typeof fact>) =>
        of?.versions.map((version) => [version.says, version.independentOrigins]);
      const verdicts = (of: ReturnType<typeof fact>) => of?.relations.map(({ verdict }) => verdict);
      const drones = fact("How many weapons");
      expect(drones?.versions.map((version) => version.says).toSorted()).toEqual([
        "1 or more (drone)",
        "2 (drone)",
        "2 or more (drone)",
        "3 (drone)",
      ]);
      expect(drones?.finding).toMatch(/^Said: 1 to 3; the most conservative figure is 2;/);
      const origins = new Set(drones?.versions.flatMap((version) => version.origins));
      expect(origins.size).toBeGreaterThanOrEqual(4);
      expect(verdicts(drones)).toContain("contradiction");
      const injured = fact("How many were injured", "guards");
      expect(says(injured)).toEqual([
        ["6 (guards)", 1],
        ["7 (guards)", 1],
      ]);
      expect(verdicts(injured)).toEqual(["contradiction"]);
      const explosions = fact("How many explosions");
      expect(verdicts(explosions)).toEqual(["drift"]);
      expect(explosions?.versions.map((version) => version.says)).toContain(
        "at most 1 (explosion)",
      );
      const stopped = fact("How many were stopped");
      expect(verdicts(stopped)).toContain("drift");
      expect(stopped?.versions.map((version) => version.says)).toContain("2 (captured)");
      const hospital = fact("Was the attacked person taken to hospital");
      expect(says(hospital)).toEqual([["no", 1]]);
      expect(hospital?.versions[0]?.claims[0]?.rule).toBe("corrected rumour");
    });

    test("no radar hears an explosion", () => {
      for (const id of claimIds("explosion.count"))
        expect(new Set(onVariants(id))).toEqual(new Set(["could-not-have-been-seen"]));
    });

    test("each is notional and barred from findings, and the case verifies", () => {
      expect(state.held.every(({ notional }) => notional)).toBe(true);
      const findings = (of: CaseState) => reportOf(of).facts.map(({ finding }) => finding);
      expect(findings(state)).toEqual(findings({ ...state, recordings: [], held: [] }));
      expect(caseProblems(join(folder, "case"), null)).toEqual([]);
    });
  },
);
