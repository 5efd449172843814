import { hypot2 } from "../units/algebra.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { type CourseFit, courseFit, PLACES_MAX } from "./course-fit.ts";
import { GATE_SIGMAS, gateOf, missOf } from "./course-gate.ts";
import { FlatFits, ROUNDING_M } from "./flat-fits.ts";
import { FreePlaces } from "./free-places.ts";
import type { MeasuredPlace } from "./measured-place.ts";
import { firstFrom, type SeenPlaces, seenPlaces } from "./seen-places.ts";

/** Places of one sensor that lie on one course: three at least, the latest of them kept. */
export interface Course {
  /** 1, 2, … of its sensor. */
  readonly number: number;
  readonly places: readonly MeasuredPlace[];
  readonly fit: CourseFit;
  /** Places that it was given after those that began it. */
  readonly grown: number;
  /** When the first of its places was measured. */
  readonly sinceUs: TimeUs;
}

/** How many detections a course is of, those among them that are not kept any more: it only grows. */
export const detectionsOf = ({ grown }: Pick<Course, "grown">): number => BEGINS_OF + grown;

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

/** Places on one line that begin a course. */
const BEGINS_OF = 3;
/** What is kept of one sensor; what goes beyond is not begun. */
export const COURSES_MAX = 1_024;
export const PAIRS_MAX = 2_048;
export const SINGLES_MAX = 1_024;
/** Places of a course that are kept: of a slow object it takes some seconds to see where it goes. */
const PLACES_KEPT = PLACES_MAX;
/** Each place begins a course with so many of those before it at most, the nearest ones. */
const PAIRS_OF_PLACE = 4;
/** A course goes on while no more than this passes without a place for it, and a beginning while no more than that, in periods. */
const COURSE_PATIENCE = 3.5;
const PAIR_PATIENCE = 2.2;
/** Two places are of different looks when this much of a period lies between them. */
const APART = 0.2;
/** Nothing that is warned of here is faster, m/s. */
const SPEED_MAX_MPS = 1_500;
/** By how much a measured range rate may differ beside its error: it is of a moment, and a course of seconds. */
const RATE_SLACK_MPS = 15;
/** So many places are looked for by their times. */
const FEW = 16;

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
  readonly #singles = new FreePlaces(SINGLES_MAX);
  /** In the order of their looks. What is over stays until it lies before all others, or room is made. */
  readonly #pairs: Pair[] = [];
  /** None before it goes on. */
  #firstPair = 0;
  readonly #courses: Course[] = [];
  /** The fits of {@link #pairs} and of {@link #courses}, by place. */
  readonly #pairFits = new FlatFits();
  readonly #courseFits = new FlatFits();
  /** The number of the course that a place is of, by the place's name, and the courses by their numbers. */
  readonly #numberOf = new Map<number, number>();
  readonly #byNumber = new Map<number, Course>();

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
    const number = this.#numberOf.get(nameOf(sequence, index));
    return number === undefined ? null : (this.#byNumber.get(number) ?? null);
  }

  /** Takes the places of one look. Those of a look that is older than another are too late to say anything. */
  take(places: readonly MeasuredPlace[], lookUs: TimeUs): CourseChanges {
    if (lookUs < this.#latestUs) return NO_CHANGES;
    const sinceUs = this.#beginsSinceUs();
    this.#latestUs = lookUs;
    // Time only ends things then: courses now, and beginnings when they are asked for again.
    if (places.length === 0) return { changed: [], ended: this.#endBefore(this.#goesOnSinceUs()) };
    const seen = seenPlaces(places, lookUs);
    const used = new Set<number>();
    const grown = this.#grow(seen, used);
    const begun = this.#begin(seen, sinceUs, used);
    const changes = this.#change(grown, begun);
    this.#pair(seen.places, used);
    return changes;
  }

  snapshot(): CourseBookState {
    return {
      number: this.#number,
      latestUs: this.#latestUs,
      singles: this.#singles.since(this.#beginsSinceUs()),
      pairs: this.#pairsSince(this.#beginsSinceUs()).map(({ ends }) => ends),
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
    this.#singles.replaceAll(state.singles);
    this.#pairs.length = 0;
    this.#firstPair = 0;
    for (const ends of state.pairs) this.#addPair({ ends, fit: courseFit(ends) });
    this.#courses.length = 0;
    this.#numberOf.clear();
    this.#byNumber.clear();
    for (const one of state.courses) this.#addCourse({ ...one, fit: courseFit(one.places) });
  }

  /** Earlier courses, and earlier beginnings, do not go on. */
  #goesOnSinceUs(): TimeUs {
    return this.#latestUs - COURSE_PATIENCE * this.#periodUs;
  }
  #beginsSinceUs(): TimeUs {
    return this.#latestUs - PAIR_PATIENCE * this.#periodUs;
  }

  #pairsSince(timeUs: TimeUs): readonly Pair[] {
    return this.#pairs.filter((_, at) => !this.#pairFits.isBefore(at, timeUs));
  }

  #addPair(pair: Pair): void {
    this.#pairFits.set(this.#pairs.length, pair.fit, pair.ends[0].timeUs);
    this.#pairs.push(pair);
  }

  #addCourse(course: Course): void {
    this.#putCourse(this.#courses.length, course);
    this.#index(course, 0);
  }

  #putCourse(at: number, course: Course): void {
    this.#courseFits.set(at, course.fit, course.sinceUs);
    this.#courses[at] = course;
  }

  /** The next place of each course that has one, the nearest of all pairs first: by the course's place in the list. */
  #grow(seen: SeenPlaces, used: Set<number>): ReadonlyMap<number, Course> {
    const candidates: Candidate[] = [];
    const near = this.#courseFits.near(seen, -Infinity, 0, this.#courses.length);
    for (let k = 0; k < near.length; k++)
      this.#near(seen, this.#courses[near[k]].fit, near[k], used, candidates);
    const grown = new Map<number, Course>();
    for (const [from, place] of nearestFirst(candidates, used)) {
      const course = this.#courses[from];
      const places = course.places.slice(course.places.length < PLACES_KEPT ? 0 : 1);
      places.push(seen.places[place]);
      const { number, sinceUs } = course;
      const fit = courseFit(places);
      grown.set(from, { number, places, fit, grown: course.grown + 1, sinceUs });
    }
    return grown;
  }

  /** Courses that go on, begin and are over take their places in the list, and in the index. */
  #change(grown: ReadonlyMap<number, Course>, begun: readonly Course[]): CourseChanges {
    const oldestUs = this.#goesOnSinceUs();
    const changed: Course[] = [];
    for (const [from, course] of [...grown].sort(([a], [b]) => a - b)) {
      const dropped = this.#courses[from].places.length + 1 - course.places.length;
      this.#forget(this.#courses[from], dropped);
      this.#putCourse(from, course);
      if (course.fit.timeUs >= oldestUs) changed.push(course);
    }
    const ended = this.#endBefore(oldestUs);
    for (const course of begun.slice(0, COURSES_MAX - this.#courses.length)) {
      this.#putCourse(this.#courses.length, course);
      changed.push(course);
    }
    for (const course of changed)
      this.#index(course, course.grown === 0 ? 0 : course.places.length - 1);
    return { changed, ended };
  }

  /** Takes out the courses whose latest place is older than that; their numbers. */
  #endBefore(oldestUs: TimeUs): readonly number[] {
    const ended: number[] = [];
    const courses = this.#courses;
    let kept = this.#courseFits.firstBefore(oldestUs, courses.length);
    for (let from = kept; from < courses.length; from++) {
      const course = courses[from];
      if (course.fit.timeUs < oldestUs) {
        this.#forget(course, course.places.length);
        this.#byNumber.delete(course.number);
        ended.push(course.number);
      } else this.#putCourse(kept++, course);
    }
    courses.length = kept;
    return ended;
  }

  /** Two places, the later of them not from before `sinceUs`, and a third on their line are a course. */
  #begin(seen: SeenPlaces, sinceUs: TimeUs, used: Set<number>): readonly Course[] {
    const candidates: Candidate[] = [];
    const near = this.#pairFits.near(seen, sinceUs, this.#firstPair, this.#pairs.length);
    for (let k = 0; k < near.length; k++)
      this.#near(seen, this.#pairs[near[k]].fit, near[k], used, candidates);
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
    this.#spendPairs(spent);
    this.#singles.keep(this.#beginsSinceUs(), spent);
    return begun;
  }

  /** Ends the beginnings with a place that is spent, and passes over those that are too old. */
  #spendPairs(spent: ReadonlySet<MeasuredPlace>): void {
    const pairs = this.#pairs;
    const fits = this.#pairFits;
    this.#firstPair = fits.firstSince(this.#beginsSinceUs(), this.#firstPair, pairs.length);
    if (spent.size === 0) return;
    const spentUs = Float64Array.from(spent, ({ timeUs }) => timeUs);
    for (let at = this.#firstPair; at < pairs.length; at++) {
      // Of a few places the times, which lie beside each other, rule out nearly all.
      if (spentUs.length <= FEW && !fits.hasTime(at, spentUs)) continue;
      const [a, b] = pairs[at].ends;
      if (spent.has(a) || spent.has(b)) fits.end(at);
    }
  }

  /** For how many more beginnings there is room, if for fewer than are asked. What is over is put out where it takes as much as what goes on may. */
  #roomForPairs(asked: number): number {
    const pairs = this.#pairs;
    const fits = this.#pairFits;
    if (pairs.length >= 2 * PAIRS_MAX) {
      const sinceUs = this.#beginsSinceUs();
      let kept = 0;
      for (let from = this.#firstPair; from < pairs.length; from++) {
        if (fits.isBefore(from, sinceUs)) continue;
        pairs[kept] = pairs[from];
        fits.move(from, kept++);
      }
      pairs.length = kept;
      this.#firstPair = 0;
    }
    const least = PAIRS_MAX - (pairs.length - this.#firstPair);
    return least >= asked ? least : PAIRS_MAX - this.#pairsSince(this.#beginsSinceUs()).length;
  }

  /** Every place that is of no course may begin one with each of those before it that is near enough. */
  #pair(sorted: readonly MeasuredPlace[], used: ReadonlySet<number>): void {
    const free = sorted.filter((_, i) => !used.has(i));
    if (free.length === 0) return;
    const before = this.#singles.sorted;
    const mostS = (PAIR_PATIENCE + 1) * (this.#periodUs / MICROS_PER_SECOND);
    const reachM = SPEED_MAX_MPS * mostS;
    let room = this.#roomForPairs(free.length * PAIRS_OF_PLACE);
    for (const place of free) {
      this.#findBefore(before, place, reachM);
      let taken = 0;
      for (let k = 0; k < nearest.length && taken < PAIRS_OF_PLACE; k++) {
        const ends: Ends = [nearest[k], place];
        const fit = courseFit(ends);
        if (!this.#fitsRate(ends[0], fit) || !this.#fitsRate(place, fit)) continue;
        if (room-- > 0) this.#addPair({ ends, fit });
        taken++;
      }
    }
    nearest.length = 0;
    this.#singles.add(free);
  }

  /** Fills {@link nearest} with those of the sorted places with which another may begin a course, of two as near the western one first. */
  #findBefore(sorted: readonly MeasuredPlace[], place: MeasuredPlace, reachM: number): void {
    let count = 0;
    const high = firstFrom(sorted, place.eastM + reachM);
    for (let i = firstFrom(sorted, place.eastM - reachM); i < high; i++) {
      const offM = this.#beginsWithin(sorted[i], place);
      if (offM === null) continue;
      let at = count++;
      for (; at > 0 && offsM[at - 1] > offM; at--) {
        offsM[at] = offsM[at - 1];
        nearest[at] = nearest[at - 1];
      }
      offsM[at] = offM;
      nearest[at] = sorted[i];
    }
    nearest.length = count;
  }

  /** How far apart two places lie; null where no object could be at both. */
  #beginsWithin(a: MeasuredPlace, b: MeasuredPlace): number | null {
    const mostM = SPEED_MAX_MPS * secondsBetween(a.timeUs, b.timeUs);
    const northM = b.northM - a.northM;
    // Most of those in a strip of its easting lie elsewhere in it.
    if (Math.abs(northM) > mostM + GATE_SIGMAS * (a.sigmaM + b.sigmaM)) return null;
    if (b.timeUs - a.timeUs < APART * this.#periodUs) return null;
    const offM = hypot2(b.eastM - a.eastM, northM);
    const errorM = GATE_SIGMAS * hypot2(a.sigmaM, b.sigmaM);
    return offM > mostM + errorM ? null : offM;
  }

  /** Adds each place of the look that is not used, and lies within the gate of a course or a beginning, to the candidates. */
  #near(
    seen: SeenPlaces,
    fit: CourseFit,
    from: number,
    used: ReadonlySet<number>,
    candidates: Candidate[],
  ): void {
    const sorted = seen.places;
    const mostS = secondsBetween(fit.timeUs, seen.latestUs);
    const east = fit.eastM + fit.eastMps * mostS;
    const reachM =
      gateOf(fit.sigmaM, fit.sigmaMps, mostS, 0) +
      Math.min(GATE_SIGMAS * seen.sigmaM, WIDEST_SIGMAS_M) +
      Math.abs(fit.eastMps) * seen.spanS +
      ROUNDING_M;
    const high = firstFrom(sorted, east + reachM);
    for (let place = firstFrom(sorted, east - reachM); place < high; place++) {
      if (used.has(place) || sorted[place].timeUs - fit.timeUs < APART * this.#periodUs) continue;
      const miss = missOf(fit, sorted[place]);
      if (miss <= 1 && this.#fitsRate(sorted[place], fit)) candidates.push({ from, place, miss });
    }
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

  /** Names the places of a course, those from `from` on. */
  #index(course: Course, from: number): void {
    const { number, places } = course;
    this.#byNumber.set(number, course);
    for (let i = from; i < places.length; i++)
      this.#numberOf.set(nameOf(places[i].sequence, places[i].index), number);
  }

  /** The first places of a course, so many, are not its own any more. */
  #forget({ number, places }: Course, count: number): void {
    for (let i = 0; i < count; i++) {
      const name = nameOf(places[i].sequence, places[i].index);
      if (this.#numberOf.get(name) === number) this.#numberOf.delete(name);
    }
  }
}

/** Places before the one at hand by how far off they lie, and how far, m: lists of their own were made for each place. */
const nearest: MeasuredPlace[] = [];
const offsM: number[] = [];

const NO_CHANGES: CourseChanges = { changed: [], ended: [] };

/** The error of a place that is wider than this does not find its course, m. */
const WIDEST_SIGMAS_M = 1_000;

const nameOf = (sequence: number, index: number): number => sequence * 65_536 + index;

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
