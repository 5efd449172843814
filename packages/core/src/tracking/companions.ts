import type { SensorSpec } from "../coverage/sensor.ts";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  leadingMember,
  STEADY,
} from "../filter/bank-layout.ts";
import type { Detection } from "../measurement/look.ts";
import type { Association } from "./associate-look.ts";
import { isConfirmed } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";

/** Objects not yet detected that are expected beside each one that is confirmed … */
const COMPANIONS_EXPECTED = 0.005;
/** … within this distance, m: swarms and salvos fly some tens of metres apart. */
const COMPANION_RADIUS_M = 100;
/** How differently companions fly, one sigma of each axis, m/s. */
const COMPANION_SPEED_SIGMA_MPS = 6;
/** What a height without elevation is spread over, m. */
const HEIGHT_SPAN_M = 12_000;

/** Where position and velocity meet among a member's covariance, and where velocities meet each other. */
const CROSS = [3, 4, 5, 8, 9, 10, 12, 13, 14, 16, 17, 19] as const;
const SPEEDS = [15, 18, 20] as const;

/**
 * Objects come in groups. Beside the even intensity of what nobody has detected there is one about every confirmed track: a detection inside
 * its gate that no track explains is more probably another of its group than false, and flies as it does. Without this, two objects that
 * come nearer to each other than a sensor can tell share one track for long, as a detection between confirmed tracks begins so
 * improbable a track that its neighbours starve it. (A cluster process in the birth intensity: κ/V_c beside
 * λ/V, κ companions expected in the volume V_c about a track, λ false detections in the volume V of the cover.)
 */
export class Companions {
  /** For each detection: the place of the confirmed track whose companion it may be of, −1 for none. */
  placeOf = new Int32Array(64);
  #weights = new Float64Array(64);

  /** Finds for each of `count` detections the confirmed track that it fits best. */
  find(tracks: TrackTable, { marginals, places }: Association, count: number): void {
    if (this.placeOf.length < count) {
      this.placeOf = new Int32Array(2 * count);
      this.#weights = new Float64Array(2 * count);
    }
    const { placeOf } = this;
    placeOf.fill(-1, 0, count);
    for (let row = 0; row < marginals.rowCount; row++) {
      const place = places[row];
      if (!isConfirmed(tracks.numbers, TrackTable.at(tracks.live[place]))) continue;
      for (let p = marginals.rowStart[row]; p < marginals.rowStart[row + 1]; p++) {
        const i = marginals.columns[p];
        if (placeOf[i] !== -1 && this.#weights[i] >= marginals.weights[p]) continue;
        placeOf[i] = place;
        this.#weights[i] = marginals.weights[p];
      }
    }
  }
}

/** How many there would be in the whole cover, were they everywhere as dense as beside a track; 0 where a detection gives no place of its own. */
export function companionsAt(detection: Detection, { coverage }: SensorSpec): number {
  if (detection.kind !== "polar") return 0;
  const { rangeM } = detection;
  const r = COMPANION_RADIUS_M;
  const area = (coverage.rangeMaxM - coverage.rangeMinM) * coverage.azimuthWidthRad * rangeM;
  if (detection.elevationRad === null && detection.heightM === null)
    return (COMPANIONS_EXPECTED * area) / (Math.PI * r * r);
  const rise =
    detection.elevationRad === null
      ? HEIGHT_SPAN_M
      : (coverage.elevationMaxRad - coverage.elevationMinRad) * rangeM;
  return (COMPANIONS_EXPECTED * area * rise) / ((4 / 3) * Math.PI * r * r * r);
}

/** A new track at `a[row]`, its place known, flies as the one at `a[other]` does. */
export function flyAlong(a: Float64Array, row: number, other: number): void {
  const from = leadingMember(a, other);
  const own = COMPANION_SPEED_SIGMA_MPS * COMPANION_SPEED_SIGMA_MPS;
  for (const member of [row + STEADY, row + AGILE, row + BALLISTIC]) {
    for (let k = 3; k < 6; k++) a[member + k] = a[from + k];
    for (const k of CROSS) a[member + COVARIANCE + k] = 0;
    for (const k of SPEEDS) a[member + COVARIANCE + k] = own + a[from + COVARIANCE + k];
  }
  a[row + BALLISTIC_PROBABILITY] = a[other + BALLISTIC_PROBABILITY];
}
