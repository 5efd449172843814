import type { Warning } from "@tocsin/core";
import { simulate } from "@tocsin/sim";
import { describe, expect, test } from "vitest";
import type { Format } from "../../src/rehearse/formats.ts";
import { checkedSite, rehearsalSite } from "../../src/rehearse/rehearsal-site.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";
import { hearScenario, NO_FAULTS, warningsOf } from "./virtual-post.ts";

function siteOf(id: string, formats: Readonly<Record<string, Format>>) {
  const scenario = loadScenario(id);
  const plan = { host: "127.0.0.1", port: 4_800, formats: new Map(Object.entries(formats)) };
  const config = checkedSite(rehearsalSite(scenario, { ...plan, startUs: scenario.startUs }));
  return { scenario, config };
}

/** For each area the stages that it went through, and when it was first told to take cover, in seconds. */
function courseOf(warnings: readonly Warning[], startUs: number) {
  const stages = new Map<string, string[]>();
  const coverS = new Map<string, number>();
  for (const { areaId, stage, issuedUs } of warnings) {
    const course = stages.get(areaId) ?? [];
    stages.set(areaId, course);
    if (course.at(-1) !== stage) course.push(stage);
    if (stage === "take-cover" && !coverS.has(areaId))
      coverS.set(areaId, (issuedUs - startUs) / 1e6);
  }
  return { stages, coverS };
}

const BAD_LINE = {
  ...NO_FAULTS,
  loss: 0.03,
  duplicate: 0.05,
  reorder: 0.05,
  delay_s: 0.1,
  delay_sigma_s: 0.05,
};
/** JSON says all that a look holds: times and measurements come through to the last digit that matters. */
const WHOLE_S = 0.05;
/** What is held up is held up for 1 s, and what is lost is seen again a turn later. */
const BAD_LINE_S = 2.2;
/** Category 015 has no cross-section, SAPIENT also no Doppler: what is coming, and where to, is known some scans later. */
const LESS_SAID_S = 4.2;

describe.each([
  ["green-zone-2021-02", { radar: "generic" }, WHOLE_S],
  ["green-zone-2021-02", {}, LESS_SAID_S],
  ["green-zone-2021-02", { radar: "asterix-048" }, LESS_SAID_S],
  ["green-zone-2021-02", { radar: "sapient" }, LESS_SAID_S],
  ["salvo", { "radar-north": "generic", "radar-south": "generic" }, WHOLE_S],
  ["salvo", {}, LESS_SAID_S],
  ["broken-track", {}, LESS_SAID_S],
  ["friendly-and-unknown", {}, LESS_SAID_S],
  ["observers-only", {}, WHOLE_S],
] as const)("%s as octets %j", (id, formats, apartMaxS) => {
  const { scenario, config } = siteOf(id, formats);
  const spoken = new Map(Object.entries(formats));
  const direct = courseOf(warningsOf(simulate(scenario).events()), scenario.startUs);
  test("warns the same areas by the same stages, within what the format leaves unsaid", async () => {
    const heard = await hearScenario(scenario, config, { formats: spoken });
    const octets = courseOf(heard.warnings, scenario.startUs);
    expect(octets.stages).toEqual(direct.stages);
    for (const [areaId, atS] of direct.coverS)
      expect(Math.abs((octets.coverS.get(areaId) ?? Infinity) - atS)).toBeLessThan(apartMaxS);
  });

  test("over a bad line warns the same areas, later by its faults at the most", async () => {
    const heard = await hearScenario(scenario, config, { formats: spoken, faults: BAD_LINE });
    const octets = courseOf(heard.warnings, scenario.startUs);
    expect([...octets.coverS.keys()].sort()).toEqual([...direct.coverS.keys()].sort());
    for (const [areaId, atS] of direct.coverS)
      expect((octets.coverS.get(areaId) ?? Infinity) - atS).toBeLessThan(apartMaxS + BAD_LINE_S);
    const { lost, twice } = [...heard.tally.values()][0];
    expect(lost).toBeGreaterThan(0);
    expect(twice).toBeGreaterThan(0);
  });
});

test("the same seed and faults give the same octets; a clock that errs shows in every look", async () => {
  const { scenario, config } = siteOf("green-zone-2021-02", { radar: "generic" });
  const faults = { ...BAD_LINE, clockErrorsS: new Map([["radar", 3]]) };
  const [first, second] = [
    await hearScenario(scenario, config, { faults }),
    await hearScenario(scenario, config, { faults }),
  ];
  expect(second.looks).toEqual(first.looks);
  expect(first.looks.every(({ look, receivedUs }) => look.toUs - receivedUs > 1_500_000)).toBe(
    true,
  );
});
