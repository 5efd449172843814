import type { Verdict } from "../assessment/decide.ts";
import type { DecisionBook } from "../assessment/decision-book.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { Track } from "../tracking/track.ts";
import { type PreparedArea, preparedArea } from "../projection/prepared-area.ts";
import { clamp, hypot2 } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import type { AreaStates } from "../warning/area-states.ts";
import { mayThreaten } from "./areas-at-stake.ts";
import { fliesOnly } from "./project-what-matters.ts";

/** What was at least this share of its threshold a look ago may be above it now: in generated salvos nearly all that were above had been. */
const NEAR_THRESHOLD = 0.05;

/** Reasons that the next look may take away from anything that flies. */
const NEARLY: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "PREDICTED_MISS",
  "BELOW_THRESHOLD",
  "TOO_FAR_OFF",
  "NOT_SUSTAINED",
  "HEIGHT_OPEN",
  "CLASS_OPEN",
  "UNCORROBORATED",
  "COMMON_CAUSE",
]);

/** What the assessment of a track may lead to at most: a warning starts or rises; a running one changes; nothing is said to anybody. */
export type UrgencyKind = "rises" | "changes" | "calm";

export interface Urgency {
  readonly kind: UrgencyKind;
  /** When it may be there, as it was found last; roughly, where nothing was found yet; after all others where it leads to no area. */
  readonly arrivalUs: TimeUs;
  /** Areas in which a running warning may change by it. */
  readonly changes: readonly AreaId[];
}
const NO_AREAS: readonly AreaId[] = [];
const CALM: Urgency = { kind: "calm", arrivalUs: Number.MAX_SAFE_INTEGER, changes: NO_AREAS };

interface UrgencyParts {
  readonly site: SiteModel;
  readonly book: Pick<DecisionBook, "isQuiet" | "latestOf">;
  readonly areaStates: Pick<AreaStates, "mayTell">;
}

/**
 * How urgent it is to assess a known track again, by what was found of it last: nothing is worked out for it. It decides in which order
 * tracks are assessed and on nothing else; what was calm and threatens after all is found a few milliseconds later.
 */
export function urgencyOfKnown(
  { book, areaStates }: Pick<UrgencyParts, "book" | "areaStates">,
  id: TrackId,
  nowUs: TimeUs,
): Urgency {
  if (book.isQuiet(id, isFarFromWarning)) return CALM;
  let kind: UrgencyKind = "calm";
  let arrivalUs = CALM.arrivalUs;
  let changes: AreaId[] | null = null;
  for (const [areaId, { latest, stage }] of book.latestOf(id)) {
    if (stage === "none" && (latest === null || isFarFromWarning(latest.verdict))) continue;
    const told = areaStates.mayTell(areaId, nowUs);
    if (told === "nothing") continue;
    if (told === "changes") (changes ??= []).push(areaId);
    if (kind !== "rises") kind = told;
    // What a class or a height speaks against may be a threat by this look, but comes after what only its probability does.
    if (latest === null || (stage === "none" && !isNearlyDecided(latest.verdict))) continue;
    arrivalUs = Math.min(arrivalUs, latest.assessment.arrivalFromUs ?? arrivalUs);
  }
  return kind === "calm" ? CALM : { kind, arrivalUs, changes: changes ?? NO_AREAS };
}

const isFarFromWarning = ({ probability, threshold, reasons }: Verdict): boolean =>
  probability < NEAR_THRESHOLD * threshold || reasons.includes("NOT_A_PROTECTED_AREA");

const isNearlyDecided = ({ reasons }: Verdict): boolean => reasons.every((one) => NEARLY.has(one));

/** How urgent it is to assess a track of which nothing was found yet, by a bound of what may be, and of what could fall by {@link Fall}. */
export function urgencyOfNew(
  { site, areaStates }: Pick<UrgencyParts, "site" | "areaStates">,
  track: Track,
  nowUs: TimeUs,
): Urgency {
  const fall = fallOf(site, track);
  let kind: UrgencyKind = "calm";
  let arrivalUs = CALM.arrivalUs;
  let changes: AreaId[] | null = null;
  for (const area of site.areas) {
    const told = areaStates.mayTell(area.id, nowUs);
    if (told === "nothing") continue;
    const isNear = fall !== null && leadsNear(fall, preparedArea(area));
    if (isNear) arrivalUs = fall.untilUs;
    if (told === "changes" && (isNear || (fall === null && mayThreaten(site, track, area, nowUs))))
      (changes ??= []).push(area.id);
    if (told !== kind && kind !== "rises" && mayThreaten(site, track, area, nowUs)) kind = told;
    if (kind === "rises" && (fall === null || arrivalUs === fall.untilUs)) break;
  }
  return kind === "calm" ? CALM : { kind, arrivalUs, changes: changes ?? NO_AREAS };
}

/**
 * Where and when a body would come down without air, over level ground: with u its height and w its climb, t = (w + √(w² + 2·g·u))/g. Air keeps it from getting
 * there, so that it comes down on the way, give or take {@link ASIDE_SHARE}. It takes no flight to work out, and says enough to put tracks in line.
 */
interface Fall {
  readonly eastM: number;
  readonly northM: number;
  readonly wayEastM: number;
  readonly wayNorthM: number;
  readonly untilUs: TimeUs;
}
/** Of the way without air: a new track's velocity errs by some tens of m/s. */
const ASIDE_SHARE = 0.3;

/** Null: no law of motion by which it could fall matters. */
function fallOf(site: SiteModel, track: Track): Fall | null {
  const falling = track.estimates.find(({ model }) => model === "ballistic");
  if (falling === undefined || fliesOnly(track, site)) return null;
  const [eastM, northM, upM, eastMps, northMps, climbMps] = falling.mean;
  const heightM = Math.max(0, site.origin.heightM + upM - site.groundHeightM);
  const g = STANDARD_GRAVITY_MPS2;
  const fallS = Math.max(0, (climbMps + Math.sqrt(climbMps * climbMps + 2 * g * heightM)) / g);
  return {
    eastM,
    northM,
    wayEastM: eastMps * fallS,
    wayNorthM: northMps * fallS,
    untilUs: addSeconds(track.timeUs, fallS),
  };
}

/** Whether the area lies about the way of a fall. */
function leadsNear(
  { eastM, northM, wayEastM, wayNorthM }: Fall,
  { centreEastM, centreNorthM, radiusM }: PreparedArea,
): boolean {
  const wayM = hypot2(wayEastM, wayNorthM);
  const e = centreEastM - eastM;
  const n = centreNorthM - northM;
  const share = clamp((e * wayEastM + n * wayNorthM) / Math.max(wayM * wayM, 1), 0, 1);
  return hypot2(e - share * wayEastM, n - share * wayNorthM) <= radiusM + ASIDE_SHARE * wayM;
}

/** The soonest first. */
export const bySoonest = (a: Urgent, b: Urgent): number =>
  a.urgency.arrivalUs - b.urgency.arrivalUs;

interface Urgent {
  readonly urgency: Urgency;
}

/** Tracks in line, and the areas whose running warnings no track behind them may change. */
export interface AreaGroup<T> {
  readonly tasks: readonly T[];
  readonly told: readonly AreaId[];
}

/**
 * Puts tracks that may change running warnings in line by area, so that what is said of one area waits for its own tracks and not for those of all: the area first
 * that is reached soonest, and of its tracks the soonest first. `before`: what is assessed before any of them.
 */
export function byArea<T extends Urgent>(
  changes: readonly T[],
  before: readonly T[],
): readonly AreaGroup<T>[] {
  const ofArea = new Map<AreaId, T[]>();
  const ofNone: T[] = [];
  for (const task of changes.toSorted(bySoonest)) {
    if (task.urgency.changes.length === 0) ofNone.push(task);
    for (const area of task.urgency.changes) {
      const of = ofArea.get(area);
      if (of === undefined) ofArea.set(area, [task]);
      else of.push(task);
    }
  }
  const told = new Set(before.flatMap(({ urgency }) => urgency.changes));
  const out: AreaGroup<T>[] = [];
  for (const area of told) if (!ofArea.has(area)) out.push({ tasks: [], told: [area] });
  const placed = new Set<T>();
  for (const [area, of] of ofArea) {
    const tasks = of.filter((task) => !placed.has(task));
    for (const task of tasks) placed.add(task);
    out.push({ tasks, told: [area] });
  }
  if (ofNone.length > 0) out.push({ tasks: ofNone, told: [] });
  return out;
}
