import type { SensorSpec } from "../coverage/sensor.ts";
import type { Look, Sweep } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { sizesOf } from "../tracking/echo-sizes.ts";
import type { Track } from "../tracking/track.ts";
import { SIZES } from "../tracking/track-columns.ts";
import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { chancesOf } from "./chances-of-object.ts";
import { apartness, type ExpectedObject, expectObject, sightingOf } from "./expected-object.ts";
import { sharedBy } from "./independent-sources.ts";
import { type Answer, ObjectBook, type ObjectBookState } from "./object-book.ts";
import type { SensorConduct } from "./sensor-conduct.ts";
import { SensorTally, type SensorTallyState } from "./sensor-tally.ts";

/** A look of more detections is a flood or a storm, and tells nothing of single objects. */
export const DETECTIONS_MAX = 512;
/** Of one look so many detections, and so many of others' objects, are compared: spread over all, and others with the next look. */
const COMPARED_MAX = 16;
/** A track says where its object was this long before and after, s. */
const EXPECTED_FOR_S = 2;
/** Others have seen an object that they reported within so long of the look. */
const WITNESSED_US = 3 * MICROS_PER_SECOND;
/** A sensor is asked about what it claims to see at least this well. */
const ASKED_FROM = 0.3;
/** No look is so sure that missing once refutes an object. */
const PROBABILITY_MAX = 0.95;
/** A claim with this spoof score is doubted. */
const DOUBTED_SCORE = 0.4;
/** All but cells fade to a half in an hour, a sixth of that at a time. */
const FADE_EVERY_US = 600 * MICROS_PER_SECOND;
const FADE = Math.exp(-Math.LN2 / 6);
/** What is known is told this often at most, and again when a sensor was asked twice as much as then. */
const TOLD_EVERY_US = 10 * MICROS_PER_SECOND;

const sizes = new Float64Array(SIZES);
const chances = new Float64Array(SIZES);

export interface ConductWatchState {
  readonly tallies: readonly (readonly [string, SensorTallyState])[];
  readonly objects: ObjectBookState;
  readonly told: readonly (readonly [string, Told])[];
  readonly fadedUs: TimeUs;
  readonly dueUs: TimeUs;
}
interface Told {
  readonly verdict: string;
  readonly asked: number;
}

/**
 * Learns from looks what each sensor's word is worth: what it sees of objects that others report, in its claimed cover, and whether others see
 * what it reports. The two are one question, asked whenever a sensor looks where an independent one has an object. Others are those that share
 * nothing with it. It feeds no decision: nothing that a sensor says, or is said of it, lets a warning go.
 */
export class ConductWatch {
  readonly #tallies: ReadonlyMap<string, SensorTally>;
  readonly #others = new Map<string, ReadonlySet<string>>();
  readonly #objects = new ObjectBook();
  #told = new Map<string, Told>();
  #fadedUs: TimeUs = 0;
  #dueUs: TimeUs = 0;

  constructor(geometries: readonly SensorGeometry[]) {
    this.#tallies = new Map(
      geometries.map((geometry) => [geometry.spec.id, new SensorTally(geometry)]),
    );
    const specs = geometries.map(({ spec }) => spec);
    for (const spec of specs) this.#others.set(spec.id, independentOf(spec, specs));
  }

  /** How old a look came, by the sensor's own clock, and what its times are moved by. */
  received(look: Look, receivedUs: TimeUs, changedOffsetUs: number | null): void {
    const tally = this.#tallies.get(look.sensorId);
    if (tally === undefined) return;
    tally.late(secondsBetween(look.toUs, receivedUs));
    if (changedOffsetUs !== null) tally.clockOffsetUs = changedOffsetUs;
  }

  /** A look as it is used, and the confirmed tracks as they were before it. */
  looked(look: Look, tracks: readonly Track[], nowUs: TimeUs): void {
    const tally = this.#tallies.get(look.sensorId);
    const others = this.#others.get(look.sensorId);
    if (tally === undefined || others === undefined) return;
    this.#fade(nowUs);
    countClaims(tally, look);
    const seen = look.detections.length;
    const comparisons =
      Math.min(seen, COMPARED_MAX) * tracks.length + Math.min(tracks.length, COMPARED_MAX) * seen;
    if (seen > DETECTIONS_MAX || !tally.mayExamine(nowUs, comparisons)) return;
    // Where there is nobody else, nobody has seen what it should have.
    const asks = look.sweep !== null && others.size > 0;
    const objects = asks || seen > 0 ? expectedIn(look, tracks, tally.geometry) : [];
    this.#compare(tally, look, objects, others);
    if (asks) this.#ask(tally, look, objects, others);
  }

  /** Sensors of which something else is known than was told last; none until the next time is due. */
  news(nowUs: TimeUs): readonly SensorConduct[] {
    if (nowUs < this.#dueUs) return [];
    this.#dueUs = nowUs + TOLD_EVERY_US;
    const news: SensorConduct[] = [];
    for (const [id, tally] of this.#tallies) {
      const conduct = tally.conduct();
      const verdict = `${conduct.standing} ${conduct.reasons.join(" ")}`;
      const { asked } = tally.cells;
      const before = this.#told.get(id) ?? { verdict: "unproven ", asked: 0 };
      if (verdict === before.verdict && asked < 2 * before.asked + 1) continue;
      this.#told.set(id, { verdict, asked });
      news.push(conduct);
    }
    return news;
  }

  snapshot(): ConductWatchState {
    return {
      tallies: Array.from(this.#tallies, ([id, tally]) => [id, tally.snapshot()]),
      objects: this.#objects.snapshot(),
      told: [...this.#told],
      fadedUs: this.#fadedUs,
      dueUs: this.#dueUs,
    };
  }
  /** Of sensors that the site does not have any more nothing is taken over. */
  restore(state: ConductWatchState): void {
    for (const [id, tally] of state.tallies) this.#tallies.get(id)?.restore(tally);
    this.#objects.restore(state.objects);
    this.#told = new Map(state.told.filter(([id]) => this.#tallies.has(id)));
    this.#fadedUs = state.fadedUs;
    this.#dueUs = state.dueUs;
  }

  /** Where its detections lie from objects that others have; and those of a sweep that belong to none. */
  #compare(
    { counts, geometry }: SensorTally,
    look: Look,
    objects: readonly ExpectedObject[],
    others: ReadonlySet<string>,
  ): void {
    const { detections, sweep } = look;
    const stride = Math.ceil(detections.length / COMPARED_MAX);
    let strays = 0;
    for (let i = look.sequence % Math.max(stride, 1); i < detections.length; i += stride) {
      const nearest = nearestOf(sightingOf(detections[i], geometry), objects);
      if (nearest === null) strays += stride;
      else if (witnessesOf(nearest.object.track, look.toUs, others).length > 0) {
        counts.apart++;
        counts.apartSum += nearest.apart;
      }
    }
    counts.strays += strays;
    if (sweep === null) return;
    counts.looks++;
    counts.straysClaimed += geometry.spec.falseDetectionsPerSweep * shareSwept(geometry, sweep);
  }

  /** Of objects that others have where it looked: did it see them? */
  #ask(
    tally: SensorTally,
    look: Look,
    objects: readonly ExpectedObject[],
    others: ReadonlySet<string>,
  ): void {
    const { geometry, cells } = tally;
    const sightings = look.detections.map((detection) => sightingOf(detection, geometry));
    const stride = Math.ceil(objects.length / COMPARED_MAX);
    for (let i = look.sequence % Math.max(stride, 1); i < objects.length; i += stride) {
      const object = objects[i];
      if (look.sweep === null || !isSwept(look.sweep, object, geometry)) continue;
      const witnesses = witnessesOf(object.track, look.toUs, others);
      if (witnesses.length === 0) continue;
      sizesOf(object.track, tally.sizesOfClasses, sizes);
      const claimed = chancesOf(object, geometry, sizes, chances);
      if (claimed < ASKED_FROM) continue;
      const found =
        sightings.some((sighting) => apartness(sighting, object) < Infinity) ||
        isInEvidence(object.track, look);
      const expected = cells.expected(object, claimed);
      for (let k = 0; k < chances.length; k++)
        chances[k] = Math.min((chances[k] * expected) / claimed, PROBABILITY_MAX);
      this.#settle(object.track, { found, chances, sizes }, witnesses);
      // What is held to be a lie says nothing of what the sensor can see.
      if (object.track.claim?.contradiction !== "place")
        cells.add(object, object.track.id, claimed, found);
    }
  }

  #settle({ id }: Track, answer: Answer, witnesses: readonly string[]): void {
    for (const { sensorId, seen, unseen } of this.#objects.asked(id, answer, witnesses)) {
      const counts = this.#tallies.get(sensorId)?.counts;
      if (counts === undefined) continue;
      counts.seen = Math.max(0, counts.seen + seen);
      counts.unseen = Math.max(0, counts.unseen + unseen);
    }
  }

  #fade(nowUs: TimeUs): void {
    if (this.#fadedUs === 0) this.#fadedUs = nowUs;
    if (nowUs - this.#fadedUs < FADE_EVERY_US) return;
    const times = Math.floor((nowUs - this.#fadedUs) / FADE_EVERY_US);
    this.#fadedUs += times * FADE_EVERY_US;
    const factor = Math.exp(Math.log(FADE) * times);
    for (const tally of this.#tallies.values()) tally.fade(factor);
  }
}

/** Where those objects were that were seen about then. */
function expectedIn(
  { fromUs, toUs }: Look,
  tracks: readonly Track[],
  geometry: SensorGeometry,
): readonly ExpectedObject[] {
  const middleUs = toUs - (toUs - fromUs) / 2;
  const objects: ExpectedObject[] = [];
  for (const track of tracks)
    if (Math.abs(secondsBetween(track.timeUs, middleUs)) <= EXPECTED_FOR_S)
      objects.push(expectObject(track, geometry, middleUs));
  return objects;
}

const independentOf = (spec: SensorSpec, specs: readonly SensorSpec[]): ReadonlySet<string> =>
  new Set(
    specs
      .filter((other) => other.id !== spec.id && sharedBy(spec, other).length === 0)
      .map(({ id }) => id),
  );

/** Whether the sensor saw a track's object in this sweep, though an earlier look of it carried the detection. */
const isInEvidence = ({ evidence }: Track, { sensorId, fromUs, toUs }: Look): boolean =>
  evidence.some(
    (each) => each.sensorId === sensorId && each.sensedUs >= fromUs && each.sensedUs <= toUs,
  );

/** Which of the others saw a track's object about then, by its evidence. */
function witnessesOf(
  { evidence }: Track,
  atUs: TimeUs,
  others: ReadonlySet<string>,
): readonly string[] {
  const witnesses: string[] = [];
  for (let i = evidence.length - 1; i >= 0; i--) {
    const { sensorId, sensedUs } = evidence[i];
    if (sensedUs < atUs - WITNESSED_US) break;
    if (sensedUs > atUs + WITNESSED_US || !others.has(sensorId)) continue;
    if (!witnesses.includes(sensorId)) witnesses.push(sensorId);
  }
  return witnesses;
}

function nearestOf(
  sighting: ReturnType<typeof sightingOf>,
  objects: readonly ExpectedObject[],
): { readonly object: ExpectedObject; readonly apart: number } | null {
  let nearest: ExpectedObject | null = null;
  let least = Infinity;
  for (const object of objects) {
    const apart = apartness(sighting, object);
    if (apart < least) [nearest, least] = [object, apart];
  }
  return nearest === null ? null : { object: nearest, apart: least };
}

function countClaims({ counts }: SensorTally, { detections }: Look): void {
  for (const { claim, identity } of detections) {
    if (identity === null && claim === undefined) continue;
    counts.claims++;
    if (claim !== undefined && claim.spoofScore >= DOUBTED_SCORE) counts.doubted++;
  }
}

const shareSwept = ({ spec: { coverage } }: SensorGeometry, sweep: Sweep): number =>
  Math.min(1, sweep.azimuthWidthRad / coverage.azimuthWidthRad);

function isSwept(sweep: Sweep, { azimuthRad }: ExpectedObject, { spec }: SensorGeometry): boolean {
  if (sweep.azimuthWidthRad >= TWO_PI) return true;
  const from = sweep.azimuthFromRad + spec.azimuthOffsetRad;
  return wrapTwoPi(azimuthRad - from) <= sweep.azimuthWidthRad;
}
