import { LookIndex } from "../association/look-index.ts";
import { type LookTable, lookTable } from "../association/look-table.ts";
import { type Wedge, wedgeOver } from "../association/wedge.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { EvidenceRef, Look } from "../measurement/look.ts";
import { type SeenInSpace, seenInSpace } from "../filter/open-place.ts";
import { correctedLook } from "../registration/corrected-look.ts";
import { wrapPi } from "../units/angle.ts";
import type { TimeUs } from "../units/time.ts";
import type { SensorContext } from "./sensor-context.ts";

/** A look made ready for the tracker. It depends on the look and its sensor only, and is kept while the look may be applied again. */
export interface PreparedLook {
  readonly look: Look;
  readonly sensor: SensorContext;
  readonly health: SensorHealth | undefined;
  /** What its detections were corrected by, {@link CORRECTION} numbers; null where nothing is known of its sensor's errors. */
  readonly correction: Float64Array | null;
  readonly table: LookTable;
  readonly index: LookIndex;
  readonly inSpace: SeenInSpace;
  /** The middle of its interval. */
  readonly middleUs: TimeUs;
  /** Where its detections lie and it swept; null where it says nothing at all. */
  readonly wedge: Wedge | null;
  /** What its detections are named by as evidence, where anything named them; by {@link evidenceOf}. */
  readonly evidence: (EvidenceRef | null)[];
}

/** A look under way that was associated; `extraneous` as for the association. */
export interface OpenLook {
  readonly prepared: PreparedLook;
  readonly extraneous: readonly number[];
  /** It is known what it has confirmed. */
  isSettled: boolean;
}

export function preparedLook(
  look: Look,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  correction: Float64Array | null,
): PreparedLook {
  const corrected = correction === null ? look : correctedLook(look, correction, 0);
  const table = lookTable(corrected, sensor.geometry);
  const middleUs = look.fromUs + Math.floor((look.toUs - look.fromUs) / 2);
  const index = new LookIndex(table);
  const wedge = wedgeOver(index.wedge(), sweptWedge(look, sensor));
  const inSpace = seenInSpace(table, table.count);
  const evidence = Array.from({ length: table.count }, () => null);
  return { look, sensor, health, correction, table, index, inSpace, middleUs, wedge, evidence };
}

/** A detection as evidence: the same object for all tracks that have it, so that they are known to share it. */
export function evidenceOf({ look, table, evidence }: PreparedLook, i: number): EvidenceRef {
  const known = evidence[i];
  if (known !== null) return known;
  const index = table.indices[i];
  const named: EvidenceRef = {
    sensorId: look.sensorId,
    lookSequence: look.sequence,
    lookToUs: look.toUs,
    index,
    sensedUs: look.detections[index].sensedUs,
  };
  evidence[i] = named;
  return named;
}

function sweptWedge({ sweep }: Look, { geometry }: SensorContext): Wedge | null {
  if (sweep === null) return null;
  const halfWidthRad = 0.5 * sweep.azimuthWidthRad;
  const middleRad = sweep.azimuthFromRad + halfWidthRad + geometry.spec.azimuthOffsetRad;
  return { azimuthRad: wrapPi(middleRad), halfWidthRad };
}

/** Whether a look prepared before was prepared for this health and this correction. */
export function isPreparedWith(
  known: PreparedLook,
  health: SensorHealth | undefined,
  correction: Float64Array | null,
): boolean {
  if (known.health !== health) return false;
  if (known.correction === null || correction === null) return known.correction === correction;
  return known.correction.every((value, k) => value === correction[k]);
}
