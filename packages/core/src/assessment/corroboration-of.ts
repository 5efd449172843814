import type { SensorSpec } from "../coverage/sensor.ts";
import type { Policy } from "../policy/policy.ts";
import type { Track } from "../tracking/track.ts";
import { independentSources } from "../trust/independent-sources.ts";

/** Who reports an object. */
export interface SourceCount {
  readonly sensors: number;
  /** The greatest number of them of which no two share a cause. */
  readonly independent: number;
}

/** Of a policy that asks for one source: a confirmed track has one. */
const ANYBODY: SourceCount = { sensors: 1, independent: 1 };

/** Counts the sensors whose detections a track rests on, where one of the policies asks for more than one source. */
export function corroborationOf(
  { evidence }: Track,
  sensors: readonly SensorSpec[],
  policies: readonly Policy[],
): SourceCount {
  const asks = policies.some(
    ({ corroboration: c }) => c !== undefined && Math.max(c.preAlert, c.takeCover) > 1,
  );
  if (!asks) return ANYBODY;
  const reporting = new Set(evidence.map(({ sensorId }) => sensorId));
  return {
    sensors: reporting.size,
    independent: independentSources(reporting, sensors).count,
  };
}
