import type { EngineEvent, SiteModel, TimeUs } from "@tocsin/core";
import { type BenchScenario, SCENARIO_START_US } from "./scenario.ts";

/** A look reaches the post this long after its scan. */
const TRANSPORT_US = 50_000;
/** More ticks between two looks would mean that the engine does not let time pass. */
const TICKS_BETWEEN_EVENTS_MAX = 10_000;

/** The site, then every look of the scenario. */
export function scenarioEvents(
  scenario: BenchScenario,
  site: SiteModel,
): readonly [EngineEvent, ...EngineEvent[]] {
  return [
    { type: "configuration", receivedUs: SCENARIO_START_US - 1_000_000, site },
    ...scenario.scans.map(
      ({ timeUs, look }): EngineEvent => ({
        type: "look",
        receivedUs: timeUs + TRANSPORT_US,
        look,
      }),
    ),
  ];
}

/** Steps something up to a time with the ticks that it asks for; `step` gives the next wake time. */
export function tickUpTo(
  timeUs: TimeUs,
  wakeAtUs: TimeUs | null,
  step: (event: EngineEvent) => TimeUs | null,
): void {
  let next = wakeAtUs;
  for (let ticks = 0; next !== null && next < timeUs; ticks++) {
    if (ticks === TICKS_BETWEEN_EVENTS_MAX) throw new Error("it keeps asking to be woken");
    next = step({ type: "tick", receivedUs: next });
  }
}
