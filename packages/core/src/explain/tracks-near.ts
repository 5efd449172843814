import type { Area } from "../policy/area.ts";
import { clamp, hypot3 } from "../units/algebra.ts";
import type { TrackId } from "../units/ids.ts";
import { addSeconds } from "../units/time.ts";
import type { FlownPlace } from "./hypothesised-flight.ts";
import type { HypothesisedObject } from "./hypothesised-object.ts";
import type { IncidentRecord } from "./incident-record.ts";

/** A track or detection this near to a place, at about the time, may have been the object, m. */
export const NEAR_M = 500;

/** The recorded tracks that came near a place at about the time asked about, the nearest first. */
export function tracksNear(
  record: IncidentRecord,
  object: Pick<HypothesisedObject, "atUs" | "withinS">,
  station: Pick<FlownPlace, "enuM">,
  area: Area | null,
): readonly TrackId[] {
  const [fromUs, toUs] = [-1, 1].map((sign) => addSeconds(object.atUs, sign * object.withinS));
  const found = new Map<TrackId, number>();
  const consider = (id: TrackId, distanceM: number): void => {
    if (distanceM <= NEAR_M && distanceM < (found.get(id) ?? Infinity)) found.set(id, distanceM);
  };
  for (const { value } of record.tracks)
    if (value.stateUs >= fromUs && value.stateUs <= toUs)
      consider(value.trackId, passDistance(value.state, station.enuM));
  for (const { value } of record.decisions) {
    const { numbers } = value;
    if (value.stateUs >= fromUs && value.stateUs <= toUs)
      consider(value.trackId, passDistance(value.state, station.enuM));
    const arrives =
      numbers.arrivalFromUs !== null &&
      numbers.arrivalToUs !== null &&
      numbers.arrivalFromUs <= toUs &&
      numbers.arrivalToUs >= fromUs;
    if (arrives && area !== null && value.areaId === area.id)
      consider(value.trackId, Math.max(0, numbers.missDistanceM));
  }
  return [...found].sort(([, a], [, b]) => a - b).map(([id]) => id);
}

/** How near an object with a state passes to a place within the next or last ten seconds, flying straight, m. */
function passDistance(state: readonly number[], enuM: readonly number[]): number {
  const [e, n, u] = [state[0] - enuM[0], state[1] - enuM[1], state[2] - enuM[2]];
  const speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5];
  const nearestS =
    speed2 === 0 ? 0 : clamp(-(e * state[3] + n * state[4] + u * state[5]) / speed2, -10, 10);
  return hypot3(e + nearestS * state[3], n + nearestS * state[4], u + nearestS * state[5]);
}
