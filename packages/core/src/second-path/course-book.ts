import { hypot2, square } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { type CourseFit, courseFit } from "./course-fit.ts";
import type { MeasuredPlace } from "./measured-place.ts";

/** Places of one sensor that lie on one course: three at least, the latest of them kept. */
export interface Course {
  /** 1, 2, … of its sensor. */
  readonly number: number;
  readonly places: readonly MeasuredPlace[];
  readonly fit: CourseFit;
  /** Places that it was given after the third. */
  readonly grown: number;
  /** When the first of its places was measured. */
  readonly sinceUs: TimeUs;
}

/** What a look changed: courses that it began or carried on, and numbers of those that are over. */
export interface CourseChanges {
  readonly changed: readonly Course[];
  readonly ended: readonly number[];
}

/** Two places that may be the beginning of a course. */
type Ends = readonly [MeasuredPlace, MeasuredPlace];
interface Pair {
  readonly ends: Ends;
  readonly fit: CourseFit;
}
export interface CourseBookState {
  readonly number: number;
  readonly latestUs: TimeUs;
  readonly singles: readonly MeasuredPlace[];
  readonly pairs: readonly Ends[];
  readonly courses: readonly Omit<Course, "fit">[];
}

/** What is kept of one sensor; what goes beyond is not begun. */
export const COURSES_MAX = 1_024;
export const PAIRS_MAX = 2_048;
export const SINGLES_MAX = 1_024;
/** Places of a course that are kept: of a slow object it takes some seconds to see where it goes. */
const PLACES_KEPT = 8;
/** Each place begins a course with so many of those before it at most, the nearest ones. */
const PAIRS_OF_PLACE = 4;
/** A course goes on while no more than this passes without a place for it, and a beginning while no more than that, in periods. */
const COURSE_PATIENCE = 3.5;
const PAIR_PATIENCE = 2.2;
/** Two places are of different looks when this much of a period lies between them. */
const APART = 0.2;
/** Nothing that is warned of here is faster, m/s. */
const SPEED_MAX_MPS = 1_500;
const GATE_SIGMAS = 3;
/** What a course may turn or slow down by within a look, m/s². */
const CHANGE_MPS2 = 30;
/** By how much a measured range rate may differ beside its error: it is of a moment, and a course of seconds. */
const RATE_SLACK_MPS = 15;

/** The places of one look, and what bounds them, so that what lies elsewhere is passed over. */
interface Seen {
  /** By their easting. */
  readonly places: readonly MeasuredPlace[];
  readonly northLowM: number;
  readonly northHighM: number;
  /** The widest error of a place. */
  readonly sigmaM: number;
  /** The latest place, or the end of the look, whichever is later. */
  readonly latestUs: TimeUs;
  /** From the earliest place until then. */
  readonly spanS: number;
}

/** A place beside the course that it may go on: how far off, in gates. */
interface Candidate {
  readonly from: number;
  readonly place: number;
  readonly miss: number;
}

/**
 * Finds courses among the places that one sensor measures: a place is taken as the next of a course where a straight line, or an arc, leads
 * within its gate, ½·a·Δt² + 3·√(σ² + σ_x² + σ_v²·Δt²); two others begin one where nothing is too fast, and a third on their line makes it one.
 * Greedy, nearest first; nothing is weighed, and nothing is believed of what was not seen.
 */
export class CourseBook {
  readonly #sensorM: ArrayLike<number>;
  readonly #periodUs: number;
  #number = 0;
  #latestUs: TimeUs = 0;
  readonly #singles: MeasuredPlace[] = [];
  readonly #pairs: Pair[] = [];
  #courses: readonly Course[] = [];
  /** The courses by the names of their places. */
  readonly #byPlace = new Map<number, Course>();

  /** `sensorM`: where the sensor stands, 3×1, m. */
  constructor(sensorM: ArrayLike<number>, periodUs: number) {
    this.#sensorM = sensorM;
    this.#periodUs = Math.max(periodUs, MICROS_PER_SECOND);
  }

  courses(): readonly Course[] {
    return this.#courses;
  }

  /** The course that a detection is of; null: of none. */
  courseOf(sequence: number, index: number): Course | null {
    return this.#byPlace.get(nameOf(sequence, index)) ?? null;
  }

  /** Takes the places of one look. Those of a look that is older than another are too late to say anything. */
  take(places: readonly MeasuredPlace[], lookUs: TimeUs): CourseChanges {
    if (lookUs < this.#latestUs) return NO_CHANGES;
    this.#latestUs = lookUs;
    const seen = seenIn(places, lookUs);
    const used = new Set<number>();
    const grown = this.#grow(seen, used);
    const begun = this.#begin(seen, used);
    const changes = this.#change(grown, begun);
    this.#pair(seen.places, used);
    return changes;
  }

  snapshot(): CourseBookState {
    return {
      number: this.#number,
      latestUs: this.#latestUs,
      singles: [...this.#singles],
      pairs: this.#pairs.map(({ ends }) => ends),
      courses: this.#courses.map(({ number, places, grown, sinceUs }) => ({
        number,
        places,
        grown,
        sinceUs,
      })),
    };
  }
  restore(state: CourseBookState): void {
    this.#number = state.number;
    this.#latestUs = state.latestUs;
    this.#singles.splice(0, this.#singles.length, ...state.singles);
    const pairs = state.pairs.map((ends) => ({ ends, fit: courseFit(ends) }));
    this.#pairs.splice(0, this.#pairs.length, ...pairs);
    this.#courses = state.courses.map((one) => ({ ...one, fit: courseFit(one.places) }));
    this.#byPlace.clear();
    for (const course of this.#courses) this.#index(course);
  }

  /** The next place of each course that has one, the nearest of all pairs first: by the course's place in the list. */
  #grow(seen: Seen, used: Set<number>): ReadonlyMap<number, Course> {
    const candidates: Candidate[] = [];
    this.#courses.forEach(({ fit }, from) => {
      this.#near(seen, fit, (place, miss) => candidates.push({ from, place, miss }));
    });
    const grown = new Map<number, Course>();
    for (const [from, place] of nearestFirst(candidates, used)) {
      const course = this.#courses[from];
      const places = [...course.places, seen.places[place]].slice(-PLACES_KEPT);
      grown.set(from, { ...course, places, fit: courseFit(places), grown: course.grown + 1 });
    }
    return grown;
  }

  /** Courses that go on, begin and are over take their places in the list, and in the index. */
  #change(grown: ReadonlyMap<number, Course>, begun: readonly Course[]): CourseChanges {
    const oldest = this.#latestUs - COURSE_PATIENCE * this.#periodUs;
    const courses: Course[] = [];
    const changed: Course[] = [];
    const ended: number[] = [];
    this.#courses.forEach((before, from) => {
      const course = grown.get(from) ?? before;
      const isOver = course.fit.timeUs < oldest;
      if (isOver || course !== before) this.#forget(before);
      if (isOver) return void ended.push(before.number);
      courses.push(course);
      if (course !== before) changed.push(course);
    });
    const more = begun.slice(0, COURSES_MAX - courses.length);
    courses.push(...more);
    changed.push(...more);
    this.#courses = courses;
    for (const course of changed) this.#index(course);
    return { changed, ended };
  }

  /** Two places and a third on their line are a course. */
  #begin(seen: Seen, used: Set<number>): readonly Course[] {
    const candidates: Candidate[] = [];
    this.#pairs.forEach(({ fit }, from) => {
      this.#near(seen, fit, (place, miss) => {
        if (!used.has(place)) candidates.push({ from, place, miss });
      });
    });
    const begun: Course[] = [];
    const spent = new Set<MeasuredPlace>();
    for (const [from, place] of nearestFirst(candidates, used)) {
      const [a, b] = this.#pairs[from].ends;
      if (spent.has(a) || spent.has(b)) continue;
      spent.add(a).add(b);
      const places = [a, b, seen.places[place]];
      begun.push({
        number: ++this.#number,
        places,
        fit: courseFit(places),
        grown: 0,
        sinceUs: a.timeUs,
      });
    }
    const oldest = this.#latestUs - PAIR_PATIENCE * this.#periodUs;
    const isSpent = spent.size > 0;
    keepOnly(
      this.#pairs,
      ({ ends: [a, b] }) => b.timeUs >= oldest && !(isSpent && (spent.has(a) || spent.has(b))),
    );
    keepOnly(this.#singles, (a) => a.timeUs >= oldest && !(isSpent && spent.has(a)));
    return begun;
  }

  /** Every place that is of no course may begin one with each of those before it that is near enough. */
  #pair(sorted: readonly MeasuredPlace[], used: ReadonlySet<number>): void {
    const free = sorted.filter((_, i) => !used.has(i));
    if (free.length === 0) return;
    const before = this.#singles;
    for (const place of free) {
      const found: { readonly ends: Ends; readonly offM: number }[] = [];
      const mostS = (PAIR_PATIENCE + 1) * (this.#periodUs / MICROS_PER_SECOND);
      const [low, high] = windowOf(before, place.eastM, SPEED_MAX_MPS * mostS);
      for (let i = low; i < high; i++) {
        const offM = this.#beginsWithin(before[i], place);
        if (offM !== null) found.push({ ends: [before[i], place], offM });
      }
      found.sort((a, b) => a.offM - b.offM);
      let taken = 0;
      for (const { ends } of found) {
        const fit = courseFit(ends);
        if (!this.#fitsRate(ends[0], fit) || !this.#fitsRate(ends[1], fit)) continue;
        if (this.#pairs.length < PAIRS_MAX) this.#pairs.push({ ends, fit });
        if (++taken === PAIRS_OF_PLACE) break;
      }
    }
    before.push(...free);
    before.splice(0, before.length - SINGLES_MAX);
    before.sort((a, b) => a.eastM - b.eastM);
  }

  /** How far apart two places lie; null where no object could be at both. */
  #beginsWithin(a: MeasuredPlace, b: MeasuredPlace): number | null {
    if (b.timeUs - a.timeUs < APART * this.#periodUs) return null;
    const offM = hypot2(b.eastM - a.eastM, b.northM - a.northM);
    const errorM = GATE_SIGMAS * hypot2(a.sigmaM, b.sigmaM);
    return offM > SPEED_MAX_MPS * secondsBetween(a.timeUs, b.timeUs) + errorM ? null : offM;
  }

  /** Tells of each place within a course's gate how far off it is. */
  #near(seen: Seen, fit: CourseFit, found: (place: number, miss: number) => void): void {
    if (isPassedBy(seen, fit)) return;
    const sorted = seen.places;
    const mostS = secondsBetween(fit.timeUs, this.#latestUs);
    const reachM = gateOf(fit.sigmaM, fit.sigmaMps, mostS, 0) + WIDEST_SIGMAS_M;
    const east = fit.eastM + fit.eastMps * mostS;
    const [low, high] = windowOf(sorted, east, reachM + Math.abs(fit.eastMps) * this.#lookS());
    for (let i = low; i < high; i++) {
      const place = sorted[i];
      if (place.timeUs - fit.timeUs < APART * this.#periodUs) continue;
      const miss = missOf(fit, place);
      if (miss <= 1 && this.#fitsRate(place, fit)) found(i, miss);
    }
  }

  /** A look lasts a period at most. */
  #lookS(): number {
    return this.#periodUs / MICROS_PER_SECOND;
  }

  #fitsRate({ rangeRate, eastM, northM, upM }: MeasuredPlace, fit: CourseFit): boolean {
    if (rangeRate === null) return true;
    const [e, n, u] = [
      eastM - this.#sensorM[0],
      northM - this.#sensorM[1],
      fit.upSigmaM === null ? 0 : upM - this.#sensorM[2],
    ];
    const range = Math.sqrt(e * e + n * n + u * u);
    if (range === 0) return true;
    const expected = (e * fit.eastMps + n * fit.northMps + u * fit.upMps) / range;
    const sigma = hypot2(rangeRate.sigmaMps, fit.sigmaMps + (Math.abs(u) / range) * fit.upSigmaMps);
    return Math.abs(rangeRate.mps - expected) <= GATE_SIGMAS * sigma + RATE_SLACK_MPS;
  }

  #index(course: Course): void {
    for (const { sequence, index } of course.places)
      this.#byPlace.set(nameOf(sequence, index), course);
  }
  #forget(course: Course): void {
    for (const { sequence, index } of course.places) {
      const name = nameOf(sequence, index);
      if (this.#byPlace.get(name) === course) this.#byPlace.delete(name);
    }
  }
}

/** Takes out in place what is not to be kept: thousands are gone through at each look, and most stay. */
function keepOnly<T>(all: T[], isKept: (one: T) => boolean): void {
  let kept = 0;
  for (const one of all) if (isKept(one)) all[kept++] = one;
  all.length = kept;
}

const NO_CHANGES: CourseChanges = { changed: [], ended: [] };

function seenIn(places: readonly MeasuredPlace[], lookUs: TimeUs): Seen {
  let [northLowM, northHighM, sigmaM] = [Infinity, -Infinity, 0];
  let [earliestUs, latestUs] = [lookUs, lookUs];
  for (const place of places) {
    northLowM = Math.min(northLowM, place.northM);
    northHighM = Math.max(northHighM, place.northM);
    sigmaM = Math.max(sigmaM, place.sigmaM);
    earliestUs = Math.min(earliestUs, place.timeUs);
    latestUs = Math.max(latestUs, place.timeUs);
  }
  const spanS = secondsBetween(earliestUs, latestUs);
  const sorted = [...places].sort((a, b) => a.eastM - b.eastM);
  return { places: sorted, northLowM, northHighM, sigmaM, latestUs, spanS };
}

/**
 * Whether no place of a look can lie in a course's gate, by its northing and by the first and last easting alone: the gate of no place is wider than that of
 * the widest at the latest time.
 */
function isPassedBy(
  { places, northLowM, northHighM, sigmaM, latestUs, spanS }: Seen,
  fit: CourseFit,
): boolean {
  if (places.length === 0) return true;
  const mostS = secondsBetween(fit.timeUs, latestUs);
  const gateM = gateOf(fit.sigmaM, fit.sigmaMps, mostS, 0) + GATE_SIGMAS * sigmaM + ROUNDING_M;
  const north = fit.northM + fit.northMps * mostS;
  const northReachM = gateM + Math.abs(fit.northMps) * spanS;
  if (north - northReachM > northHighM || north + northReachM < northLowM) return true;
  const east = fit.eastM + fit.eastMps * mostS;
  const eastReachM = gateM + Math.abs(fit.eastMps) * spanS;
  return east - eastReachM > places[places.length - 1].eastM || east + eastReachM < places[0].eastM;
}
/** Far more than sums of such numbers are rounded by. */
const ROUNDING_M = 1;

/** The error of a place that is wider than this does not find its course, m. */
const WIDEST_SIGMAS_M = 1_000;

const nameOf = (sequence: number, index: number): number => sequence * 65_536 + index;

const gateOf = (sigmaM: number, sigmaMps: number, seconds: number, ofPlaceM: number): number =>
  GATE_SIGMAS * Math.sqrt(square(sigmaM) + square(sigmaMps * seconds) + square(ofPlaceM)) +
  0.5 * CHANGE_MPS2 * square(seconds);

/** How far a place lies off a course, level and in height, whichever is more, in gates. */
function missOf(fit: CourseFit, place: MeasuredPlace): number {
  const seconds = secondsBetween(fit.timeUs, place.timeUs);
  const off = hypot2(
    place.eastM - fit.eastM - fit.eastMps * seconds,
    place.northM - fit.northM - fit.northMps * seconds,
  );
  const level = off / gateOf(fit.sigmaM, fit.sigmaMps, seconds, place.sigmaM);
  if (fit.upSigmaM === null || place.upSigmaM === null) return level;
  const drop = fit.falls ? 0.5 * STANDARD_GRAVITY_MPS2 * square(seconds) : 0;
  const up = Math.abs(place.upM - fit.upM - fit.upMps * seconds + drop);
  return Math.max(level, up / gateOf(fit.upSigmaM, fit.upSigmaMps, seconds, place.upSigmaM));
}

/** The places within so far of an easting, as a range of those sorted by it. */
function windowOf(
  sorted: readonly MeasuredPlace[],
  eastM: number,
  reachM: number,
): readonly [number, number] {
  const first = (limit: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle].eastM < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [first(eastM - reachM), first(eastM + reachM)];
}

/** Each course, or beginning, with the place that it gets; marks those as used. */
function nearestFirst(candidates: Candidate[], used: Set<number>): ReadonlyMap<number, number> {
  candidates.sort((a, b) => a.miss - b.miss || a.from - b.from || a.place - b.place);
  const taken = new Map<number, number>();
  for (const { from, place } of candidates) {
    if (taken.has(from) || used.has(place)) continue;
    taken.set(from, place);
    used.add(place);
  }
  return taken;
}
