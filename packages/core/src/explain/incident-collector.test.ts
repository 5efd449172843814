import { expect, test } from "vitest";
import { atS, lookAt, siteOf, START_US } from "../engine/engine.test-support.ts";
import { IncidentCollector } from "./incident-collector.ts";

test("keeps the looks of its stretch of time, and nothing before there is a site", () => {
  const collector = new IncidentCollector({ fromUs: atS(10), toUs: atS(20) });
  expect(collector.record()).toBeNull();
  collector.addEvent(1, { type: "configuration", receivedUs: START_US, site: siteOf() });
  for (let s = 9; s <= 21; s++)
    collector.addEvent(s, { type: "look", receivedUs: atS(s), look: lookAt("radar-a", s, [], 1) });
  const kept = collector.record()?.looks.map(({ sequence }) => sequence);
  expect(kept).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});

test("keeps the configuration of its time, not a later one", () => {
  const collector = new IncidentCollector({ fromUs: atS(10), toUs: atS(20) });
  for (const [sequence, s] of [
    [1, 0],
    [2, 15],
    [3, 25],
  ] as const)
    collector.addEvent(sequence, { type: "configuration", receivedUs: atS(s), site: siteOf() });
  expect(collector.record()?.site.sequence).toBe(2);
});
