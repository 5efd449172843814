import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OutcomeStatement, parseSiteConfig } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { journalDirectory } from "../../src/run/data-directory.ts";
import { openOutcomeDesk } from "../../src/run/open-outcome-desk.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";
import { ScoreRecord } from "../../src/scoring/score-record.ts";
import { scoreReport } from "../../src/scoring/score-report.ts";
import { RunningPost } from "../run/post-harness.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-scoring-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(...dataDirs: readonly string[]) {
  const records = dataDirs.map((dataDir) => new ScoreRecord(journalDirectory(dataDir)));
  for (const record of records) record.readOn();
  const report = scoreReport(records, null);
  if (report === null) throw new Error("nothing is recorded");
  return report;
}

describe("the journal of a simulation", () => {
  const scenarios = ["green-zone-2021-02", "hawaii-2018"];
  const dirOf = (id: string): string => join(folder, id);

  test("is scored as the simulator scores it, which sees the truth itself", async () => {
    for (const id of scenarios) {
      const { score } = await runScenario({
        scenario: loadScenario(id),
        dataDir: dirOf(id),
        channels: () => [],
      });
      const { cards } = reportOf(dirOf(id));
      expect(cards.map(({ mode }) => mode)).toEqual(["simulation"]);
      const { total, events } = cards[0];
      expect(total.threats, id).toMatchObject({
        warned: score.totals.warned,
        inTime: score.totals.warnedInTime,
      });
      expect(total.takeCovers.false).toBe(score.totals.falseTakeCovers);
      expect(total.people.needlessly).toBe(score.totals.peopleNeedlesslyWarned);
      expect(total.takeCovers.unknown + total.preAlerts.unknown).toBe(0);
      const leads = events.flatMap(({ threats }) => threats.flatMap(({ leadS }) => leadS ?? []));
      expect(leads).toEqual(score.threats.flatMap(({ leadS }) => leadS ?? []));
    }
  });

  test("two of them add up", () => {
    const { cards, statements } = reportOf(...scenarios.map(dirOf));
    const [{ total }] = cards;
    expect(total.takeCovers).toEqual({ right: 1, false: 1, unknown: 0 });
    expect(total.falseShare).toMatchObject({ count: 1, of: 2 });
    expect(statements.map(({ by }) => by.kind)).toEqual(["scenario", "scenario"]);
  });
});

const SITE = {
  site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  mode: "shadow",
  areas: [
    {
      id: "lock",
      name: "The lock",
      owner: "Canal company",
      protection: "protected",
      circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 500 },
      people: 40,
    },
  ],
};

describe("what is said afterwards", () => {
  const source = "fire brigade, report 17";
  const struck = (changes: object = {}): OutcomeStatement => ({
    kind: "struck",
    atUs: (Date.now() - 60_000) * 1_000,
    withinS: 5,
    place: { latitudeDeg: 48.001, longitudeDeg: 31.001 },
    areas: [],
    tracks: [],
    source,
    ...changes,
  });

  test("reaches the journal of a post that runs, and of one that does not, and may be withdrawn", async () => {
    const dataDir = join(folder, "post");
    const parsed = parseSiteConfig(SITE);
    if (!parsed.ok) throw new Error("the site is sound");
    let listening: () => void = () => undefined;
    const listens = new Promise<void>((resolve) => (listening = resolve));
    const post = new RunningPost({
      config: SITE,
      dataDir,
      web: { host: "127.0.0.1", port: 0, announce: () => listening() },
    });
    await Promise.all([post.ready, listens]);
    const live = openOutcomeDesk(dataDir, parsed.config);
    const record = await live.state(struck());
    await expect(live.state(struck({ areas: ["nowhere"] }))).rejects.toMatchObject({
      code: "STATEMENT_REFUSED",
    });
    await expect(live.state(struck({ atUs: Date.now() * 1_000 + 1e9 }))).rejects.toThrow(
      /not happened yet/,
    );
    expect(reportOf(dataDir).cards[0].total.threats).toMatchObject({ missed: 1 });
    await post.stop();

    const stopped = openOutcomeDesk(dataDir, parsed.config);
    await stopped.state({ kind: "withdrawn", statement: record, source: "it was thunder" });
    await stopped.close();
    const { cards, statements } = reportOf(dataDir);
    expect(cards[0].total.threats).toMatchObject({ missed: 0 });
    expect(statements.map(({ isWithdrawn }) => isWithdrawn)).toEqual([false, true]);
    expect(statements[1]).toMatchObject({ record, by: { kind: "command-line" } });
  });
});
