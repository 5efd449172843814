import type { EvidenceRef } from "../measurement/look.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { TrackId } from "../units/ids.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";

/** Where a recorded track was, as the tracker had it after each look. */
export interface RecordedCourse {
  /** Site frame: position m, velocity m/s; oldest first, at least one. */
  readonly states: readonly { readonly timeUs: TimeUs; readonly state: ArrayLike<number> }[];
  /** More likely than not a body that falls freely. */
  readonly falls: boolean;
  readonly groundHeightM: number;
  /** The detections that it was made of; of a long track the first and the last. */
  readonly evidence: readonly EvidenceRef[];
}

/** The state after so many detections says where the object came from; before them its velocity is hardly known. */
const SETTLED_STATES = 5;

/**
 * Where the object was at a time, site frame, m. Within the course: between the two states about it. Before it: flown backwards from a state of
 * which the velocity is known,
 *
 * p(t) = p₀ + v₀·(t − t₀) + ½·a·(t − t₀)²,
 *
 * with a = (0, 0, −g) for what falls freely (its drag is left out, which puts it too near by a few metres a second² of drag) and a = 0 for what flies.
 * null after the course, and where it would have been under the ground: it had not left that yet.
 */
export function placeOnCourse(
  { states, falls, groundHeightM }: RecordedCourse,
  timeUs: TimeUs,
): readonly number[] | null {
  if (timeUs > states[states.length - 1].timeUs) return null;
  const settled = states[Math.min(SETTLED_STATES, states.length) - 1];
  if (timeUs < settled.timeUs) {
    const sinceS = secondsBetween(settled.timeUs, timeUs);
    const { state } = settled;
    const up = falls ? -STANDARD_GRAVITY_MPS2 : 0;
    const place = [0, 1, 2].map(
      (axis) =>
        state[axis] + state[axis + 3] * sinceS + (axis === 2 ? 0.5 * up * sinceS * sinceS : 0),
    );
    return place[2] < groundHeightM ? null : place;
  }
  const index = states.findIndex((one) => one.timeUs >= timeUs);
  const after = states[index];
  const before = states[Math.max(0, index - 1)];
  const spanS = secondsBetween(before.timeUs, after.timeUs);
  const share = spanS <= 0 ? 1 : secondsBetween(before.timeUs, timeUs) / spanS;
  return [0, 1, 2].map(
    (axis) => before.state[axis] + share * (after.state[axis] - before.state[axis]),
  );
}

/** When the object was first on its course as the tracker had it, and last. */
export const courseSpan = ({
  states,
}: RecordedCourse): { readonly fromUs: TimeUs; readonly toUs: TimeUs } => ({
  fromUs: states[0].timeUs,
  toUs: states[states.length - 1].timeUs,
});

/**
 * The track of the same object in a run under changes: that which most of the recorded track's detections went into. A detection that came sooner gives it another
 * name, as a track is named by its first one. The recorded name where none has any of them.
 */
export function sameTrack(
  { evidence }: RecordedCourse,
  record: IncidentRecord,
  recorded: TrackId,
): TrackId {
  const wanted = new Set(evidence.map(keyOf));
  let best = { id: recorded, shared: 0 };
  for (const { value } of record.tracks) {
    const shared = value.evidence.filter((one) => wanted.has(keyOf(one))).length;
    if (shared > best.shared) best = { id: value.trackId, shared };
  }
  return best.id;
}

const keyOf = ({ sensorId, lookSequence, index }: EvidenceRef): string =>
  `${sensorId} ${lookSequence} ${index}`;
