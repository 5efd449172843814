import { DetectionIndex } from "../association/detection-index.ts";
import { logExtraneousDensity } from "../association/extraneous-density.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { PreparedDetection } from "../filter/prepared-detection.ts";
import type { Look } from "../measurement/look.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { LiveTrack } from "./live-track.ts";
import type { SensorContext } from "./sensor-context.ts";

/** What a track and one look's detections have to do with each other. Depends on the track's state and the look only. */
export interface Row {
  /** Detections it may be given, as places in the canonical order of the look; costs are below zero. */
  readonly columns: readonly number[];
  readonly costs: readonly number[];
  readonly logRatios: readonly number[];
  readonly detectionProbability: number;
}

/** The state that a detection made of another, and the variances that were repaired on the way. */
export interface Hit {
  readonly position: number;
  readonly logRatio: number;
  readonly after: LiveTrack;
  readonly repairs: number;
}

/**
 * A look made ready for the tracker, with what came of it for each state of a track. A late look has those after it
 * applied again; as states are never changed, what a look makes of a state that it has met before is the same again, bit for
 * bit, and is looked up.
 */
export interface PreparedLook {
  readonly look: Look;
  readonly sensor: SensorContext;
  readonly health: SensorHealth | undefined;
  readonly detections: readonly PreparedDetection[];
  /** Detections left out: unusable, and past the limit of a look. */
  readonly unusable: number;
  readonly excess: number;
  readonly index: DetectionIndex;
  readonly logDensities: Float64Array;
  /** The middle of the detections' times, and the farthest of them from it, s. */
  readonly middleUs: TimeUs;
  readonly spanS: number;
  readonly rows: Map<LiveTrack, Row>;
  readonly hits: Map<LiveTrack, Hit>;
  /** The state without the look's detection of it, where it should have shown the object. */
  readonly misses: Map<LiveTrack, LiveTrack>;
  /** By the detection's place: the track that it began. */
  readonly begun: Map<number, LiveTrack>;
}

export function preparedLook(
  look: Look,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  given: Pick<PreparedLook, "detections" | "unusable" | "excess">,
): PreparedLook {
  const { detections, unusable, excess } = given;
  return {
    look,
    sensor,
    health,
    detections,
    unusable,
    excess,
    index: new DetectionIndex(detections),
    logDensities: Float64Array.from(detections, logExtraneousDensity),
    ...timeSpan(detections),
    rows: new Map(),
    hits: new Map(),
    misses: new Map(),
    begun: new Map(),
  };
}

function timeSpan(
  prepared: readonly PreparedDetection[],
): Pick<PreparedLook, "middleUs" | "spanS"> {
  if (prepared.length === 0) return { middleUs: 0, spanS: 0 };
  let firstUs = Infinity;
  let lastUs = -Infinity;
  for (const { sensedUs } of prepared) {
    if (sensedUs < firstUs) firstUs = sensedUs;
    if (sensedUs > lastUs) lastUs = sensedUs;
  }
  const middleUs = firstUs + Math.floor((lastUs - firstUs) / 2);
  return { middleUs, spanS: secondsBetween(middleUs, lastUs) };
}
