import type { DecisionBook } from "../assessment/decision-book.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { detectionsOf } from "../second-path/course-book.ts";
import type { Heading, SecondPath } from "../second-path/second-path.ts";
import type { Track } from "../tracking/track.ts";
import { type AreaId, type TrackId, trackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { clockText } from "../units/utc-text.ts";
import type { AreaStates } from "../warning/area-states.ts";

/** The two paths say different things of one area, and have for some looks. */
export interface Disagreement {
  readonly areaId: AreaId;
  /** `second`: it alone says that something comes; `first`: it alone does not. */
  readonly alone: "second" | "first";
  readonly detail: string;
}
interface Open {
  readonly sinceUs: TimeUs;
  saidUs: TimeUs;
  heldUs: TimeUs;
}
export interface SecondPathWatchState {
  readonly open: readonly (readonly [string, Open])[];
  /** What people were told to get ready for by the second path alone, with each of its areas. */
  readonly warned: readonly (readonly [TrackId, AreaId])[];
}

/** What comes down in an area this probably, by the predictive path, comes there: what flies may turn, which no straight course knows. */
const SURE_PROBABILITY = 0.8;
/** Looks in a row that have to contradict. */
const LOOKS_LEAST = 5;
/** A disagreement that lasts is said again this often, sooner than a screen forgets it … */
const SAID_EVERY_US = 30 * MICROS_PER_SECOND;
/** … and is over when it was not there for this long. */
const OVER_AFTER_US = 5 * MICROS_PER_SECOND;
/**
 * What a predictive decision rests on beside where the object goes: what it is, how high, how long, who says so, what people ordered. The second
 * path knows nothing of these, and does not contradict them.
 */
const BESIDE_COURSE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "MASKED",
  "TOO_FAR_OFF",
  "HARMLESS_CLASS",
  "OVERFLIGHT",
  "HEIGHT_OPEN",
  "CLASS_OPEN",
  "NOT_SUSTAINED",
  "COMMON_CAUSE",
  "UNCORROBORATED",
  "NOT_A_PROTECTED_AREA",
  "AUTOMATION_OFF",
  "INHIBITED",
  "RETRACTED",
]);

interface WatchParts {
  readonly site: SiteModel;
  readonly book: DecisionBook;
  readonly areaStates: AreaStates;
}

/** By area: a course may lead over several. */
type Warned = Map<AreaId, Set<TrackId>>;

/** Holds both paths against each other, area by area, and says where they differ. Neither of them is changed by it. */
export class SecondPathWatch {
  readonly #path: SecondPath;
  readonly #parts: WatchParts;
  #open = new Map<string, Open>();
  #warned: Warned = new Map();

  constructor(path: SecondPath, parts: WatchParts) {
    this.#path = path;
    this.#parts = parts;
  }

  /** What is to be said now; `followed`: the confirmed tracks. */
  news(nowUs: TimeUs, followed: readonly Track[]): readonly Disagreement[] {
    const found = [...this.#secondAlone(nowUs, followed), ...this.#firstAlone(followed)];
    const news: Disagreement[] = [];
    for (const one of found) {
      const key = `${one.alone} ${one.areaId}`;
      const open = this.#open.get(key);
      if (open !== undefined) open.heldUs = nowUs;
      if (open !== undefined && nowUs - open.saidUs < SAID_EVERY_US) continue;
      this.#open.set(key, { sinceUs: open?.sinceUs ?? nowUs, saidUs: nowUs, heldUs: nowUs });
      news.push(one);
    }
    for (const [key, { heldUs }] of this.#open)
      if (nowUs - heldUs > OVER_AFTER_US) this.#open.delete(key);
    return news;
  }

  snapshot(): SecondPathWatchState {
    return {
      open: Array.from(this.#open, ([key, open]) => [key, { ...open }]),
      warned: [...pairsOf(this.#warned)],
    };
  }
  restore({ open, warned }: SecondPathWatchState): void {
    this.#open = new Map(open.map(([key, one]) => [key, { ...one }]));
    this.#warned = new Map();
    for (const [id, areaId] of warned) note(this.#warned, areaId, id);
  }

  /** Courses that lead into an area of which the predictive path says that nothing comes there. */
  #secondAlone(nowUs: TimeUs, followed: readonly Track[]): readonly Disagreement[] {
    const { site, book, areaStates } = this.#parts;
    const found: Disagreement[] = [];
    const warned: Warned = new Map();
    for (const heading of this.#path.headings()) {
      if (heading.looks < LOOKS_LEAST) continue;
      const { areaId } = heading;
      const isProtected = site.areas.some((a) => a.id === areaId && a.protection !== "none");
      if (!isProtected) continue;
      const own = this.#warned.get(areaId);
      if (areaStates.threatsOf(areaId).some((threat) => own?.has(threat) !== true)) continue;
      const track = followed.find(({ evidence }) => this.#path.isOf(evidence, heading));
      const reason = track === undefined ? null : book.reasonOf(track.id, areaId);
      if (reason !== null && BESIDE_COURSE.has(reason)) continue;
      found.push({ areaId, alone: "second", detail: detailOf(heading, reason, nowUs) });
      if (site.policy.secondPath !== "pre-alert") continue;
      const id = nameOf(heading);
      const report = reportOf(id, heading);
      if (areaStates.isRetracted(areaId, id, report.evidence, nowUs)) continue;
      note(warned, areaId, id);
      areaStates.threaten(areaId, report, nowUs);
    }
    for (const [id, areaId] of pairsOf(this.#warned))
      if (warned.get(areaId)?.has(id) !== true) areaStates.release(areaId, id, nowUs);
    this.#warned = warned;
    this.#letLapse(nowUs);
    return found;
  }

  /** What was taken back and leads into its area no more is told of again when it comes anew. */
  #letLapse(nowUs: TimeUs): void {
    const { site, areaStates } = this.#parts;
    let leading: ReadonlySet<string> | null = null;
    for (const { id: areaId } of site.areas)
      for (const id of areaStates.retractedOf(areaId)) {
        if (!id.startsWith(NAMED)) continue;
        leading ??= new Set(this.#path.headings().map((one) => `${one.areaId} ${nameOf(one)}`));
        if (!leading.has(`${areaId} ${id}`)) areaStates.isRetracted(areaId, id, null, nowUs);
      }
  }

  /** Tracks that surely fall into an area and whose detections, by the second path, lead elsewhere. */
  #firstAlone(followed: readonly Track[]): readonly Disagreement[] {
    const { site, areaStates } = this.#parts;
    const found: Disagreement[] = [];
    for (const { id: areaId } of site.areas)
      for (const id of areaStates.threatsOf(areaId, SURE_PROBABILITY)) {
        const track = followed.find((one) => one.id === id);
        if (track === undefined) continue;
        const { says, sinceUs, looks } = this.#path.opinionOn(track.evidence, areaId);
        if (says !== "not" || sinceUs === null || looks < LOOKS_LEAST) continue;
        const since = clockText(sinceUs);
        found.push({
          areaId,
          alone: "first",
          detail: `the predictive path says that ${id} comes there; the second path that its course leads elsewhere, since ${since} UTC`,
        });
      }
    return found;
  }
}

function note(warned: Warned, areaId: AreaId, id: TrackId): void {
  const own = warned.get(areaId) ?? new Set<TrackId>();
  warned.set(areaId, own.add(id));
}

function* pairsOf(warned: Warned): Generator<readonly [TrackId, AreaId], void> {
  for (const [areaId, own] of warned) for (const id of own) yield [id, areaId];
}

/** What the names of its threats begin with. */
const NAMED = "second-path/";
const nameOf = ({ sensorId, course }: Heading): TrackId =>
  trackId(`${NAMED}${sensorId}/${course.number}`);

const reportOf = (id: TrackId, { arrivalUs, sensorId, course }: Heading) => ({
  trackId: id,
  evidence: {
    stage: "pre-alert",
    rule: "reach-probability",
    sources: [sensorId],
    // Of the whole course, as of a track: looks in a row begin anew where it led elsewhere for a moment.
    detections: detectionsOf(course),
  } as const,
  arrivalFromUs: arrivalUs,
  arrivalToUs: arrivalUs,
  probability: 0,
  decision: 0,
});

function detailOf(
  { sensorId, speedMps, sinceUs, arrivalUs }: Heading,
  reason: ReasonCode | null,
  nowUs: TimeUs,
): string {
  const inS = Math.max(0, secondsBetween(nowUs, arrivalUs)).toFixed(0);
  const first = reason === null ? "has no track of it" : `says ${reason}`;
  return `the second path says that something comes there at ${speedMps.toFixed(0)} m/s in ${inS} s, by ${sensorId}, since ${clockText(sinceUs)} UTC; the predictive path ${first}`;
}
