import { areaId, type EngineEvent, type SiteModel } from "@tocsin/core";
import { scenarioSite } from "../../bench/bench-site.ts";
import { generateScenario } from "../../bench/scenario.ts";
import { scenarioEvents } from "../../bench/scenario-events.ts";

const OBJECTS = 60;
const SCANS = 22;
/** Every fourth look comes after the one behind it. */
const LATE_US = 1_400_000;

export const SALVO_SITE: SiteModel = scenarioSite(OBJECTS);

/** A salvo and drones over five areas, under looks of which some come late, and people who give orders meanwhile. */
export function salvoEvents(seed: number, objects: number = OBJECTS): readonly EngineEvent[] {
  const events = scenarioEvents(generateScenario({ objects, seed, scans: SCANS }), SALVO_SITE).map(
    (event, i) =>
      event.type === "look" && i % 4 === 1
        ? { ...event, receivedUs: event.receivedUs + LATE_US }
        : event,
  );
  const startUs = events[0].receivedUs;
  const order = (afterUs: number, command: object): EngineEvent =>
    ({
      type: "command",
      receivedUs: startUs + afterUs,
      command,
      by: "duty",
      reason: "for the test",
      seconded: { by: "second", how: "person" },
    }) as EngineEvent;
  const inhibited = { areaId: areaId("area-1"), untilUs: startUs + 14_000_000 };
  return [
    ...events,
    order(9_300_000, { kind: "inhibit", ...inhibited }),
    order(12_300_000, { kind: "retract", areaId: areaId("area-2") }),
    order(15_300_000, { kind: "automation", on: false }),
    order(17_300_000, { kind: "automation", on: true }),
  ].toSorted((a, b) => a.receivedUs - b.receivedUs);
}
