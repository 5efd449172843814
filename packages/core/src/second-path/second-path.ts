import type { LocalFrame } from "../geodesy/local-frame.ts";
import type { EvidenceRef, Look } from "../measurement/look.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import type { Area } from "../policy/area.ts";
import type { AreaId, SensorId } from "../units/ids.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { type Course, CourseBook, type CourseBookState } from "./course-book.ts";
import { levelSpeed } from "./course-fit.ts";
import { type CourseReach, courseReach, type ReachedArea, reachedArea } from "./course-reach.ts";
import { type MeasuredPlace, measuredPlace } from "./measured-place.ts";

/** What the second path says of an object and an area: that it comes there, that it does not, or nothing. */
export interface SecondOpinion {
  readonly says: CourseReach["says"];
  /** null: of nothing that it says. */
  readonly sinceUs: TimeUs | null;
}

/** A course that leads into an area. */
export interface Heading {
  readonly areaId: AreaId;
  readonly sensorId: SensorId;
  readonly course: Course;
  readonly sinceUs: TimeUs;
  /** Looks in a row that said so. */
  readonly looks: number;
  readonly arrivalUs: TimeUs;
  readonly speedMps: number;
}

/** What is remembered of a course and an area. */
interface Sight {
  readonly says: CourseReach["says"];
  readonly sinceUs: TimeUs;
  /** Looks in a row that said so. */
  readonly looks: number;
  /** The same of what leads into it; null where it does not. */
  readonly heading: {
    readonly sinceUs: TimeUs;
    readonly looks: number;
    readonly arrivalUs: TimeUs;
  } | null;
}
interface SensorPart {
  readonly geometry: SensorGeometry;
  readonly book: CourseBook;
  /** By the number of a course, then by area. */
  readonly sights: Map<number, Map<AreaId, Sight>>;
  /** The courses that lead into an area, by their numbers. */
  readonly leading: Map<number, Course>;
}
export type SecondPathState = readonly (readonly [
  SensorId,
  {
    readonly book: CourseBookState;
    readonly sights: readonly (readonly [number, readonly (readonly [AreaId, Sight])[]])[];
  },
])[];

/** Kinds of sensors that measure places themselves. */
const MEASURING: ReadonlySet<SensorSpec["kind"]> = new Set(["radar", "tracker"]);
const NOTHING: SecondOpinion = { says: "unknown", sinceUs: null };
const RANK: Readonly<Record<CourseReach["says"], number>> = { unknown: 0, not: 1, threatened: 2 };

/**
 * A second, simple way from detections to what they threaten, beside the tracker and its projection, and without any part of them, so that no one
 * fault silences both: three detections of one measuring sensor on one line, and where that line leads. It knows no classes, believes nothing of what was not
 * seen, and takes looks as they arrive.
 */
export class SecondPath {
  readonly #parts: ReadonlyMap<SensorId, SensorPart>;
  readonly #areas: readonly (readonly [AreaId, ReachedArea])[];
  /** What {@link headings} said last; null once a course changed. */
  #headings: readonly Heading[] | null = null;
  /** What {@link #coursesOf} said last; null once a look was taken. */
  #asked: {
    readonly evidence: readonly EvidenceRef[];
    readonly courses: readonly (readonly [SensorPart, Course])[];
  } | null = null;

  constructor(of: {
    readonly frame: LocalFrame;
    readonly sensors: readonly SensorSpec[];
    readonly areas: readonly Area[];
    readonly groundHeightM: number;
    /** What passes surely higher over an area does not come there, m. */
    readonly passesAboveM: number;
  }) {
    const measuring = of.sensors.filter(({ kind }) => MEASURING.has(kind));
    this.#parts = new Map(
      measuring.map((spec) => {
        const geometry = createSensorGeometry(of.frame, spec, of.groundHeightM);
        const book = new CourseBook(geometry.positionM, spec.periodUs);
        return [spec.id, { geometry, book, sights: new Map(), leading: new Map() }];
      }),
    );
    this.#areas = of.areas.map(({ id, rings, bufferM, groundHeightM }) => {
      const groundUpM = groundHeightM - of.frame.origin.heightM;
      return [id, reachedArea({ rings, bufferM, groundUpM, passesAboveM: of.passesAboveM })];
    });
  }

  /** Takes a look; whether it was of a sensor that measures. */
  look(look: Look): boolean {
    const part = this.#parts.get(look.sensorId);
    if (part === undefined) return false;
    this.#asked = null;
    const places: MeasuredPlace[] = [];
    look.detections.forEach((detection, index) => {
      const place = measuredPlace(part.geometry, detection, { sequence: look.sequence, index });
      if (place !== null) places.push(place);
    });
    const { changed, ended } = part.book.take(places, look.toUs);
    if (changed.length > 0 || ended.length > 0) this.#headings = null;
    for (const course of changed) this.#see(part, course);
    for (const number of ended) {
      part.sights.delete(number);
      part.leading.delete(number);
    }
    return true;
  }

  /** What is said of the object that these detections are of. */
  opinionOn(evidence: readonly EvidenceRef[], areaId: AreaId): SecondOpinion & { looks: number } {
    let best: SecondOpinion & { looks: number } = { ...NOTHING, looks: 0 };
    for (const [part, course] of this.#coursesOf(evidence)) {
      const { says, sinceUs, looks } = sightOf(part, course, areaId);
      if (RANK[says] > RANK[best.says]) best = { says, sinceUs, looks };
    }
    return best;
  }

  /** The courses that these detections are of, by sensor. They are asked for of every area in turn. */
  #coursesOf(evidence: readonly EvidenceRef[]): readonly (readonly [SensorPart, Course])[] {
    if (this.#asked?.evidence === evidence) return this.#asked.courses;
    const courses: (readonly [SensorPart, Course])[] = [];
    for (const [sensorId, part] of this.#parts) {
      const course = latestCourse(part, sensorId, evidence);
      if (course !== null) courses.push([part, course]);
    }
    this.#asked = { evidence, courses };
    return courses;
  }

  /** Whether these detections are of that course. */
  isOf(evidence: readonly EvidenceRef[], { sensorId, course }: Heading): boolean {
    const part = this.#parts.get(sensorId);
    return part !== undefined && latestCourse(part, sensorId, evidence) === course;
  }

  /** The courses that lead into an area, by sensor and age: the same list until a course changes. */
  headings(): readonly Heading[] {
    this.#headings ??= this.#leading();
    return this.#headings;
  }

  #leading(): readonly Heading[] {
    const headings: Heading[] = [];
    for (const [sensorId, { sights, leading }] of this.#parts) {
      if (leading.size === 0) continue;
      for (const course of [...leading.values()].sort((a, b) => a.number - b.number))
        for (const [areaId, { heading }] of sights.get(course.number) ?? [])
          if (heading !== null)
            headings.push({
              areaId,
              sensorId,
              course,
              ...heading,
              speedMps: levelSpeed(course.fit),
            });
    }
    return headings;
  }

  snapshot(): SecondPathState {
    return Array.from(this.#parts, ([id, { book, sights }]) => [
      id,
      { book: book.snapshot(), sights: Array.from(sights, ([n, of]) => [n, [...of]]) },
    ]);
  }
  restore(state: SecondPathState): void {
    this.#headings = null;
    this.#asked = null;
    for (const [id, { book, sights }] of state) {
      const part = this.#parts.get(id);
      if (part === undefined) continue;
      part.book.restore(book);
      part.sights.clear();
      part.leading.clear();
      for (const [number, of] of sights) part.sights.set(number, new Map(of));
      for (const course of part.book.courses()) {
        const of = [...(part.sights.get(course.number)?.values() ?? [])];
        if (of.some(({ heading }) => heading !== null)) part.leading.set(course.number, course);
      }
    }
  }

  #see({ sights, leading }: SensorPart, course: Course): void {
    const { fit } = course;
    let of = sights.get(course.number);
    leading.delete(course.number);
    for (const [id, area] of this.#areas) {
      const { says, heads, arrivalS } = courseReach(fit, area);
      const known = of?.get(id);
      if (known === undefined && says === "not") continue;
      const same = known !== undefined && known.says === says;
      const leads = heads && arrivalS !== null;
      if (leads) leading.set(course.number, course);
      of ??= new Map<AreaId, Sight>();
      sights.set(course.number, of);
      of.set(id, {
        says,
        sinceUs: same ? known.sinceUs : fit.timeUs,
        looks: same ? known.looks + 1 : 1,
        heading: leads
          ? {
              sinceUs: known?.heading?.sinceUs ?? fit.timeUs,
              looks: (known?.heading?.looks ?? 0) + 1,
              arrivalUs: addSeconds(fit.timeUs, arrivalS),
            }
          : null,
      });
    }
  }
}

/** A course that was never seen to come to an area has not come there since it is one. */
function sightOf(
  { sights }: SensorPart,
  { number, sinceUs, grown }: Course,
  areaId: AreaId,
): Pick<Sight, "says" | "sinceUs" | "looks"> {
  const known = sights.get(number)?.get(areaId);
  return known ?? { says: "not", sinceUs, looks: grown + 1 };
}

/** Detections that are looked at for their course, the latest first: the older ones have left it. */
const LATEST = 6;

function latestCourse(
  { book }: SensorPart,
  sensorId: SensorId,
  evidence: readonly EvidenceRef[],
): Course | null {
  for (let i = evidence.length - 1; i >= Math.max(0, evidence.length - LATEST); i--) {
    if (evidence[i].sensorId !== sensorId) continue;
    const course = book.courseOf(evidence[i].lookSequence, evidence[i].index);
    if (course !== null) return course;
  }
  return null;
}
