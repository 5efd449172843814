import { atS, POLICY } from "../engine/engine.test-support.ts";
import { areaId, siteId, trackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { AreaStates, type ThreatReport } from "./area-states.ts";
import type { ThreatEvidence } from "./retraction-book.ts";
import type { Warning } from "./warning.ts";

export type Stage = ThreatEvidence["stage"];
export const evidence = (stage: Stage): ThreatEvidence => ({
  stage,
  rule: "reach-probability",
  sources: ["radar"],
  detections: 9,
});

export const CAMP = areaId("camp");
export const statesOf = (policy = POLICY): AreaStates =>
  new AreaStates({ siteId: siteId("site"), mode: "drill", policy });

export const threat = (
  id: string,
  { stage = "pre-alert", ...changes }: Partial<ThreatReport> & { stage?: Stage } = {},
): ThreatReport => ({
  trackId: trackId(id),
  evidence: evidence(stage),
  arrivalFromUs: atS(40),
  arrivalToUs: atS(50),
  probability: 0.4,
  decision: 7,
  ...changes,
});

/** Lets time pass to `untilUs` as the engine does: only at the times that the states ask for. */
export function pass(states: AreaStates, untilUs: TimeUs): Warning[] {
  const said: Warning[] = [];
  for (;;) {
    const nextUs = states.nextDueUs();
    if (nextUs === null || nextUs > untilUs) return said;
    said.push(...states.due(nextUs));
  }
}
